import type { Diagnostic, Language, Message, ShotStyle } from '../../core/index.ts';
import type { ChatRequest, Destination, TokenUsage } from '../model.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { Goal } from '../plan/goals.ts';
import type { Wishes } from '../plan/wishes.ts';
import type { Cost } from '../prices.ts';
import type { ShotContent } from '../reply/shotContent.ts';

/** A shot that was generated, checked and printed. It is a draft until a person approves it. */
export interface GeneratedShot {
  readonly plan: ShotPlan;
  readonly id: string;
  readonly content: ShotContent;
  /** The shot as Markdown, with its id and `<!-- status: draft -->`. */
  readonly text: string;
  /** What is still wrong after all repairs, in positions of `text`. */
  readonly findings: readonly Diagnostic[];
  /** How often a model had to mend it. */
  readonly repairs: number;
}

/** What a run is going to do, before anything is sent. */
export interface RunPlan {
  readonly count: number;
  readonly style: ShotStyle;
  readonly language: Language;
  /** What the procedure's own text asked for, whether or not the user overruled it. */
  readonly wishes: Wishes;
  /** How many shots cover everything. */
  readonly full: number;
  /** What this many shots leave out. */
  readonly missing: readonly Goal[];
  /** The model's name; undefined for the local scaffold. */
  readonly model: string | undefined;
  /** What a model will be asked for at least; absent for the local scaffold. */
  readonly estimate?: { readonly requests: number; readonly tokens: number };
}

/** What a run tells while it goes on, in order. */
export type GenerationEvent =
  | { readonly kind: 'planned'; readonly plan: RunPlan }
  /** A request, exactly as it leaves. `resumed`: its reply is taken from the journal and nothing is sent. */
  | {
      readonly kind: 'request';
      readonly request: ChatRequest;
      readonly destination: Destination;
      readonly resumed: boolean;
    }
  /** Words of the model as they come, unmasked, for a preview. `lane` tells concurrent requests apart. */
  | { readonly kind: 'words'; readonly lane: number; readonly text: string }
  | { readonly kind: 'shot'; readonly shot: GeneratedShot }
  /** The shot that is being written, as far as it has come; no draft yet. Empty once it is complete or given up. */
  | { readonly kind: 'writing'; readonly plan: ShotPlan; readonly text: string }
  /** A complete shot with findings that the model is to mend when its reply has ended; a `shot` of its plan follows. */
  | { readonly kind: 'faulty'; readonly shot: GeneratedShot }
  | { readonly kind: 'repairing'; readonly plan: ShotPlan; readonly findings: readonly Diagnostic[] }
  /** A shot that was too much like another one; another is asked for in its place. */
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

export interface RunSummary {
  readonly shots: number;
  readonly withFindings: number;
  readonly dropped: number;
  /** Requests that were sent; those answered by the journal are not counted. */
  readonly requests: number;
  readonly usage: TokenUsage;
  readonly cost: Cost | undefined;
  /** True if some server did not report its usage, so that the figures are estimates. */
  readonly estimated: boolean;
  readonly outcome: 'complete' | 'incomplete' | 'stopped' | 'refused' | 'cancelled';
}
