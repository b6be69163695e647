import { addTokens, NO_TOKENS, type TokenUsage } from '../../generation/index.ts';
import { getShotName } from '../cases/evaluationCase.ts';
import type { MatchCode, MatchProblem } from '../matching/turns.ts';
import { getResolution, getWilsonInterval, type Interval } from '../statistics/intervals.ts';
import { getPassAllK, getPassAtK } from '../statistics/repeats.ts';
import type { CaseResult, JudgedAttempt } from './caseResult.ts';

/** A share of attempts with its 95 % interval. */
export interface Rate extends Interval {
  /** Attempts that passed. */
  readonly passed: number;
  /** All attempts that could be judged. */
  readonly total: number;
  /** Undefined without any. */
  readonly value: number | undefined;
}

/** The scores of some attempts. */
export interface GroupScores {
  /** The gate: turns in which exactly the right calls were made, none where none is right. */
  readonly exact: Rate;
  readonly toolChoice: Rate;
}

/** The scores of a run. */
export interface RunScores extends GroupScores {
  /** Cases with a result, zero-shot and broken ones included. */
  readonly cases: number;
  readonly shots: number;
  /** Cases without a shown shot, apart from all others. */
  readonly zeroShot: GroupScores;
  /** Turns that expect calls, and turns that expect words. */
  readonly callTurns: GroupScores;
  readonly textTurns: GroupScores;
  /** The harmonic mean of precision and recall of arguments: twice the right ones by those expected and those given. */
  readonly argumentF1: number | undefined;
  readonly schemaValid: Rate;
  readonly stepOrder: Rate;
  /** Problems by their code. */
  readonly codes: ReadonlyMap<MatchCode, number>;
  /** Scores of the cases that expect a call of a tool, by its name. */
  readonly byTool: ReadonlyMap<string, GroupScores>;
  /** Scores by the number of the step. */
  readonly byStep: ReadonlyMap<string, GroupScores>;
  /** Scores by `URI#shot`. */
  readonly byShot: ReadonlyMap<string, GroupScores>;
  /** Cases of which some repeats passed and others did not. */
  readonly flaky: number;
  /** Cases without any reply. */
  readonly errors: number;
  /** Replies in another notation than asked for. */
  readonly otherNotation: number;
  /** Replies that ended at the limit of tokens. */
  readonly cutOff: number;
  /** Replies from the cache. */
  readonly cached: number;
  readonly usage: TokenUsage;
  /** The part of the usage that was not in the cache. */
  readonly asked: TokenUsage;
  readonly isUsageEstimated: boolean;
  /** Half of all replies took at most so long. */
  readonly medianMilliseconds: number | undefined;
  /** For two and more repeats: means over cases, for k = number of repeats. */
  readonly repeats: { readonly k: number; readonly passAtK: number; readonly passAllK: number } | undefined;
  /** The smallest difference, as a share, that so many shots can show. */
  readonly resolution: number;
}

