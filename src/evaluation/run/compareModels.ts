import { type BootstrapResult, bootstrapDifference, type ShotPair } from '../statistics/bootstrap.ts';
import { correctByHolm, getMcNemarP } from '../statistics/mcnemar.ts';
import type { CaseResult } from './caseResult.ts';

/** Two runs over the same cases. */
export interface ModelComparison extends BootstrapResult {
  /** Cases that only one of both passes. */
  readonly onlyFirst: number;
  /** Cases that only the second one passes. */
  readonly onlySecond: number;
  /** McNemar's exact test, corrected by Holm's method where several models are compared with the first. */
  readonly p: number;
}

/** What came of a case, as a comparison needs it. `passed` is undefined where it could not be judged. */
export interface PairedVerdict {
  /** The same in both runs. */
  readonly id: string;
  /** The shot: cases of one shot are not independent. */
  readonly shot: unknown;
  readonly passed: boolean | undefined;
}

/** The verdicts of a run. A flaky case has not passed. */
export function toVerdicts(results: readonly CaseResult[]): readonly PairedVerdict[] {
  return results.map(({ case: test, verdict }) => {
    return { id: test.id, shot: test.shot, passed: verdict === 'error' ? undefined : verdict === 'passed' };
  });
}

/** Compares runs with the first one, case by case. Cases without a verdict in both are left out. */
export function compareRuns(
  first: readonly PairedVerdict[],
  others: readonly (readonly PairedVerdict[])[],
): readonly ModelComparison[] {
  const compared = others.map((other) => compareTwo(first, other));
  const corrected = correctByHolm(compared.map(({ p }) => p));
  return compared.map((comparison, index) => ({ ...comparison, p: corrected[index] ?? comparison.p }));
}

function compareTwo(first: readonly PairedVerdict[], second: readonly PairedVerdict[]): ModelComparison {
  const seconds = new Map(second.map(({ id, passed }) => [id, passed]));
  const shots = new Map<unknown, ShotPair>();
  let [onlyFirst, onlySecond] = [0, 0];
  for (const { id, shot, passed: a } of first) {
    const b = seconds.get(id);
    if (a === undefined || b === undefined) continue;
    if (a && !b) onlyFirst++;
    if (b && !a) onlySecond++;
    const before = shots.get(shot) ?? { cases: 0, firstPassed: 0, secondPassed: 0 };
    shots.set(shot, {
      cases: before.cases + 1,
      firstPassed: before.firstPassed + Number(a),
      secondPassed: before.secondPassed + Number(b),
    });
  }
  return { ...bootstrapDifference([...shots.values()]), onlyFirst, onlySecond, p: getMcNemarP(onlyFirst, onlySecond) };
}
