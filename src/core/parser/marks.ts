import type { LabelledBlock } from './labelledBlock.ts';
import type { CommentNode, ContentFence } from './tree.ts';

/**
 * What the line scan finds worth a second look, in document order. A mark is only a candidate: whether it counts
 * is decided once the whole document's habit is known.
 */
export type Mark = LabelledBlock | HeadingMark | RuleMark | FenceMark | CommentMark | EscapeMark;

interface MarkAt {
  /** Where a node made of this mark begins: the start of its line, or the end of a comment that opens its line. */
  readonly at: number;
  /** True if the mark stands behind `>`. */
  readonly quoted: boolean;
}

export interface HeadingMark extends MarkAt {
  readonly kind: 'heading';
  readonly level: number;
  readonly titleStart: number;
  readonly titleEnd: number;
}

/** A line of `---` or `***`. */
export interface RuleMark extends MarkAt {
  readonly kind: 'rule';
  readonly start: number;
  readonly end: number;
}

export interface FenceMark extends MarkAt {
  readonly kind: 'fence';
  /** From the first backtick or tilde to the end of the line. */
  readonly start: number;
  readonly end: number;
  /** The code of the fence's character, and how many there are. */
  readonly code: number;
  readonly count: number;
  readonly info: string;
  /** True if the fence begins behind a label, so that it can only open. */
  readonly behindLabel: boolean;
}

export interface CommentMark extends MarkAt {
  readonly kind: 'comment';
  readonly node: CommentNode;
}

/** A backslash that makes what stands behind it text. */
export interface EscapeMark extends MarkAt {
  readonly kind: 'escape';
  readonly backslash: number;
}

/** The marks that are left once fences are known: what a fence holds as content is no mark any more. */
export type LiveMark = LabelledBlock | HeadingMark | RuleMark | CommentMark | EscapeMark | FenceLineMark | FencedMark;

/** The opening or closing line of a fence whose content is read as shots. */
export interface FenceLineMark extends MarkAt {
  readonly kind: 'fenceLine';
  readonly opens: boolean;
  readonly end: number;
}

/** A fence whose lines are content of a block, or foreign text outside of one. */
export interface FencedMark extends MarkAt {
  readonly kind: 'fenced';
  readonly fence: ContentFence;
}
