import type { ValuePath } from '../tool.ts';

/** What the author of a call left open, so that nothing is said about it. */
export interface Gaps {
  /** Values that satisfy any schema: placeholders, elided and unreadable ones. */
  readonly any: readonly ValuePath[];
  /** Objects and lists of which a part was left out (`...`). The root is the empty path. */
  readonly partial: readonly ValuePath[];
}

export const NO_GAPS: Gaps = { any: [], partial: [] };

/** Keywords that look at the whole of an object or list at once, so that one open value in it leaves them undecided. */
const WHOLE: ReadonlySet<string> = new Set(['enum', 'const', 'uniqueItems', 'contains', 'not', 'if', 'oneOf', 'anyOf']);

/** Keywords that what was left out could satisfy. */
const COUNTING: ReadonlySet<string> = new Set(['minItems', 'minProperties', 'contains', 'enum', 'const']);

/** True if a finding at `path` depends on something the author left open. */
export function isOpen(gaps: Gaps, path: ValuePath, keyword: string, missing: boolean): boolean {
  if (gaps.any.some((gap) => startsWith(path, gap) || (WHOLE.has(keyword) && startsWith(gap, path)))) return true;
  if (gaps.partial.length === 0) return false;
  const owner = missing ? path.slice(0, -1) : path;
  return gaps.partial.some((gap) => (missing || COUNTING.has(keyword)) && samePath(gap, owner));
}

export function samePath(a: ValuePath, b: ValuePath): boolean {
  return a.length === b.length && startsWith(a, b);
}

export function startsWith(path: ValuePath, head: ValuePath): boolean {
  return head.length <= path.length && head.every((step, index) => path[index] === step);
}
