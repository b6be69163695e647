import { CODE, isBreak, isInlineSpace, lineStartBefore, skipSpace, trimEnd } from './characters.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { nextLine } from './lineTokenReader.ts';
import type { CommentToken } from './lineTokens.ts';
import type { CommentNode, ContentFence } from './tree.ts';

const NO_COMMENTS: readonly CommentToken[] = [];

/** What was met after a label, up to the next separator. */
export interface Inner {
  readonly comments: readonly CommentToken[];
  readonly fences: readonly ContentFence[];
  /** True if a backslash makes something text. */
  readonly escaped: boolean;
}

/** Says what belongs to a block, which ends at `limit` at the latest. */
export function closeBlock(text: string, block: LabelledBlock, limit: number, inner: Inner): void {
  const { comments, fences, escaped } = inner;
  const isPlain =
    comments.length === 0 && fences.length === 0 && !escaped && !block.quoted && block.closingTag === undefined;
  if (isPlain) closePlain(text, block, limit);
  else closeInterrupted(text, block, limit, inner);
}

/** Nearly all blocks are nothing but text. */
function closePlain(text: string, block: LabelledBlock, limit: number): void {
  const { labelEnd } = block;
  const contentEnd = trimEnd(text, labelEnd, limit);
  block.contentStart = skipSpace(text, labelEnd, contentEnd);
  block.contentEnd = contentEnd;
  block.end = Math.min(nextLine(text, Math.max(contentEnd, labelEnd)), limit);
}

/** A block with comments, fences, quote marks, escapes or tags in it. */
function closeInterrupted(
  text: string,
  block: LabelledBlock,
  limit: number,
  { comments, fences, escaped }: Inner,
): void {
  const { labelEnd, closingTag, quoted } = block;
  const contentLimit = closingTag?.start ?? limit;
  const own = commentsBefore(comments, contentLimit);
  const trailing = own.length === 0 ? 0 : trailingComments(text, block, own, contentLimit);
  const kept = trailing === 0 ? own : own.slice(0, -trailing);
  const contentEnd = trimContentEnd(text, labelEnd, own[kept.length]?.at ?? contentLimit, kept, quoted);
  const contentStart = trimContentStart(text, labelEnd, contentEnd, kept, quoted);
  block.contentStart = contentStart;
  block.contentEnd = contentEnd;
  block.end = endOfBlock(text, block, limit, Math.max(contentEnd, kept[kept.length - 1]?.node.end ?? 0));
  const interrupted =
    escaped ||
    block.encoding !== undefined ||
    (quoted && holdsBreak(text, contentStart, contentEnd)) ||
    holdsComment(kept, block.content);
  block.setExtras({ interrupted, fences: fencesWithin(fences, contentEnd) });
}

function commentsBefore(comments: readonly CommentToken[], limit: number): readonly CommentToken[] {
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

/** How many of the last comments are on lines of their own after all content: they belong to what follows. */
function trailingComments(
  text: string,
  block: LabelledBlock,
  comments: readonly CommentToken[],
  limit: number,
): number {
  let end = limit;
  let count = 0;
  let lineStart = Number.POSITIVE_INFINITY;
  for (let index = comments.length - 1; index >= 0; index--) {
    const comment = comments[index];
    if (comment === undefined || trimLines(text, block.labelEnd, end, block.quoted) !== comment.node.end) break;
    if (comment.node.start < lineStart) lineStart = lineStartBefore(text, comment.node.start);
    if (lineStart <= block.labelEnd) break;
    end = comment.node.start;
    // Several comments may share a line; they count once the first of them is seen to open it.
    if (trimLines(text, lineStart - 1, end, block.quoted) < lineStart) count = comments.length - index;
  }
  return count;
}

/** Steps back over white space, comments and empty quote marks. */
function trimContentEnd(
  text: string,
  start: number,
  limit: number,
  comments: readonly CommentToken[],
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

/** True if only quote marks and space are between the start of the line and the offset, and a break before. */
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
  comments: readonly CommentToken[],
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

/** The most space after a closing tag that is looked at for a line break. */
const MAX_GAP = 1000;

/** A block reaches to the end of its last line; with a closing tag only to the tag if more follows on the line. */
function endOfBlock(text: string, block: LabelledBlock, limit: number, contentEnd: number): number {
  const last = Math.max(contentEnd, block.closingTag?.end ?? 0, block.labelEnd);
  if (block.closingTag === undefined) return Math.min(nextLine(text, last), limit);
  // Many turns of recorded data may be on one long line, which must not be walked for each of them.
  const after = skipSpace(text, last, Math.min(last + MAX_GAP, limit));
  const isEnd = after === limit || holdsBreak(text, last, after);
  return isEnd ? Math.min(nextLine(text, last), limit) : last;
}

function holdsComment(comments: readonly CommentToken[], content: { readonly start: number; readonly end: number }) {
  return comments.some(({ node }) => node.start > content.start && node.end < content.end);
}
