import type { ArgumentNode, EntryNode } from '../parser/callNodes.ts';

/** Longer lists get an index of their names, so that a search for each of them takes linear time. */
const MAX_SCANNED = 16;

const argumentIndexes = new WeakMap<readonly ArgumentNode[], ReadonlyMap<string, ArgumentNode>>();
const entryIndexes = new WeakMap<readonly EntryNode[], ReadonlyMap<string, EntryNode>>();

/** The first argument that has a name in the text. */
export function findFirstArgument(items: readonly ArgumentNode[], name: string): ArgumentNode | undefined {
  if (items.length <= MAX_SCANNED) return items.find((item) => item.name?.text === name);
  let index = argumentIndexes.get(items);
  if (index === undefined) {
    const named = items.filter((item) => item.name !== undefined);
    index = new Map(named.toReversed().map((item) => [item.name?.text ?? '', item]));
    argumentIndexes.set(items, index);
  }
  return index.get(name);
}

/** The last entry of a key, whose value counts. */
export function findLastEntry(entries: readonly EntryNode[], key: string | number): EntryNode | undefined {
  if (entries.length <= MAX_SCANNED) return entries.findLast((entry) => entry.key.text === key);
  let index = entryIndexes.get(entries);
  if (index === undefined) {
    index = new Map(entries.map((entry) => [entry.key.text, entry]));
    entryIndexes.set(entries, index);
  }
  return typeof key === 'string' ? index.get(key) : undefined;
}
