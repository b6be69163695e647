import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../src/evaluation/matching/assignment.ts';

function costOf(costs: readonly (readonly number[])[], columns: readonly (number | undefined)[]): number {
  return columns.reduce<number>(
    (sum, column, row) => sum + (column === undefined ? 0 : (costs[row]?.[column] ?? 0)),
    0,
  );
}

/** The lowest cost of all pairings with as many pairs as possible. */
function bruteForce(
  costs: readonly (readonly number[])[],
  pairs: number,
  row = 0,
  used: readonly number[] = [],
): number {
  if (pairs === 0) return 0;
  const line = costs[row];
  if (line === undefined) return Number.POSITIVE_INFINITY;
  const skipped = bruteForce(costs, pairs, row + 1, used);
  const taken = line.map((cost, column) =>
    used.includes(column) ? Number.POSITIVE_INFINITY : cost + bruteForce(costs, pairs - 1, row + 1, [...used, column]),
  );
  return Math.min(skipped, ...taken);
}

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.nat(9), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

describe('assign', () => {
  it('finds the cheapest pairs where the first choice would be wrong', () => {
    expect(
      assign([
        [1, 2],
        [1, 9],
      ]),
    ).toEqual([1, 0]);
  });

  it('leaves rows without a column where there are too few', () => {
    expect(assign([[5], [1], [3]])).toEqual([undefined, 0, undefined]);
    expect(assign([])).toEqual([]);
    expect(assign([[], []])).toEqual([undefined, undefined]);
  });

  it('is as cheap as the best of all pairings', () => {
    fc.assert(
      fc.property(matrix, (costs) => {
        const found = assign(costs);
        const chosen = found.filter((column) => column !== undefined);
        const pairs = Math.min(costs.length, costs[0]?.length ?? 0);
        expect(new Set(chosen).size).toBe(pairs);
        expect(chosen.length).toBe(pairs);
        expect(costOf(costs, found)).toBe(bruteForce(costs, pairs));
      }),
    );
  });
});
