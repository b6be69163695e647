import type { Message, Shot } from '../../core/index.ts';
import type { TokenCount } from '../tokens/tokenCounter.ts';

/** How the shots of a prompt are chosen. */
export const SELECTIONS = ['all', 'coverage', 'similar'] as const;
/** How shots are chosen: see `docs/prompts.md`. */
export type Selection = (typeof SELECTIONS)[number];

/** `intro` is what comes before the first shot: a heading, or an explanation of how the examples are written. */
export type PromptPartKind = 'system' | 'tools' | 'intro' | 'shot' | 'request';

/** A part of a prompt as it is written, with its size. */
export interface PromptPart {
  readonly kind: PromptPartKind;
  readonly text: string;
  readonly count: TokenCount;
  /** The shot the part shows. */
  readonly shot?: Shot;
  /** Why the shot was chosen. */
  readonly why?: Message;
}

/** A shot that is not in the prompt, and why. */
export interface OmittedShot {
  readonly shot: Shot;
  readonly message: Message;
}

/** A prompt that can be copied or saved. */
export interface Prompt {
  readonly parts: readonly PromptPart[];
  readonly omitted: readonly OmittedShot[];
  readonly text: string;
  /** The tokens of the whole text. */
  readonly count: TokenCount;
  /** What the author has to know, such as a budget that is too small. */
  readonly problems: readonly PromptProblem[];
}

/** Why a prompt is not what was asked for. The codes are stable. */
export interface PromptProblem {
  readonly code: 'budget-exceeded' | 'no-shots' | 'nothing-to-cover' | 'request-missing';
  readonly message: Message;
}
