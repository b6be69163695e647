import type { Message } from '../../../core/index.ts';
import type { TokenCount } from '../../tokens/tokenCounter.ts';
import type { PromptShot } from '../promptFormat.ts';

/** A shot that can be chosen. */
export interface Candidate extends PromptShot {
  /** The tokens it takes in the prompt. */
  readonly count: TokenCount;
  /** The customer's words. */
  readonly request: string;
}

/** A shot that is worth a place, in the order of the choice. */
export interface Proposal {
  readonly candidate: Candidate;
  readonly why: Message;
}

/** Proposes shots one after the other; `next` is given whether the last one was taken. */
export type Proposals = Generator<Proposal, void, boolean>;

/** What limits a choice. */
export interface SelectionLimits {
  /** Tokens for shots. */
  readonly tokens: number;
  /** Number of shots. */
  readonly shots: number;
}

/** The chosen shots in the order of the prompt, and why the others were not chosen. */
export interface SelectedShots {
  readonly chosen: readonly Proposal[];
  readonly omitted: readonly { readonly candidate: Candidate; readonly message: Message }[];
}
