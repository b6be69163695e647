import { isIndexSegment, type PathSegment, type PlacedModule } from '../model/walk.ts';

/**
 * How finely modules that stand in one place have to be told apart: not at all, by the number of digits of their
 * indices (for patterns that cannot tell digits apart), or each for itself.
 */
export interface Fineness {
  /** Of the first index of a name, the layer's. */
  readonly first: 'alike' | 'length' | 'each';
  /** Of the indices after it. */
  readonly others: 'alike' | 'length' | 'each';
}

/** Modules of one place that a configuration cannot tell apart. */
export interface Cell {
  /** The full name of one of them. */
  readonly key: string;
  /** Values of the first index; empty where the name has none. */
  readonly layers: readonly number[];
  /** The place with the indices of this cell only. */
  readonly path: readonly PathSegment[];
  readonly instances: number;
}

/** Splits a place into cells. Most configurations give one cell a place, so that thousands of experts cost one look. */
export function cellsOf(place: PlacedModule, fineness: Fineness): readonly Cell[] {
  let cells: readonly (readonly PathSegment[])[] = [[]];
  let first = true;
  for (const segment of place.path) {
    if (!isIndexSegment(segment)) {
      cells = cells.map((path) => [...path, segment]);
      continue;
    }
    const parts = split(segment, first ? fineness.first : fineness.others);
    cells = cells.flatMap((path) => parts.map((part) => [...path, part]));
    first = false;
  }
  return cells.map(toCell);
}

function toCell(path: readonly PathSegment[]): Cell {
  let key = '';
  let instances = 1;
  let layers: readonly number[] | undefined;
  for (const segment of path) {
    if (key !== '') key += '.';
    if (typeof segment === 'string') key += segment;
    else {
      key += segment[0];
      instances *= segment.length;
      layers ??= segment;
    }
  }
  return { key, layers: layers ?? [], path, instances };
}

function split(indices: readonly number[], fineness: Fineness['first']): readonly (readonly number[])[] {
  if (fineness === 'alike') return [indices];
  if (fineness === 'each') return indices.map((index) => [index]);
  const byLength = new Map<number, number[]>();
  for (const index of indices) {
    const length = String(index).length;
    const same = byLength.get(length);
    if (same === undefined) byLength.set(length, [index]);
    else same.push(index);
  }
  return [...byLength.values()];
}
