import { isObject, type JsonObject, type JsonValue } from '../../core/index.ts';

/** The lists of messages and tools, and those of calls in messages. */
const DEPTH = 2;

/**
 * How many different keys a row and its messages have. The row with the most comes first in its file: `datasets`
 * takes the columns from the first block and refuses keys that appear later.
 */
export function countKeys(row: JsonObject): number {
  return countOf([row], DEPTH);
}

/** The different keys of some objects, with those of the objects in lists under each key. */
function countOf(items: readonly JsonValue[], depth: number): number {
  const keys = new Set<string>();
  const lists = new Map<string, JsonValue[]>();
  for (const item of items) {
    if (!isObject(item)) continue;
    for (const key in item) {
      keys.add(key);
      const value = item[key];
      if (depth > 0 && Array.isArray(value)) addItems(lists, key, value as readonly JsonValue[]);
    }
  }
  let count = keys.size;
  for (const list of lists.values()) count += countOf(list, depth - 1);
  return count;
}

function addItems(lists: Map<string, JsonValue[]>, key: string, items: readonly JsonValue[]): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [...items]);
  else known.push(...items);
}
