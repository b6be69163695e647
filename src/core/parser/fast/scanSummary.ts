import type { ActiveToken, FenceToken, HeadingToken, LineToken, RulerToken } from '../lineTokens.ts';

/**
 * What the scan has seen of a document as a whole. Most documents are plain in most ways, and a stage that has nothing
 * to decide need not walk over a hundred thousand tokens to find that out.
 */
export interface ScanSummary {
  /** True if there is a fence or a tag, whose content could look like tokens. */
  hides: boolean;
  /** True if there is a heading or a line of dashes or asterisks. */
  divides: boolean;
  /** True if all labels have the same decoration and each role has one word. */
  uniform: boolean;
  /** True if there is a plan, whose items may look like steps. */
  plans: boolean;
  /** True if there is a word whose meaning depends on the labels around it, such as a speaker's in a chat. */
  contextual: boolean;
  /** The words of the labels, each in its standard spelling. */
  readonly words: Set<string>;
  /** 1 at the codes of the ASCII characters with which lines, and fences behind labels, begin. */
  readonly firsts: Uint8Array;
  /** Where a line begins like a step that is one JSON object. */
  readonly steps: number[];
  /** Where a line divides examples: a tag, `END OF EXAMPLE`, `###`. */
  readonly examples: number[];
}

/** Marks, and what is known of them as a whole. */
export interface Summarized<Kind extends { readonly kind: string }> {
  readonly tokens: readonly Kind[];
  readonly summary: ScanSummary;
}

/** True if no mark is a fence, or is hidden by one. */
export function hasNoFences(
  summarized: Summarized<LineToken>,
): summarized is Summarized<Exclude<LineToken, FenceToken>> {
  return !summarized.summary.hides;
}

/** True if there are neither headings nor separators to decide about. */
export function hasNoSeparators(
  summarized: Summarized<ActiveToken>,
): summarized is Summarized<Exclude<ActiveToken, HeadingToken | RulerToken>> {
  return !summarized.summary.divides;
}