/** Adds up results. Zero-shot cases and infrastructure errors are in none of the main rates. */
export function toScores(results: readonly CaseResult[], repeats: number): RunScores {
  const all = results.flatMap((result) => judgedOf(result).map((attempt) => ({ result, attempt })));
  const main = all.filter(({ result }) => result.case.shown > 0);
  const attempts = all.map(({ attempt }) => attempt);
  const mainAttempts = main.map(({ attempt }) => attempt);
  const shots = new Set(results.filter((result) => result.case.shown > 0).map((result) => result.case.shot)).size;
  return {
    ...toGroupScores(mainAttempts),
    cases: results.length,
    shots,
    zeroShot: toGroupScores(all.filter(({ result }) => result.case.shown === 0).map(({ attempt }) => attempt)),
    callTurns: toGroupScores(
      main.filter(({ result }) => result.case.expected.calls.length > 0).map(({ attempt }) => attempt),
    ),
    textTurns: toGroupScores(
      main.filter(({ result }) => result.case.expected.calls.length === 0).map(({ attempt }) => attempt),
    ),
    argumentF1: getArgumentF1(mainAttempts),
    schemaValid: toRate(
      sum(mainAttempts, ({ match }) => match.counts.validCalls),
      sum(mainAttempts, ({ match }) => match.counts.calls),
    ),
    stepOrder: rateOf(mainAttempts, ({ match }) =>
      match.problems.every(({ code }) => code !== 'wrong-order' && code !== 'wrong-step'),
    ),
    codes: countCodes(mainAttempts.map(({ match }) => match.problems)),
    byTool: groupScores(main, ({ expected }) => expected.calls.map(({ name }) => name)),
    byStep: groupScores(main, ({ expected }) => expected.steps),
    byShot: groupScores(main, ({ source, shot }) => [`${source.uri}#${getShotName(shot)}`]),
    flaky: results.filter(({ verdict }) => verdict === 'flaky').length,
    errors: results.filter(({ verdict }) => verdict === 'error').length,
    otherNotation: attempts.filter(({ turn }) => turn.isOtherNotation).length,
    cutOff: attempts.filter(({ finish }) => finish === 'length').length,
    cached: attempts.filter(({ isCached }) => isCached).length,
    usage: attempts.reduce((usage, attempt) => addTokens(usage, attempt.usage), NO_TOKENS),
    asked: attempts
      .filter(({ isCached }) => !isCached)
      .reduce((usage, attempt) => addTokens(usage, attempt.usage), NO_TOKENS),
    isUsageEstimated: attempts.some(({ isEstimated }) => isEstimated),
    medianMilliseconds: getMedian(attempts.map(({ milliseconds }) => milliseconds)),
    repeats: repeats < 2 ? undefined : toRepeatScores(results, repeats),
    resolution: getResolution(shots),
  };
}

type Judged = { readonly result: CaseResult; readonly attempt: JudgedAttempt };

function judgedOf({ attempts }: CaseResult): readonly JudgedAttempt[] {
  return attempts.filter((attempt) => attempt.kind === 'judged');
}

function toGroupScores(attempts: readonly JudgedAttempt[]): GroupScores {
  return {
    exact: rateOf(attempts, ({ match }) => match.passed),
    toolChoice: rateOf(attempts, ({ match }) => match.counts.isToolChoiceRight),
  };
}

function rateOf(attempts: readonly JudgedAttempt[], test: (attempt: JudgedAttempt) => boolean): Rate {
  return toRate(attempts.filter(test).length, attempts.length);
}

/** A rate with its interval. */
export function toRate(passed: number, total: number): Rate {
  return { passed, total, value: total === 0 ? undefined : passed / total, ...getWilsonInterval(passed, total) };
}

function groupScores(
  judged: readonly Judged[],
  keysOf: (test: CaseResult['case']) => readonly string[],
): ReadonlyMap<string, GroupScores> {
  const groups = new Map<string, JudgedAttempt[]>();
  for (const { result, attempt } of judged) {
    for (const key of new Set(keysOf(result.case))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [attempt]);
      else group.push(attempt);
    }
  }
  return new Map([...groups].map(([key, attempts]) => [key, toGroupScores(attempts)]));
}

function getArgumentF1(attempts: readonly JudgedAttempt[]): number | undefined {
  const right = sum(attempts, ({ match }) => match.counts.rightArguments);
  const all = sum(attempts, ({ match }) => match.counts.expectedArguments + match.counts.actualArguments);
  return all === 0 ? undefined : (2 * right) / all;
}

/** How often each code occurs in lists of problems. */
export function countCodes(lists: readonly (readonly MatchProblem[])[]): ReadonlyMap<MatchCode, number> {
  const counts = new Map<MatchCode, number>();
  for (const { code } of lists.flat()) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function toRepeatScores(results: readonly CaseResult[], k: number): RunScores['repeats'] {
  const complete = results
    .map((result) => judgedOf(result).map(({ match }) => match.passed))
    .filter((passes) => passes.length >= k);
  if (complete.length === 0) return undefined;
  const mean = (measure: (runs: number, passed: number, k: number) => number): number =>
    complete.reduce((total, passes) => total + measure(passes.length, passes.filter(Boolean).length, k), 0) /
    complete.length;
  return { k, passAtK: mean(getPassAtK), passAllK: mean(getPassAllK) };
}

function sum<Item>(items: readonly Item[], count: (item: Item) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

function getMedian(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1];
}
