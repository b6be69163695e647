import type { LabelledBlock } from './labelledBlock.ts';
import type { CommentNode, ContentFence } from './tree.ts';

/**
 * What the line scan finds worth a second look, in document order. A mark is only a candidate: whether it counts
 * is decided once the whole document's style is known.
 */
export type LineToken = LabelledBlock | HeadingToken | RulerToken | FenceToken | CommentToken | EscapeToken;

interface TokenPosition {
  /** Where a node made of this mark begins: the start of its line, or the end of a comment that opens its line. */
  readonly at: number;
  /** True if the mark is after `>`. */
  readonly quoted: boolean;
}

export interface HeadingToken extends TokenPosition {
  readonly kind: 'heading';
  readonly level: number;
  readonly titleStart: number;
  readonly titleEnd: number;
}

/** A line of `---` or `***`. */
export interface RulerToken extends TokenPosition {
  readonly kind: 'rule';
  readonly start: number;
  readonly end: number;
}

export interface FenceToken extends TokenPosition {
  readonly kind: 'fence';
  /** From the first backtick or tilde to the end of the line. */
  readonly start: number;
  readonly end: number;
  /** The code of the fence's character, and how many there are. */
  readonly code: number;
  readonly count: number;
  readonly info: string;
  /** True if the fence begins after a label, so that it can only open. */
  readonly afterLabel: boolean;
}

export interface CommentToken extends TokenPosition {
  readonly kind: 'comment';
  readonly node: CommentNode;
}

/** A backslash that makes the text after it plain text. */
export interface EscapeToken extends TokenPosition {
  readonly kind: 'escape';
  readonly backslash: number;
}

/** The tokens that are left once fences are known: the content of a fence has no tokens. */
export type ActiveToken =
  | LabelledBlock
  | HeadingToken
  | RulerToken
  | CommentToken
  | EscapeToken
  | FenceLineToken
  | FencedToken;

/** The opening or closing line of a fence whose content is read as shots. */
export interface FenceLineToken extends TokenPosition {
  readonly kind: 'fenceLine';
  readonly opens: boolean;
  readonly end: number;
}

/** A fence whose lines are content of a block, or foreign text outside of one. */
export interface FencedToken extends TokenPosition {
  readonly kind: 'fenced';
  readonly fence: ContentFence;
}
