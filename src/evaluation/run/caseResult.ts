import type { Message } from '../../core/index.ts';
import type { FinishReason, ModelErrorCode, TokenUsage } from '../../generation/index.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import type { ActualTurn, TurnMatch } from '../matching/turns.ts';

/** One reply to a case, compared. */
export interface JudgedAttempt {
  readonly kind: 'judged';
  readonly turn: ActualTurn;
  readonly match: TurnMatch;
  readonly finish: FinishReason;
  readonly usage: TokenUsage;
  /** True if the server did not count the tokens. */
  readonly isEstimated: boolean;
  /** The time of the model, without waits before the request. */
  readonly milliseconds: number;
  /** True if the reply is from the cache or from an interrupted run. */
  readonly isCached: boolean;
}

/** A request that got no reply: no failure of the model. */
export interface BrokenAttempt {
  readonly kind: 'broken';
  readonly code: ModelErrorCode;
  readonly problem: Message;
}

/** One attempt at a case. */
export type Attempt = JudgedAttempt | BrokenAttempt;

/** Everything that happened in a case, one attempt per repeat. */
export interface CaseResult {
  readonly case: EvaluationCase;
  readonly attempts: readonly Attempt[];
  readonly verdict: CaseVerdict;
}

/** `flaky`: some repeats passed and others did not. `error`: no attempt could be judged. */
export type CaseVerdict = 'passed' | 'failed' | 'flaky' | 'error';

/** The verdict about the attempts that could be judged. */
export function getVerdict(attempts: readonly Attempt[]): CaseVerdict {
  const judged = attempts.filter((attempt) => attempt.kind === 'judged');
  const passed = judged.filter(({ match }) => match.passed).length;
  if (judged.length === 0) return 'error';
  return passed === judged.length ? 'passed' : passed === 0 ? 'failed' : 'flaky';
}
