import { defineMessages } from '../../core/index.ts';
import { type Finding, failure, type Outcome, settle } from '../finding.ts';
import { buildModel } from '../model/build.ts';
import type { ModelOptions } from '../model/options.ts';
import type { ModelTree } from '../model/tree.ts';
import { type CatalogueModel, catalogue, findCatalogueModel } from './catalogue.ts';
import { getNameWords, joinWords } from './nameWords.ts';
import { findBySpelling } from './spellings.ts';

const say = defineMessages({
  variant: {
    en: '“{name}” is counted with the shapes of {base}: instruct, chat and quantised variants share them.',
    'zh-CN': '“{name}”按 {base} 的形状计数：指令、对话和量化版本的形状与其相同。',
  },
  quantised: {
    en: 'Its weights are quantised; choose the precision of the base weights for the memory estimate.',
    'zh-CN': '其权重是量化的；估算显存时请选择相应的基座权重精度。',
  },
  unknown: {
    en: 'The catalog has no model “{name}”.',
    'zh-CN': '目录中没有模型“{name}”。',
  },
  similar: { en: 'Similar names: {names}.', 'zh-CN': '相近的名称：{names}。' },
  openConfig: {
    en: 'Open the model’s config.json.',
    'zh-CN': '请打开该模型的 config.json。',
  },
});

/** A model of the catalogue for a name. */
export interface ModelMatch {
  readonly model: CatalogueModel;
  /** True if the name is a variant of the model, such as an instruct or a quantised version. */
  readonly isVariant: boolean;
  readonly isQuantised: boolean;
}

/** The catalogue's model with the shapes of the named one, in any spelling. */
export function matchModelName(name: string): ModelMatch | undefined {
  const exact = findCatalogueModel(name);
  if (exact !== undefined) return { model: exact, isVariant: false, isQuantised: false };
  return matchWords(name) ?? matchWords(withoutFamily(name));
}

/** Repositories of quantised models may name the organisation before an underscore: `bartowski/Qwen_QwQ-32B-GGUF`. */
function withoutFamily(name: string): string {
  const last = name.split('/').at(-1) ?? '';
  const [organisation = ''] = last.split('_');
  const isFamily = catalogue.some(({ family }) => family.toLowerCase() === organisation.toLowerCase());
  return isFamily ? last.slice(organisation.length + 1) : '';
}

function matchWords(name: string): ModelMatch | undefined {
  const { isQuantised } = getNameWords(name);
  const model = findBySpelling(name);
  return model && { model, isVariant: true, isQuantised };
}

/** Builds the model for a name; for an unknown one the error suggests similar names. */
export function buildNamedModel(name: string, options: ModelOptions = {}): Outcome<ModelTree> {
  const match = matchModelName(name);
  if (match === undefined) return failure(reportUnknown(name));
  const { model, isVariant, isQuantised } = match;
  const built = buildModel(model.config, { name: isVariant ? name.trim() : model.name, ...options });
  if (!built.ok || !isVariant) return built;
  const note: Finding = {
    code: 'model-variant',
    severity: 'info',
    field: 'model',
    message: say('variant', { name: name.trim(), base: model.name }),
    ...(isQuantised ? { advice: say('quantised') } : {}),
  };
  return settle(built.value, [note, ...built.findings]);
}

function reportUnknown(name: string): Finding {
  const names = getSimilarModels(name).map((model) => model.name);
  const advice = names.length === 0 ? say('openConfig') : say('similar', { names });
  return { code: 'unknown-model', severity: 'error', field: 'model', message: say('unknown', { name }), advice };
}

/** Models with similar names, the most similar first. */
export function getSimilarModels(name: string, limit = 5): readonly CatalogueModel[] {
  const typed = toKey(name);
  return catalogue
    .map((model) => ({ model, score: getLikeness(typed, toKey(model.name)) }))
    .filter(({ score }) => score > 0.4)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ model }) => model);
}

function toKey(name: string): string {
  return joinWords(getNameWords(name).words);
}

/** A model of the same family is likely meant, even if little else of its name is the same. */
const SAME_FAMILY = 0.3;

function getLikeness(a: string, b: string): number {
  const similarity = getSimilarity(toPairs(a), toPairs(b));
  const family = getFirstLetters(a);
  return family !== '' && family === getFirstLetters(b) ? similarity + SAME_FAMILY : similarity;
}

function getFirstLetters(text: string): string {
  return /^[a-z]+/.exec(text)?.[0] ?? '';
}

function toPairs(text: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at < Math.min(text.length, 200) - 1; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Sørensen–Dice coefficient of two sets of character pairs. */
function getSimilarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [shared, total] = [0, 0];
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}
