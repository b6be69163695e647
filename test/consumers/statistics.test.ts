import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bootstrapDifference, type ShotPair } from '../../src/evaluation/statistics/bootstrap.ts';
import { getWilsonInterval } from '../../src/evaluation/statistics/intervals.ts';
import { correctByHolm, getMcNemarP } from '../../src/evaluation/statistics/mcnemar.ts';
import { getPassAllK, getPassAtK } from '../../src/evaluation/statistics/repeats.ts';
import { STATISTICS } from './support/environments.ts';
import { askPython, preparePython } from './support/python.ts';

const script = fileURLToPath(new URL('computeStatistics.py', import.meta.url));

const prepared = await preparePython(STATISTICS);
if (!prepared.ok) console.log(`Skipped: no Python environment for ${prepared.reason}`);
const python = prepared.ok ? prepared.python : '';

/** Compares intervals, tests and repeats with scipy and statsmodels, from PyPI. */
describe.runIf(prepared.ok)('statistics', () => {
  async function compare<Given extends readonly unknown[]>(
    figure: string,
    all: readonly Readonly<Given>[],
    own: (...given: Given) => readonly number[],
    tolerance = 1e-9,
  ): Promise<void> {
    const answers = await askPython<number | readonly number[]>(
      python,
      script,
      all.map((given) => ({ figure, given })),
    );
    expect(answers.length).toBe(all.length);
    for (const [index, given] of all.entries()) {
      const expected = [answers[index] ?? []].flat();
      const actual = own(...given);
      expect(actual.length).toBe(expected.length);
      for (const [at, value] of actual.entries()) {
        expect(Math.abs(value - (expected[at] ?? Number.NaN)), `${figure} of ${JSON.stringify(given)}`).toBeLessThan(
          tolerance,
        );
      }
    }
  }

  it("agree about Wilson's interval", async () => {
    const given = [1, 2, 7, 40, 300, 10_000].flatMap((total) =>
      [0, 0.1, 0.37, 0.5, 0.9, 1].map((share) => [Math.round(total * share), total] as const),
    );
    await compare('wilson', given, (passed, total) => {
      const { low, high } = getWilsonInterval(passed, total);
      return [low, high];
    });
  });

  it("agree about McNemar's exact test", async () => {
    const counts = [0, 1, 2, 5, 13, 60, 400];
    const given = counts
      .flatMap((first) => counts.map((second) => [first, second] as const))
      .filter(([a, b]) => a + b > 0);
    await compare('mcnemar', given, (first, second) => [getMcNemarP(first, second)]);
  });

  it("agree about Holm's correction", async () => {
    const lists = [[0.01, 0.04, 0.03], [0.5, 0.6], [0.001, 0.001, 0.2, 0.04, 0.9], [0.02]];
    const given = lists.map((list): readonly [readonly number[]] => [list]);
    await compare('holm', given, (values) => correctByHolm(values));
  });

  it('agree about pass@k and pass^k', async () => {
    const given = [1, 5, 30].flatMap((runs) =>
      [0, 1, Math.floor(runs / 2), runs].flatMap((passed) =>
        [1, Math.ceil(runs / 2), runs].map((k) => [runs, passed, k] as const),
      ),
    );
    await compare('pass', given, (runs, passed, k) => [getPassAtK(runs, passed, k), getPassAllK(runs, passed, k)]);
  });

  it('agree about the bootstrap to half a point', async () => {
    const shots = (count: number): readonly ShotPair[] =>
      Array.from({ length: count }, (_, index) => ({
        cases: 2 + (index % 4),
        firstPassed: index % 3,
        secondPassed: (index * 7) % (3 + (index % 4)),
      }));
    await compare(
      'bootstrap',
      [[shots(40)], [shots(150)]],
      (given) => {
        const { low, high } = bootstrapDifference(given);
        return [low, high];
      },
      0.005,
    );
  });
});
