import type { Diagnostic, Language, Message, WritableStyle } from '../../core/index.ts';
import type { ChatRequest, Destination, TokenUsage } from '../model.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { Goal } from '../plan/goals.ts';
import type { Requirements } from '../plan/requirements.ts';
import type { Cost } from '../prices.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import type { ShotReview } from '../reviewer/review.ts';

/** A shot that was generated, checked and printed. It is a draft until a person approves it. */
export interface GeneratedShot {
  readonly plan: ShotPlan;
  readonly id: string;
  readonly content: ShotContent;
  /** The shot as Markdown, with its id and `<!-- status: draft -->`. */
  readonly text: string;
  /** What is still wrong after all repairs, in positions of `text`. */
  readonly findings: readonly Diagnostic[];
  /** Number of repair requests. */
  readonly repairs: number;
  /** What the reviewer said, which is also in a comment of `text`; absent without a reviewer. */
  readonly review?: ShotReview;
}

/** Plan of a run, before anything is sent. */
export interface RunPlan {
  /** Number of shots. */
  readonly count: number;
  readonly style: WritableStyle;
  readonly language: Language;
  /** What the procedure's own text asked for, whether or not the user overruled it. */
  readonly requirements: Requirements;
  /** How many shots cover everything. */
  readonly full: number;
  /** What this many shots leave out. */
  readonly missing: readonly Goal[];
  /** The model's name; undefined for the local scaffold. */
  readonly model: string | undefined;
  /** What a model will be asked for at least; absent for the local scaffold. */
  readonly estimate?: { readonly requests: number; readonly tokens: number };
}

/** Events of a run, in order. */
export type GenerationEvent =
  | { readonly kind: 'planned'; readonly plan: RunPlan }
  /** A request, exactly as it leaves. `resumed`: its reply is taken from the journal and nothing is sent. */
  | {
      readonly kind: 'request';
      readonly request: ChatRequest;
      readonly destination: Destination;
      readonly resumed: boolean;
    }
  /** Streamed text of the model, unmasked, for a preview. `queue` identifies concurrent requests. */
  | { readonly kind: 'words'; readonly queue: number; readonly text: string }
  | { readonly kind: 'shot'; readonly shot: GeneratedShot }
  /** The received part of an incomplete shot. Empty when it is complete or given up. */
  | { readonly kind: 'writing'; readonly plan: ShotPlan; readonly text: string }
  /** A complete shot with findings that the model repairs after its reply; a `shot` event of the same plan follows. */
  | { readonly kind: 'faulty'; readonly shot: GeneratedShot }
  | { readonly kind: 'repairing'; readonly plan: ShotPlan; readonly findings: readonly Diagnostic[] }
  /** A shot that was too similar to another one; a replacement is requested. */
  | { readonly kind: 'dropped'; readonly plan: ShotPlan; readonly because: Message }
  | {
      readonly kind: 'tokens';
      readonly usage: TokenUsage;
      readonly cost: Cost | undefined;
      readonly estimated: boolean;
    }
  | { readonly kind: 'wait'; readonly seconds: number; readonly because: Message }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly problem: Message }
  | { readonly kind: 'done'; readonly summary: RunSummary };

/** Why a run gives less than was asked for. Codes of `ModelError` are passed through. */
export type ProblemCode = string;

/** What a run produced, what it sent, and how it ended. `cost` is undefined if no price is known. */
export interface RunSummary {
  /** Accepted shots. */
  readonly shots: number;
  /** Accepted shots that still have problems. */
  readonly withFindings: number;
  /** Shots that were not accepted. */
  readonly dropped: number;
  /** Requests that were sent; those answered by the journal are not counted. */
  readonly requests: number;
  readonly usage: TokenUsage;
  readonly cost: Cost | undefined;
  /** True if some server did not report its usage, so that the figures are estimates. */
  readonly estimated: boolean;
  readonly outcome: 'complete' | 'incomplete' | 'stopped' | 'refused' | 'cancelled';
}
