import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNearDuplicateIndex } from '../../../src/datasets/duplicates/nearDuplicates.ts';
import { compareShingles, hashShingles, toComparedText } from '../../../src/datasets/duplicates/shingles.ts';
import { createUnionFind } from '../../../src/datasets/duplicates/unionFind.ts';
import { assignSplits, parseSplits } from '../../../src/datasets/export/splits.ts';
import type { Conversation } from '../../../src/datasets/index.ts';

const origin = { path: [] };

function sample(text: string, values: Readonly<Record<string, string>> = {}, name = 'find'): Conversation {
  const calls = [{ id: 'a', name, arguments: values, origin }];
  return {
    form: 'chat',
    turns: [
      { kind: 'user', text, origin },
      { kind: 'assistant', thought: '', text: '', calls, origin },
    ],
    tools: [],
  };
}

function clustersOf(...samples: readonly Conversation[]) {
  const index = createNearDuplicateIndex();
  for (const each of samples) index.add(each);
  const found = index.find();
  return { ...found, roots: samples.map((_, item) => found.sets.find(item)) };
}

const LONG = 'My washing machine makes a loud noise when it spins, and the door does not open afterwards.';
const OTHER = 'Where is the parcel that I ordered two weeks ago? Nobody has told me anything about it so far.';

describe('near-duplicates', () => {
  it('are samples that share four fifths of their pieces', () => {
    expect(clustersOf(sample(LONG), sample(OTHER), sample(`${LONG}!`)).roots).toEqual([0, 1, 0]);
  });

  it('are found where only values and numbers differ', () => {
    const order = (id: string) => sample(`Please cancel my order ${id}, I do not need it any more.`, { id });
    expect(clustersOf(order('W-310077'), order('Q-5')).roots).toEqual([0, 0]);
    expect(toComparedText(order('W-310077'))).toBe('please cancel my order #, i do not need it any more. find');
  });

  it('are counted, with those that make the same calls', () => {
    const found = clustersOf(sample(LONG), sample(LONG), sample(OTHER), sample(OTHER, {}, 'other'));
    expect(found).toMatchObject({ clusters: 2, samples: 4, sameCalls: 1, cappedBuckets: 0 });
  });

  it('are as similar as the exact share of pieces says', () => {
    const pieces = (text: string) => new Set(hashShingles(text));
    expect(compareShingles(pieces('abcdef'), pieces('abcdef'))).toBe(1);
    expect(compareShingles(pieces('abcdef'), pieces('bcdefg'))).toBeCloseTo(1 / 3);
    expect(compareShingles(pieces('ab'), pieces('cd'))).toBe(0);
  });
});

describe('splits', () => {
  it('never divide a set, have every row, and come close to their shares', () => {
    const pairs = fc.array(fc.tuple(fc.nat(99), fc.nat(99)), { maxLength: 60 });
    fc.assert(
      fc.property(pairs, fc.nat(), (merged, seed) => {
        const sets = createUnionFind(100);
        for (const [a, b] of merged) sets.union(a, b);
        const shares = [
          { name: 'train', share: 0.8 },
          { name: 'test', share: 0.2 },
        ];
        const parts = assignSplits(100, sets, shares, seed);
        const largest = Math.max(
          ...[...Array(100).keys()].map(
            (row) => [...Array(100).keys()].filter((other) => sets.find(other) === sets.find(row)).length,
          ),
        );
        for (const [a, b] of merged) expect(parts[a]).toBe(parts[b]);
        const train = parts.filter((part) => part === 0).length;
        expect(Math.abs(train - 80)).toBeLessThanOrEqual(largest);
        expect([...assignSplits(100, sets, shares, seed)]).toEqual([...parts]);
      }),
      { numRuns: 100 },
    );
  });

  it('are written as shares that add up to 1', () => {
    expect(parseSplits('train=0.9,test=0.1')).toEqual([
      { name: 'train', share: 0.9 },
      { name: 'test', share: 0.1 },
    ]);
    expect(parseSplits('train=0.9')).toBeUndefined();
    expect(parseSplits('train=0.5,train=0.5')).toBeUndefined();
    expect(parseSplits('../x=1')).toBeUndefined();
  });
});
