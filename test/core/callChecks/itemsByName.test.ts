import { describe, expect, it } from 'vitest';
import { findFirstArgument, findLastEntry } from '../../../src/core/callChecks/itemsByName.ts';
import type { ArgumentNode, EntryNode } from '../../../src/core/parser/callNodes.ts';

const at = (start: number) => ({ start, end: start + 1 });

function argument(name: string | undefined, start: number): ArgumentNode {
  const value = { kind: 'number', value: start, ...at(start) } as const;
  return { ...(name === undefined ? {} : { name: { text: name, ...at(start) } }), value, ...at(start) } as ArgumentNode;
}

function entry(name: string, start: number): EntryNode {
  const value = { kind: 'number', value: start, ...at(start) } as const;
  return { key: { text: name, ...at(start) }, value, ...at(start) } as EntryNode;
}

describe.each([3, 300])('of %i items with every name', (count) => {
  const names = Array.from({ length: count }, (_, index) => `n${index % Math.ceil(count / 2)}`);

  it('the first argument is found', () => {
    const items = [argument(undefined, 0), ...names.map((name, index) => argument(name, index + 1))];
    for (const name of names) {
      expect(findFirstArgument(items, name)).toBe(items.find((item) => item.name?.text === name));
    }
    expect(findFirstArgument(items, 'constructor')).toBeUndefined();
  });

  it('the last entry is found', () => {
    const entries = names.map((name, index) => entry(name, index));
    for (const name of names) {
      expect(findLastEntry(entries, name)).toBe(entries.findLast(({ key }) => key.text === name));
    }
    expect(findLastEntry(entries, 0)).toBeUndefined();
  });
});
