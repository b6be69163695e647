import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/core/index.ts';
import { call, codes, match } from './turnTable.ts';

const value: fc.Arbitrary<JsonValue> = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
const values = fc.dictionary(
  fc.constantFrom('error', 'top_k', 'price', 'parts', 'address', 'other'),
  value,
) as fc.Arbitrary<JsonObject>;
// The tool of these calls is not known, so that no schema makes two values equal.
const calls = fc
  .array(fc.tuple(fc.constantFrom('A', 'B', 'C'), values), { maxLength: 5 })
  .map((list) => list.map(([name, given]) => call(name, given)));

/** The number of wrong arguments, those within one argument counted once. */
function countWrong(...turns: Parameters<typeof match>): number {
  return new Set(match(...turns).problems.map(({ expectedCall, path }) => `${expectedCall} ${path[0]}`)).size;
}

describe('matching', () => {
  it('accepts a turn for itself, in every order', () => {
    fc.assert(
      fc.property(calls, fc.integer(), (expected, turn) => {
        const at = expected.length === 0 ? 0 : Math.abs(turn) % expected.length;
        expect(codes(expected, [...expected.slice(at), ...expected.slice(0, at)])).toEqual([]);
      }),
    );
  });

  it('refuses a turn with one call more or less', () => {
    fc.assert(
      fc.property(calls, fc.nat(), (expected, seed) => {
        fc.pre(expected.length > 0);
        const rest = expected.filter((_, index) => index !== seed % expected.length);
        expect(match(expected, rest).passed).toBe(false);
        expect(match(rest, expected).passed).toBe(false);
      }),
    );
  });

  it('refuses a turn with one changed argument, and names no other', () => {
    fc.assert(
      fc.property(calls, fc.nat(), (expected, seed) => {
        const at = seed % Math.max(1, expected.length);
        const changed = expected.map((each, index) =>
          index === at ? call(each.name, { ...each.values, added: 'x' }) : each,
        );
        fc.pre(expected.length > 0);
        expect(match(expected, changed).problems.map(({ code, path }) => [code, path])).toEqual([
          ['unknown-parameter', ['added']],
        ]);
      }),
    );
  });

  it('finds as many wrong arguments in both directions', () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom('A', 'B'), values, values), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pairs, (list) => {
        const a = list.map(([name, first]) => call(name, first));
        const b = list.map(([name, , second]) => call(name, second));
        expect(countWrong(a, b)).toBe(countWrong(b, a));
      }),
    );
  });

  it('never throws and counts no more right arguments than there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('Search', 'Book', 'Ping', 'X'), values), { maxLength: 4 }),
        fc.array(fc.tuple(fc.constantFrom('Search', 'Book', 'X'), values), { maxLength: 4 }),
        (a, b) => {
          const { counts } = match(
            a.map(([name, given]) => call(name, given)),
            b.map(([name, given]) => call(name, given)),
          );
          expect(counts.rightArguments).toBeLessThanOrEqual(Math.min(counts.expectedArguments, counts.actualArguments));
          expect(counts.validCalls).toBeLessThanOrEqual(counts.calls);
        },
      ),
    );
  });
});
