import { defineMessages } from '../../core/index.ts';
import { type Finding, failure, type Outcome, settle } from '../finding.ts';
import { buildModel } from '../model/build.ts';
import type { ModelOptions } from '../model/options.ts';
import type { ModelTree } from '../model/tree.ts';
import { type CatalogueModel, catalogue, findCatalogueModel } from './catalogue.ts';
import { getNameWords, joinWords } from './nameWords.ts';

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
    en: 'The catalogue has no model “{name}”.',
    'zh-CN': '目录中没有模型“{name}”。',
  },
  similar: { en: 'Similar names: {names}.', 'zh-CN': '相近的名称：{names}。' },
  openConfig: {
    en: 'Open the model’s config.json.',
    'zh-CN': '请打开该模型的 config.json。',
  },
});

/**
 * Words that are left out one kind after the other, until a model is found: release dates (`2507`), context lengths
 * (`128k`), and versions (`v1.0`).
 */
const LESS_EXACT: readonly RegExp[] = [/^\d{4}$/, /^\d{1,4}k$/, /^v\d[\d.]*$/];

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
  const { words, isQuantised } = getNameWords(name);
  const model = findByWords(words) ?? findWithoutSize(words);
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
  const pairs = toPairs(joinWords(getNameWords(name).words));
  return catalogue
    .map((model) => ({ model, score: getSimilarity(pairs, toPairs(joinWords(getNameWords(model.name).words))) }))
    .filter(({ score }) => score > 0.4)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ model }) => model);
}

function findByWords(words: readonly string[]): CatalogueModel | undefined {
  for (const [step, key] of toKeys(words).entries()) {
    const model = getIndexes()[step]?.get(key);
    if (model !== undefined) return model;
  }
  return undefined;
}

/** A name may say the size of a model that has only one: `phi-4:14b`. */
function findWithoutSize(words: readonly string[]): CatalogueModel | undefined {
  const sizes = words.flatMap((word) => {
    const [, digits, unit = ''] = /^(\d[\d.]*)([mbt])$/.exec(word) ?? [];
    return digits === undefined ? [] : [Number(digits) * (UNITS[unit] ?? 1)];
  });
  const [size, ...others] = sizes;
  if (size === undefined || others.length > 0) return undefined;
  const model = findByWords(words.filter((word) => !/^\d[\d.]*[mbt]$/.test(word)));
  return model !== undefined && Math.abs(model.parameters / size - 1) < 0.06 ? model : undefined;
}

const UNITS: Readonly<Record<string, number>> = { m: 1e6, b: 1e9, t: 1e12 };

/** One text that identifies the shapes per step of `LESS_EXACT`. */
function toKeys(words: readonly string[]): readonly string[] {
  return [[], ...LESS_EXACT.map((_, at) => LESS_EXACT.slice(0, at + 1))].map((left) =>
    joinWords(words.filter((word) => !left.some((kind) => kind.test(word)))),
  );
}

const indexes: ReadonlyMap<string, CatalogueModel>[] = [];

/** The models by their keys, one map per step. */
function getIndexes(): readonly ReadonlyMap<string, CatalogueModel>[] {
  if (indexes.length === 0) indexes.push(...[[], ...LESS_EXACT].map((_, step) => indexModels(step)));
  return indexes;
}

/** The models by one of their keys; without those of different shapes that have the same key. */
function indexModels(step: number): ReadonlyMap<string, CatalogueModel> {
  const found = new Map<string, CatalogueModel>();
  const ambiguous = new Set<string>();
  for (const model of catalogue) {
    // In `internlm2_5` the underscore is a decimal point.
    const names = new Set([model.name, model.name.replaceAll(/(\d)_(\d)/g, '$1.$2')]);
    for (const name of names) {
      const key = toKeys(getNameWords(name).words)[step] ?? '';
      const known = found.get(key);
      if (known === undefined) found.set(key, model);
      else if (known.parameters !== model.parameters) ambiguous.add(key);
    }
  }
  for (const key of ['', ...ambiguous]) found.delete(key);
  return found;
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
