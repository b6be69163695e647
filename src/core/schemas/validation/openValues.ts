import type { ValuePath } from '../../text/json.ts';
import { toPointer } from '../../text/jsonPointer.ts';

/** What the author of a call left open, so that nothing is said about it. */
export interface OpenValues {
  /** Values that satisfy any schema: placeholders, elided and unreadable ones. */
  readonly any: readonly ValuePath[];
  /** Objects and lists of which a part was left out (`...`). The root is the empty path. */
  readonly partial: readonly ValuePath[];
}

export const NO_OPEN_VALUES: OpenValues = { any: [], partial: [] };

/** Keywords that look at the whole of an object or list at once, so that one open value in it leaves them undecided. */
const WHOLE: ReadonlySet<string> = new Set(['enum', 'const', 'uniqueItems', 'contains', 'not', 'if', 'oneOf', 'anyOf']);

/** Keywords that what was left out could satisfy. */
const COUNTING: ReadonlySet<string> = new Set(['minItems', 'minProperties', 'contains', 'enum', 'const']);

/** True if a finding at `path` depends on something the author left open. */
export function isOpen(openValues: OpenValues, path: ValuePath, keyword: string, missing: boolean): boolean {
  const { any, partial } = openValues;
  if (any.length === 0 && partial.length === 0) return false;
  const index = indexOf(openValues);
  const pointer = toPointer(path);
  if (WHOLE.has(keyword) && index.around.has(pointer)) return true;
  if (index.any.size > 0 && path.some((_, at) => index.any.has(toPointer(path.slice(0, at + 1))))) return true;
  if (index.any.has('')) return true;
  return (missing || COUNTING.has(keyword)) && index.partial.has(missing ? toPointer(path.slice(0, -1)) : pointer);
}

/** Open values by their pointers. */
interface OpenValueIndex {
  readonly any: ReadonlySet<string>;
  /** What has an open value in it, and these values themselves. */
  readonly around: ReadonlySet<string>;
  readonly partial: ReadonlySet<string>;
}

const indexes = new WeakMap<OpenValues, OpenValueIndex>();

function indexOf(openValues: OpenValues): OpenValueIndex {
  const known = indexes.get(openValues);
  if (known !== undefined) return known;
  const around = openValues.any.flatMap((path) => [path, ...path.map((_, at) => path.slice(0, at))]);
  const index = {
    any: new Set(openValues.any.map(toPointer)),
    around: new Set(around.map(toPointer)),
    partial: new Set(openValues.partial.map(toPointer)),
  };
  indexes.set(openValues, index);
  return index;
}

/** True if two paths are the same. */
export function samePath(a: ValuePath, b: ValuePath): boolean {
  return a.length === b.length && a.every((step, index) => b[index] === step);
}
