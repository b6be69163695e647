import type { Message } from '../../core/index.ts';
import type { Clock, GuardedModel, Masker, MaskLevel } from '../../generation/index.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import type { CaseResult } from './caseResult.ts';
import type { ReplyCache } from './replyCache.ts';

/** What a run takes from the outside. */
export interface EvaluationServices {
  readonly model: GuardedModel;
  readonly cache: ReplyCache;
  readonly clock: Clock;
  readonly masker: (level: MaskLevel) => Masker;
}

/** A request has to wait before it is sent (again). */
export interface WaitEvent {
  readonly kind: 'wait';
  /** How long, from now on. */
  readonly seconds: number;
  readonly because: Message;
}

/** What happens in every run. The last event is always `done`. */
export type RunEvent =
  | {
      /** Before anything is sent: how much will be, and where to. Tokens are estimated. */
      readonly kind: 'planned';
      readonly requests: number;
      readonly tokens: number;
      readonly origin: string;
      readonly model: string;
    }
  | WaitEvent
  | { readonly kind: 'problem'; readonly code: string; readonly problem: Message }
  | { readonly kind: 'done'; readonly outcome: EvaluationOutcome };

/** What happens in a run of cases. */
export type EvaluationEvent =
  | RunEvent
  | { readonly kind: 'started'; readonly case: EvaluationCase }
  | { readonly kind: 'result'; readonly result: CaseResult };

/** `complete`: every case has a result. `stopped`: by the user. `failed`: the server refuses every request. */
export type EvaluationOutcome = 'complete' | 'stopped' | 'failed' | 'refused' | 'cancelled';
