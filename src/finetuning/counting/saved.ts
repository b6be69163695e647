import type { AdapterConfig } from '../adapter/config.ts';
import { type Cell, cellsOf, type Fineness } from '../matching/cells.ts';
import { namesAnIndex } from '../matching/nameSuffix.ts';
import type { ModelTree } from '../model/tree.ts';
import { lastName, type PlacedModule, totalElements } from '../model/walk.ts';
import { plainSize } from './adapterSize.ts';
import type { Tally } from './tally.ts';

/** Modules that PEFT copies whole, to train the copy. */
export interface SavedModules {
  /** True for a module that is copied or lies in one that is. */
  readonly covers: (key: string) => boolean;
  /** How finely places have to be split to ask. */
  readonly fineness: Fineness;
}

/**
 * Counts `modules_to_save`. A name matches every module whose full name ends in it, without a dot before it: `head`
 * also copies `lm_head`. Parts of a copied module are not copied again.
 * Source: `_set_trainable` of peft/utils/other.py.
 */
export function countSaved(
  model: ModelTree,
  places: readonly PlacedModule[],
  config: AdapterConfig,
  tally: Tally,
): SavedModules {
  const names = config.modules_to_save ?? [];
  const detail = names.some(namesAnIndex) ? 'each' : 'alike';
  const fineness: Fineness = { first: detail, others: detail };
  if (names.length === 0) return { covers: () => false, fineness };
  const copied: string[] = [];
  const covers = (key: string): boolean => copied.some((saved) => key === saved || key.startsWith(`${saved}.`));
  const once = tiedOnce(model, config);
  for (const place of places) {
    for (const cell of cellsOf(place, fineness)) {
      if (!names.some((name) => cell.key.endsWith(name)) || covers(cell.key)) continue;
      copied.push(cell.key);
      if (once?.skip(cell.key) !== true) tally.add(place, cell, savedPart(place));
    }
  }
  return { covers, fineness };
}

function savedPart(place: PlacedModule): Parameters<Tally['add']>[2] {
  const { node } = place;
  const weight = node.children.length === 0 && node.parameters.length === 1 ? node.parameters[0] : undefined;
  const symbolic = weight === undefined ? 'all parameters' : weight.shape.length === 2 ? 'rows × width' : 'width';
  const size = plainSize(symbolic, weight?.shape ?? [totalElements(node, true)]);
  return { role: 'saved-module', rank: 0, size };
}

/** With `ensure_weight_tying`, the head of a tied model shares the copy of the embedding. */
function tiedOnce(model: ModelTree, config: AdapterConfig): { readonly skip: (key: string) => boolean } | undefined {
  if (config.ensure_weight_tying !== true || !model.tied) return undefined;
  return { skip: (key) => key === model.outputHead };
}

/** Rows of embeddings that are trained by themselves (`trainable_token_indices`, or the method of that name). */
export function countTokens(
  model: ModelTree,
  places: readonly PlacedModule[],
  wanted: Readonly<Record<string, readonly number[]>>,
  tally: Tally,
): void {
  const alike: Fineness = { first: 'alike', others: 'alike' };
  const tiedRows = new Map<string, readonly number[]>();
  for (const [name, rows] of Object.entries(wanted)) {
    for (const place of places) {
      for (const cell of cellsOf(place, alike)) {
        if (!cell.key.endsWith(name) || place.node.parameters.length === 0) continue;
        if (sharesRows(model, cell, rows, tiedRows)) continue;
        tally.add(place, cell, { role: 'tokens', rank: 0, size: tokenSize(place, rows) });
      }
    }
  }
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

function tokenSize(place: PlacedModule, rows: readonly number[]): ReturnType<typeof plainSize> {
  const { node } = place;
  const width = (node.kind === 'embedding' ? node.outFeatures : node.inFeatures) ?? 0;
  return plainSize('tokens × width', [new Set(rows).size, width]);
}

/** The place with a full name, for findings that speak of one module. */
export function placeNamed(places: readonly PlacedModule[], name: string): PlacedModule | undefined {
  return places.find((place) => lastName(place.path) === name);
}
