import type { TextRange } from '../text/range.ts';
import { CODE, isBreak, isInlineSpace, lineStartBefore, skipSpace, trimEnd } from './characters.ts';
import { nextLine } from './lineMarks.ts';
import type { CommentMark, LabelMark } from './marks.ts';
import type { BlockNode, CommentNode, ContentFence } from './tree.ts';

/**
 * Blocks are made with the lists of calls that the model adds to them, still empty, so that the model need not copy
 * the two thirds of a document's blocks that hold no call.
 */
export interface RoomyBlockNode extends BlockNode {
  readonly calls: readonly never[];
  readonly mentions: readonly never[];
}

const NONE: readonly never[] = [];
const NO_FENCES: readonly ContentFence[] = [];
const NO_COMMENTS: readonly CommentMark[] = [];

/** What was met behind a label, up to the next division. */
export interface Inner {
  readonly comments: readonly CommentMark[];
  readonly fences: readonly ContentFence[];
  /** True if a backslash makes something text. */
  readonly escaped: boolean;
}

/** Makes the block of a label, which ends at `limit` at the latest. */
export function makeBlock(text: string, mark: LabelMark, limit: number, inner: Inner): RoomyBlockNode {
  const { comments, fences, escaped } = inner;
  const isPlain =
    comments.length === 0 && fences.length === 0 && !escaped && !mark.quoted && mark.closingTag === undefined;
  return isPlain ? plainBlock(text, mark, limit) : richBlock(text, mark, limit, inner);
}

/** Nearly all blocks are nothing but text. */
function plainBlock(text: string, mark: LabelMark, limit: number): RoomyBlockNode {
  const { label } = mark;
  const contentEnd = trimEnd(text, label.end, limit);
  const content = { start: skipSpace(text, label.end, contentEnd), end: contentEnd };
  const end = Math.min(nextLine(text, Math.max(contentEnd, label.end)), limit);
  return blockNode(mark, end, content, false, NO_FENCES);
}

/** A block with comments, fences, quote marks, escapes or tags in it. */
function richBlock(text: string, mark: LabelMark, limit: number, { comments, fences, escaped }: Inner): RoomyBlockNode {
  const { label, closingTag, quoted } = mark;
  const contentLimit = closingTag?.start ?? limit;
  const own = commentsBefore(comments, contentLimit);
  const trailing = own.length === 0 ? 0 : trailingComments(text, mark, own, contentLimit);
  const kept = trailing === 0 ? own : own.slice(0, -trailing);
  const contentEnd = trimContentEnd(text, label.end, own[kept.length]?.at ?? contentLimit, kept, quoted);
  const contentStart = trimContentStart(text, label.end, contentEnd, kept, quoted);
  const content = { start: contentStart, end: contentEnd };
  const end = endOfBlock(text, mark, limit, Math.max(contentEnd, kept[kept.length - 1]?.node.end ?? 0));
  const interrupted = escaped || (quoted && holdsBreak(text, contentStart, contentEnd)) || holdsComment(kept, content);
  return blockNode(mark, end, content, interrupted, fences.length === 0 ? NO_FENCES : fencesWithin(fences, contentEnd));
}

function blockNode(
  { at: start, label }: LabelMark,
  end: number,
  content: TextRange,
  interrupted: boolean,
  fences: readonly ContentFence[],
): RoomyBlockNode {
  const { role } = label;
  return { kind: 'block', start, end, role, label, content, interrupted, fences, calls: NONE, mentions: NONE };
}

function commentsBefore(comments: readonly CommentMark[], limit: number): readonly CommentMark[] {
  return comments.length === 0 ? NO_COMMENTS : comments.filter((comment) => comment.node.start < limit);
}

/** The fences of a block's content. A closing tag ends a fence that was left open. */
function fencesWithin(fences: readonly ContentFence[], limit: number): readonly ContentFence[] {
  return fences
    .filter((fence) => fence.start < limit)
    .map((fence) => {
      if (fence.end <= limit) return fence;
      const content = { start: Math.min(fence.content.start, limit), end: Math.min(fence.content.end, limit) };
      return { ...fence, end: limit, content, closed: false };
    });
}

/** How many of the last comments stand on lines of their own behind all content: they belong to what follows. */
function trailingComments(text: string, mark: LabelMark, comments: readonly CommentMark[], limit: number): number {
  let end = limit;
  let count = 0;
  for (let index = comments.length - 1; index >= 0; index--) {
    const comment = comments[index];
    if (comment === undefined || trimLines(text, mark.label.end, end, mark.quoted) !== comment.node.end) break;
    const lineStart = lineStartBefore(text, comment.node.start);
    if (lineStart <= mark.label.end) break;
    end = comment.node.start;
    // Several comments may share a line; they count once the first of them is seen to open it.
    if (trimLines(text, lineStart - 1, end, mark.quoted) < lineStart) count = comments.length - index;
  }
  return count;
}

/** Steps back over white space, comments and empty quote marks. */
function trimContentEnd(
  text: string,
  start: number,
  limit: number,
  comments: readonly CommentMark[],
  quoted: boolean,
): number {
  let end = limit;
  for (let index = comments.length - 1; ; index--) {
    const trimmed = trimLines(text, start, end, quoted);
    const comment: CommentNode | undefined = comments[index]?.node;
    if (comment === undefined || comment.end !== trimmed || comment.start < start) return trimmed;
    end = comment.start;
  }
}

/** The end of the range without white space and, in a quoted block, without lines that hold nothing but quote marks. */
function trimLines(text: string, start: number, end: number, quoted: boolean): number {
  let at = trimEnd(text, start, end);
  while (quoted && text.charCodeAt(at - 1) === CODE.greater && isLineOpening(text, start, at - 1)) {
    at = trimEnd(text, start, at - 1);
  }
  return at;
}

/** True if only quote marks and space stand between the start of the line and the offset, and a break before. */
function isLineOpening(text: string, start: number, offset: number): boolean {
  for (let at = offset; at > start; at--) {
    const code = text.charCodeAt(at - 1);
    if (isBreak(code)) return true;
    if (!isInlineSpace(code) && code !== CODE.greater) return false;
  }
  return false;
}

function trimContentStart(
  text: string,
  from: number,
  end: number,
  comments: readonly CommentMark[],
  quoted: boolean,
): number {
  let start = from;
  let atLineStart = false;
  for (let index = 0; ; ) {
    const next = skipSpace(text, start, end);
    atLineStart ||= holdsBreak(text, start, next);
    const comment = comments[index]?.node;
    if (comment !== undefined && comment.start === next && comment.end <= end) {
      start = comment.end;
      index++;
    } else if (quoted && atLineStart && next < end && text.charCodeAt(next) === CODE.greater) {
      start = next + 1;
    } else return next;
  }
}

function holdsBreak(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isBreak(text.charCodeAt(at))) return true;
  return false;
}

/** A block reaches to the end of its last line; with a closing tag only to the tag if more follows on the line. */
function endOfBlock(text: string, mark: LabelMark, limit: number, contentEnd: number): number {
  const last = Math.max(contentEnd, mark.closingTag?.end ?? 0, mark.label.end);
  const end = Math.min(nextLine(text, last), limit);
  return mark.closingTag === undefined || trimEnd(text, last, end) === last ? end : last;
}

function holdsComment(comments: readonly CommentMark[], content: { readonly start: number; readonly end: number }) {
  return comments.some(({ node }) => node.start > content.start && node.end < content.end);
}
