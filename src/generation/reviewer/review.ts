import type { ChatModel } from '../model.ts';
import type { Masker } from '../privacy/masker.ts';

/** What a second model says about a shot. */
export interface ReviewVerdict {
  readonly accept: boolean;
  /** Why not, or what could be better; empty if there is nothing to say. */
  readonly reasons: readonly string[];
}

/** The review of a shot: a verdict, or the code of the error because of which there is none. */
export type ShotReview = { readonly model: string } & (
  | ReviewVerdict
  | { readonly accept: undefined; readonly code: string }
);

/** A reviewer that may be asked, with the masker of its requests. */
export interface Reviewer {
  readonly chat: ChatModel;
  readonly masker: Masker | undefined;
}
