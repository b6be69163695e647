import { isIndexSegment, type PlacedModule } from '../model/walk.ts';
import { classText, type DigitClasses } from './digitClasses.ts';

/** How finely modules that stand in one place have to be told apart. */
export interface Fineness {
  /** Which digits of indices matter; undefined: indices do not matter at all. */
  readonly digits: DigitClasses | undefined;
  /** Indices that are asked for as layers; undefined: all. Which of a name’s indices is meant is for the selector. */
  readonly layers: ReadonlySet<number> | undefined;
}

/** No module of a place is told from another. */
export const alike: Fineness = { digits: undefined, layers: undefined };

/** Modules of one place that a configuration cannot tell apart. */
export interface Cell {
  /** The full name of one of them. */
  readonly key: string;
  /** Values of each index, outer ones first. */
  readonly indices: readonly (readonly number[])[];
  readonly instances: number;
}

/** Splits a place into cells. Most configurations give a few cells a place, however many experts it stands for. */
export function cellsOf(place: PlacedModule, fineness: Fineness): readonly Cell[] {
  let cells: readonly Cell[] = [{ key: '', indices: [], instances: 1 }];
  for (const segment of place.path) {
    if (!isIndexSegment(segment)) {
      cells = cells.map((cell) => ({ ...cell, key: joined(cell.key, segment) }));
      continue;
    }
    const parts = split(segment, fineness);
    cells = cells.flatMap((cell) =>
      parts.map((part) => ({
        key: joined(cell.key, String(part[0])),
        indices: [...cell.indices, part],
        instances: cell.instances * part.length,
      })),
    );
  }
  return cells;
}

function joined(key: string, segment: string): string {
  return key === '' ? segment : `${key}.${segment}`;
}

function split(indices: readonly number[], { digits, layers }: Fineness): readonly (readonly number[])[] {
  if (digits === undefined && layers === undefined) return [indices];
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const asked = layers?.has(index) === true ? '+' : '-';
    const key = digits === undefined ? asked : asked + classText(index, digits);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}
