import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import { getNameClasses } from '../matching/digitClasses.ts';
import { COARSEST, type Granularity, type ModuleGroup, splitModule } from '../matching/moduleGroups.ts';
import type { ModelTree, ModuleNode } from '../model/tree.ts';
import { elements, type NamedModule } from '../model/walk.ts';
import { plainSize } from './adapterSize.ts';
import type { Tally } from './tally.ts';

const say = defineMessages({
  adaptedToo: {
    en: '“{field}” also includes “{path}”, which target_modules adapts; PEFT rejects this.',
    'zh-CN': '“{field}”同时涉及“{path}”，而它已被 target_modules 适配，PEFT 不允许两者并用。',
  },
  exclude: {
    en: 'Remove it from the targets, for example with exclude_modules. Heads of a task are always trained in full.',
    'zh-CN': '请将它从目标中去掉，例如用 exclude_modules。任务头总是整体训练的。',
  },
});

/** Modules that PEFT copies in full, to train the copy. */
export interface SavedModules {
  /** True for a copied module and everything below it. */
  readonly covers: (key: string) => boolean;
  /** How finely modules have to be split. */
  readonly granularity: Granularity;
  readonly findings: readonly Finding[];
}

/** PEFT wraps a module once: a module with an adapter can neither be copied nor have trained rows. */
function adaptedToo(field: string, path: string): Finding {
  return {
    code: 'conflicting-options',
    severity: 'error',
    field,
    message: say('adaptedToo', { field, path }),
    advice: say('exclude'),
  };
}

/**
 * Counts `modules_to_save`. A name matches every module whose full name ends in it, without a dot before it: `head`
 * also copies `lm_head`. Parts of a copied module are not copied again.
 * Source: `_set_trainable` of peft/utils/other.py.
 */
export function countSaved(
  modules: readonly NamedModule[],
  config: AdapterConfig,
  isAdapted: (key: string) => boolean,
  tally: Tally,
): SavedModules {
  const findings: Finding[] = [];
  const names = config.modules_to_save ?? [];
  const granularity: Granularity = { digits: getNameClasses(names), layers: undefined };
  if (names.length === 0) return { covers: () => false, granularity, findings };
  const copied: string[] = [];
  const covers = (key: string): boolean => copied.some((saved) => key === saved || key.startsWith(`${saved}.`));
  for (const named of modules) {
    for (const group of splitModule(named, granularity)) {
      if (!names.some((name) => group.key.endsWith(name)) || covers(group.key)) continue;
      copied.push(group.key);
      if (isAdapted(group.key)) findings.push(adaptedToo('modules_to_save', group.key));
      else tally.add(named, group, savedPart(named, group.key));
    }
  }
  return { covers, granularity, findings: findings.slice(0, 1) };
}

function savedPart(named: NamedModule, key: string): Parameters<Tally['add']>[2] {
  const { node } = named;
  const weight = node.children.length === 0 && node.parameters.length === 1 ? node.parameters[0] : undefined;
  const symbolic = weight === undefined ? 'all parameters' : weight.shape.length === 2 ? 'rows × width' : 'width';
  const size = plainSize(symbolic, weight?.shape ?? [copiedElements(node, key)]);
  return { role: 'saved-module', rank: 0, size };
}

/** A deep copy has its own memory for weights shared with the outside, and keeps sharing within. */
function copiedElements(node: ModuleNode, key: string): number {
  let sum = 0;
  for (const parameter of node.parameters) {
    if (parameter.tiedTo?.startsWith(`${key}.`) !== true) sum += elements(parameter);
  }
  for (const child of node.children) {
    sum += ('indices' in child ? child.indices.length : 1) * copiedElements(child.node, key);
  }
  return sum;
}

/** Trained rows of embeddings (`trainable_token_indices`, or the method of that name). */
export function countTokens(
  model: ModelTree,
  modules: readonly NamedModule[],
  tokenRows: Readonly<Record<string, readonly number[]>>,
  isAdapted: (key: string) => boolean,
  tally: Tally,
): readonly Finding[] {
  const findings: Finding[] = [];
  const tiedRows = new Map<string, readonly number[]>();
  for (const [name, rows] of Object.entries(tokenRows)) {
    for (const named of modules) {
      for (const group of splitModule(named, COARSEST)) {
        if (!group.key.endsWith(name) || named.node.parameters.length === 0) continue;
        if (sharesRows(model, group, rows, tiedRows)) continue;
        if (isAdapted(group.key)) findings.push(adaptedToo('trainable_token_indices', group.key));
        else tally.add(named, group, { role: 'tokens', rank: 0, size: tokenSize(named, rows) });
      }
    }
  }
  return findings.slice(0, 1);
}

/** Input embedding and tied head share their trained rows if both train the same ones. */
function sharesRows(
  model: ModelTree,
  group: ModuleGroup,
  rows: readonly number[],
  seen: Map<string, readonly number[]>,
): boolean {
  if (!model.tied || (group.key !== model.inputEmbedding && group.key !== model.outputHead)) return false;
  const known = seen.get('tied');
  seen.set('tied', known ?? rows);
  return known !== undefined && known.join() === rows.join();
}

/** Rows times width; a duplicate row counts twice, as in PEFT. */
export function tokenSize(named: NamedModule, rows: readonly number[]): ReturnType<typeof plainSize> {
  const { node } = named;
  const width = (node.kind === 'embedding' ? node.outFeatures : node.inFeatures) ?? 0;
  return plainSize('tokens × width', [rows.length, width]);
}
