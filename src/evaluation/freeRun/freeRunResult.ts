import { addTokens, NO_TOKENS, type TokenUsage } from '../../generation/index.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import type { ActualTurn, MatchCode, MatchProblem } from '../matching/turns.ts';
import type { BrokenAttempt } from '../run/caseResult.ts';
import { countCodes, type Rate, toRate } from '../run/scores.ts';
import { getResolution } from '../statistics/intervals.ts';

/** A shot whose rounds a model goes through by itself. */
export interface Episode {
  /** Stable as long as the ids of the shots are: URI and shot. */
  readonly id: string;
  readonly source: EvaluationCase['source'];
  readonly shot: EvaluationCase['shot'];
  /** The rounds that act, and the answer, in order. */
  readonly cases: readonly EvaluationCase[];
}

/**
 * How an episode ended. `finished`: the model came to the end of the shot. `no-observation`: it did what the author never
 * did, so nothing is recorded that could come back. `ended-early`: it spoke where the author makes a call. `loop`: it
 * repeated itself. `error`: a request got no reply.
 */
export const FREE_RUN_ENDS = ['finished', 'no-observation', 'ended-early', 'loop', 'error'] as const;
/** How an episode ended. */
export type FreeRunEnd = (typeof FREE_RUN_ENDS)[number];

/** What a model did in an episode. */
export interface FreeRunResult {
  readonly episode: Episode;
  readonly end: FreeRunEnd;
  /** True if it finished, made every call of the author in order, and none twice. */
  readonly passed: boolean;
  /** Rounds of the shot, the answer included, that it went through. */
  readonly reached: number;
  readonly problems: readonly MatchProblem[];
  /** Everything that the model did, in order. */
  readonly turns: readonly ActualTurn[];
  /** The request without a reply that ended the episode. */
  readonly broken: BrokenAttempt | undefined;
  readonly usage: TokenUsage;
  /** The part of the usage that was not in the cache. */
  readonly asked: TokenUsage;
  readonly isUsageEstimated: boolean;
  /** The time of the model in all. */
  readonly milliseconds: number;
}

/** The scores of a free run. */
export interface FreeRunScores {
  readonly shots: number;
  /** Shots that were gone through as the author did. */
  readonly passed: Rate;
  /** Shots whose end was reached, whatever the order. */
  readonly finished: Rate;
  /** Rounds that were gone through, of all. */
  readonly reached: Rate;
  /** Shots by how they ended. */
  readonly ends: ReadonlyMap<FreeRunEnd, number>;
  /** Problems by their code. */
  readonly codes: ReadonlyMap<MatchCode, number>;
  /** Shots with a request without reply; they are in none of the rates. */
  readonly errors: number;
  /** Turns of the model in all. */
  readonly turns: number;
  /** Turns in another notation than asked for. */
  readonly otherNotation: number;
  readonly usage: TokenUsage;
  readonly asked: TokenUsage;
  readonly isUsageEstimated: boolean;
  /** The smallest difference, as a share from 0 to 1, that so many shots can show. */
  readonly resolution: number;
}

/** Adds up the results of a free run. */
export function toFreeRunScores(results: readonly FreeRunResult[]): FreeRunScores {
  const judged = results.filter(({ end }) => end !== 'error');
  const turns = results.flatMap((result) => result.turns);
  const sum = (count: (result: FreeRunResult) => number): number =>
    judged.reduce((total, result) => total + count(result), 0);
  return {
    shots: results.length,
    passed: toRate(
      sum(({ passed }) => Number(passed)),
      judged.length,
    ),
    finished: toRate(
      sum(({ end }) => Number(end === 'finished')),
      judged.length,
    ),
    reached: toRate(
      sum(({ reached }) => reached),
      sum(({ episode }) => episode.cases.length),
    ),
    ends: new Map(
      FREE_RUN_ENDS.flatMap((end) => {
        const count = results.filter((result) => result.end === end).length;
        return count === 0 ? [] : [[end, count] as const];
      }),
    ),
    codes: countCodes(judged.map(({ problems }) => problems)),
    errors: results.length - judged.length,
    turns: turns.length,
    otherNotation: turns.filter(({ isOtherNotation }) => isOtherNotation).length,
    usage: results.reduce((usage, result) => addTokens(usage, result.usage), NO_TOKENS),
    asked: results.reduce((usage, result) => addTokens(usage, result.asked), NO_TOKENS),
    isUsageEstimated: results.some(({ isUsageEstimated }) => isUsageEstimated),
    resolution: getResolution(judged.length),
  };
}
