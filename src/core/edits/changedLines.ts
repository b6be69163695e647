import type { Range } from '../text/lineIndex.ts';

/** A replacement of whole lines, in LSP positions of the text before. */
export interface LineEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Lines that may differ before the search for the shortest edit is given up for one replacement of them all. */
const maxDistance = 200;

/**
 * The edits, line by line, that turn one text into another: what a person would have typed, so that cursors, folds
 * and breakpoints elsewhere stay. Edits are in order and do not overlap.
 */
export function changedLines(before: string, after: string): readonly LineEdit[] {
  if (before === after) return [];
  const old = linesOf(before);
  const now = linesOf(after);
  const start = commonStart(old, now);
  const end = commonEnd(old, now, start);
  const oldMiddle = old.slice(start, old.length - end);
  const newMiddle = now.slice(start, now.length - end);
  const kept = keptLines(oldMiddle, newMiddle);
  return editsBetween(oldMiddle, newMiddle, kept, start, old);
}

/** Lines with their breaks; a text that ends with a break has no empty last line. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}

/** Pairs of indices of lines that stay, by Myers' greedy search for the shortest edit (Algorithmica 1, 1986). */
function keptLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const furthest: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let distance = 0; distance <= Math.min(a.length + b.length, maxDistance); distance++) {
    furthest.push(reached);
    reached = new Map(reached);
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = stepX(reached, diagonal, distance);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reached.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return traceBack(furthest, a.length, b.length);
    }
  }
  return [];
}

function stepX(reached: ReadonlyMap<number, number>, diagonal: number, distance: number): number {
  const down = reached.get(diagonal + 1) ?? -1;
  const right = reached.get(diagonal - 1) ?? -1;
  return diagonal === -distance || (diagonal !== distance && right < down) ? down : right + 1;
}

function traceBack(
  furthest: readonly ReadonlyMap<number, number>[],
  lengthA: number,
  lengthB: number,
): readonly (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  let x = lengthA;
  let y = lengthB;
  for (let distance = furthest.length - 1; distance >= 0; distance--) {
    const reached = furthest[distance] ?? new Map();
    const diagonal = x - y;
    const start = stepX(reached, diagonal, distance);
    while (x > start && x > 0 && y > 0) kept.push([--x, --y]);
    if (distance === 0) break;
    const right = reached.get(diagonal - 1) ?? -1;
    const down = reached.get(diagonal + 1) ?? -1;
    if (diagonal === -distance || (diagonal !== distance && right < down)) y--;
    else x--;
  }
  return kept.reverse();
}

function editsBetween(
  oldLines: readonly string[],
  newLines: readonly string[],
  kept: readonly (readonly [number, number])[],
  firstLine: number,
  all: readonly string[],
): readonly LineEdit[] {
  const edits: LineEdit[] = [];
  let x = 0;
  let y = 0;
  for (const [nextX, nextY] of [...kept, [oldLines.length, newLines.length] as const]) {
    if (nextX > x || nextY > y) {
      const range = { start: lineStart(all, firstLine + x), end: lineStart(all, firstLine + nextX) };
      edits.push({ range, newText: newLines.slice(y, nextY).join('') });
    }
    x = nextX + 1;
    y = nextY + 1;
  }
  return edits;
}

/** Where a line begins; past a last line without a break that is the end of that line. */
function lineStart(lines: readonly string[], line: number): { readonly line: number; readonly character: number } {
  const last = lines.at(-1);
  if (line < lines.length || last === undefined || /[\r\n]$/.test(last)) return { line, character: 0 };
  return { line: lines.length - 1, character: last.length };
}
