import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapDifference } from '../../../src/evaluation/statistics/bootstrap.ts';
import { getResolution, getWilsonInterval } from '../../../src/evaluation/statistics/intervals.ts';
import { correctByHolm, getMcNemarP } from '../../../src/evaluation/statistics/mcnemar.ts';
import { getPassAllK, getPassAtK } from '../../../src/evaluation/statistics/repeats.ts';

describe("Wilson's interval", () => {
  it('agrees with published values', () => {
    // 10 of 20: the textbook example of the score interval.
    const { low, high } = getWilsonInterval(10, 20);
    expect(low).toBeCloseTo(0.299298, 6);
    expect(high).toBeCloseTo(0.700702, 6);
  });

  it('stays between 0 and 1 and contains the rate', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (passed, failed) => {
        const trials = passed + failed;
        const { low, high } = getWilsonInterval(passed, trials);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        const rate = trials === 0 ? 0.5 : passed / trials;
        expect(low - 1e-12).toBeLessThanOrEqual(rate);
        expect(high + 1e-12).toBeGreaterThanOrEqual(rate);
      }),
    );
  });

  it('says what a run can show: 40 shots resolve 15 points', () => {
    expect(Math.round(getResolution(40) * 100)).toBe(15);
    expect(getResolution(4000)).toBeLessThan(0.016);
  });
});

describe("McNemar's exact test", () => {
  it('is twice the smaller tail of the binomial distribution', () => {
    expect(getMcNemarP(0, 5)).toBeCloseTo(2 / 32, 12);
    expect(getMcNemarP(1, 9)).toBeCloseTo((2 * 11) / 1024, 12);
    expect(getMcNemarP(9, 1)).toBe(getMcNemarP(1, 9));
  });

  it('is 1 where nothing differs or both sides are equal', () => {
    expect(getMcNemarP(0, 0)).toBe(1);
    expect(getMcNemarP(7, 7)).toBe(1);
  });

  it('does not overflow', () => {
    expect(getMcNemarP(4900, 5100)).toBeGreaterThan(0.04);
    expect(getMcNemarP(4900, 5100)).toBeLessThan(0.05);
  });
});

describe("Holm's correction", () => {
  it('multiplies by the number of comparisons that are left', () => {
    const corrected = correctByHolm([0.04, 0.01, 0.03]);
    for (const [index, value] of [0.06, 0.03, 0.06].entries()) expect(corrected[index]).toBeCloseTo(value, 12);
  });

  it('never exceeds 1 and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (values) => {
        const corrected = correctByHolm(values);
        for (const [index, value] of values.entries()) {
          expect(corrected[index]).toBeGreaterThanOrEqual(value);
          expect(corrected[index]).toBeLessThanOrEqual(1);
          for (const [other, size] of values.entries()) {
            if (value <= size) expect(corrected[index]).toBeLessThanOrEqual((corrected[other] ?? 0) + 1e-12);
          }
        }
      }),
    );
  });
});

describe('repeats', () => {
  it('give pass@k and pass^k', () => {
    expect(getPassAtK(5, 2, 1)).toBeCloseTo(0.4, 12);
    expect(getPassAtK(5, 2, 3)).toBeCloseTo(0.9, 12);
    expect(getPassAllK(5, 2, 2)).toBeCloseTo(0.1, 12);
    expect(getPassAllK(5, 2, 3)).toBe(0);
    expect(getPassAtK(5, 4, 3)).toBe(1);
    expect([getPassAtK(3, 3, 3), getPassAllK(3, 3, 3), getPassAtK(3, 0, 3)]).toEqual([1, 1, 0]);
  });

  it('are the same for one attempt, and further apart for more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(30), fc.integer({ min: 1, max: 30 }), (runs, c, k) => {
        const passed = Math.min(c, runs);
        const tries = Math.min(k, runs);
        expect(getPassAtK(runs, passed, 1)).toBeCloseTo(getPassAllK(runs, passed, 1), 12);
        expect(getPassAtK(runs, passed, tries) + 1e-12).toBeGreaterThanOrEqual(passed / runs);
        expect(getPassAllK(runs, passed, tries) - 1e-12).toBeLessThanOrEqual(passed / runs);
      }),
    );
  });
});

describe('the bootstrap over shots', () => {
  const shot = (firstPassed: number, secondPassed: number, cases = 4) => ({ cases, firstPassed, secondPassed });

  it('gives the same interval for the same data', () => {
    const shots = [shot(1, 3), shot(4, 4), shot(0, 2), shot(3, 2)];
    expect(bootstrapDifference(shots)).toEqual(bootstrapDifference(shots));
    expect(bootstrapDifference(shots).difference).toBe(3 / 16);
  });

  it('has no width where all shots agree, and is wider for fewer shots', () => {
    expect(bootstrapDifference([shot(1, 2), shot(1, 2)])).toEqual({ difference: 0.25, low: 0.25, high: 0.25 });
    const few = [shot(1, 3), shot(3, 1), shot(0, 4), shot(2, 2)];
    const many = Array.from({ length: 20 }, () => few).flat();
    const width = (shots: typeof few) => bootstrapDifference(shots).high - bootstrapDifference(shots).low;
    expect(width(few)).toBeGreaterThan(2 * width(many));
  });

  it('takes no shots for no difference', () => {
    expect(bootstrapDifference([])).toEqual({ difference: 0, low: 0, high: 0 });
  });
});
