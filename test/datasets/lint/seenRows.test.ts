import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeenRows } from '../../../src/datasets/lint/seenRows.ts';

describe('seen rows', () => {
  it('answer the first line of each hash, as a map does', () => {
    const hash = fc.oneof(fc.nat(20), fc.nat(2 ** 31 - 1), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 5000, size: 'max' }), (hashes) => {
        const seen = createSeenRows();
        const known = new Map<number, number>();
        for (const [index, each] of hashes.entries()) {
          const expected = known.get(each) ?? index + 1;
          known.set(each, expected);
          expect(seen.firstLine(each, index + 1)).toBe(expected);
        }
      }),
      { numRuns: 20 },
    );
  });
});
