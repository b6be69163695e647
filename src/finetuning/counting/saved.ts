import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import { alike, type Cell, cellsOf, type Fineness } from '../matching/cells.ts';
import { classesOfNames } from '../matching/digitClasses.ts';
import type { ModelTree, ModuleNode } from '../model/tree.ts';
import { elements, type PlacedModule } from '../model/walk.ts';
import { plainSize } from './adapterSize.ts';
import type { Tally } from './tally.ts';

const say = defineMessages({
  adaptedToo: {
    en: '“{field}” also reaches “{path}”, which target_modules adapts; PEFT refuses to do both.',
    'zh-CN': '“{field}”同时涉及“{path}”，而它已被 target_modules 适配，PEFT 不允许两者并用。',
  },
  exclude: {
    en: 'Leave it out of the targets, by exclude_modules for instance. Heads of a task are always trained in full.',
    'zh-CN': '请将它从目标中去掉，例如用 exclude_modules。任务头总是整体训练的。',
  },
});

/** Modules that PEFT copies whole, to train the copy. */
export interface SavedModules {
  /** True for a module that is copied or lies in one that is. */
  readonly covers: (key: string) => boolean;
  /** How finely places have to be split to ask. */
  readonly fineness: Fineness;
  readonly findings: readonly Finding[];
}

/** PEFT wraps a module once: it cannot copy one that carries an adapter, nor train rows of it. */
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
  places: readonly PlacedModule[],
  config: AdapterConfig,
  isAdapted: (key: string) => boolean,
  tally: Tally,
): SavedModules {
  const findings: Finding[] = [];
  const names = config.modules_to_save ?? [];
  const fineness: Fineness = { digits: classesOfNames(names), layers: undefined };
  if (names.length === 0) return { covers: () => false, fineness, findings };
  const copied: string[] = [];
  const covers = (key: string): boolean => copied.some((saved) => key === saved || key.startsWith(`${saved}.`));
  for (const place of places) {
    for (const cell of cellsOf(place, fineness)) {
      if (!names.some((name) => cell.key.endsWith(name)) || covers(cell.key)) continue;
      copied.push(cell.key);
      if (isAdapted(cell.key)) findings.push(adaptedToo('modules_to_save', cell.key));
      else tally.add(place, cell, savedPart(place, cell.key));
    }
  }
  return { covers, fineness, findings: findings.slice(0, 1) };
}

function savedPart(place: PlacedModule, key: string): Parameters<Tally['add']>[2] {
  const { node } = place;
  const weight = node.children.length === 0 && node.parameters.length === 1 ? node.parameters[0] : undefined;
  const symbolic = weight === undefined ? 'all parameters' : weight.shape.length === 2 ? 'rows × width' : 'width';
  const size = plainSize(symbolic, weight?.shape ?? [copiedElements(node, key)]);
  return { role: 'saved-module', rank: 0, size };
}

/** A deep copy gets its own memory for what it shares with the outside, and keeps what it shares within. */
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

/** Rows of embeddings that are trained by themselves (`trainable_token_indices`, or the method of that name). */
export function countTokens(
  model: ModelTree,
  places: readonly PlacedModule[],
  wanted: Readonly<Record<string, readonly number[]>>,
  isAdapted: (key: string) => boolean,
  tally: Tally,
): readonly Finding[] {
  const findings: Finding[] = [];
  const tiedRows = new Map<string, readonly number[]>();
  for (const [name, rows] of Object.entries(wanted)) {
    for (const place of places) {
      for (const cell of cellsOf(place, alike)) {
        if (!cell.key.endsWith(name) || place.node.parameters.length === 0) continue;
        if (sharesRows(model, cell, rows, tiedRows)) continue;
        if (isAdapted(cell.key)) findings.push(adaptedToo('trainable_token_indices', cell.key));
        else tally.add(place, cell, { role: 'tokens', rank: 0, size: tokenSize(place, rows) });
      }
    }
  }
  return findings.slice(0, 1);
}

/** Input embedding and tied head share their trained rows as long as both train the same ones. */
function sharesRows(
  model: ModelTree,
  cell: Cell,
  rows: readonly number[],
  seen: Map<string, readonly number[]>,
): boolean {
  if (!model.tied || (cell.key !== model.inputEmbedding && cell.key !== model.outputHead)) return false;
  const known = seen.get('tied');
  seen.set('tied', known ?? rows);
  return known !== undefined && known.join() === rows.join();
}

/** Rows times their width; a row named twice counts twice, as it does in PEFT. */
export function tokenSize(place: PlacedModule, rows: readonly number[]): ReturnType<typeof plainSize> {
  const { node } = place;
  const width = (node.kind === 'embedding' ? node.outFeatures : node.inFeatures) ?? 0;
  return plainSize('tokens × width', [rows.length, width]);
}
