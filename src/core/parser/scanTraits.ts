import type { FenceMark, HeadingMark, LiveMark, Mark, RuleMark } from './marks.ts';

/**
 * What the scan has seen of a document as a whole. Most documents are plain in most ways, and a stage that has nothing
 * to decide need not walk over a hundred thousand marks to find that out.
 */
export interface ScanTraits {
  /** True if there is a fence or a tag, whose content could look like marks. */
  hides: boolean;
  /** True if there is a heading or a line of dashes or asterisks. */
  divides: boolean;
  /** True if all labels are dressed alike and each role has one word. */
  uniform: boolean;
  /** True if there is a plan, whose items may look like steps. */
  plans: boolean;
}

/** Marks, and what is known of them as a whole. */
export interface Traced<Kind extends { readonly kind: string }> {
  readonly marks: readonly Kind[];
  readonly traits: ScanTraits;
}

/** True if no mark is a fence, or is hidden by one. */
export function hidesNothing(traced: Traced<Mark>): traced is Traced<Exclude<Mark, FenceMark>> {
  return !traced.traits.hides;
}

/** True if there are neither headings nor separators to decide about. */
export function isUndivided(traced: Traced<LiveMark>): traced is Traced<Exclude<LiveMark, HeadingMark | RuleMark>> {
  return !traced.traits.divides;
}
