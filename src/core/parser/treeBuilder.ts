import type { TextRange } from '../text/range.ts';
import { CODE, isBreak, isInlineSpace, lineStartBefore, skipSpace, trimEnd } from './characters.ts';
import type { Division } from './divisions.ts';
import { appendGap, type Gap } from './gaps.ts';
import { countNode, type HabitTallies, habitOf, newTallies } from './habit.ts';
import { nextLine } from './lineMarks.ts';
import type { CommentMark, LabelMark } from './marks.ts';
import type { BlockNode, CommentNode, ContentFence, DocumentHabit, TextNode, TreeNode } from './tree.ts';

/**
 * Blocks are made with the lists of calls that the model adds to them, still empty, so that the model need not copy
 * the two thirds of a document's blocks that hold no call.
 */
interface RoomyBlockNode extends BlockNode {
  readonly calls: readonly never[];
  readonly mentions: readonly never[];
}

const NONE: readonly never[] = [];
const NO_FENCES: readonly ContentFence[] = [];
const NO_COMMENTS: readonly CommentMark[] = [];

interface Builder extends Gap {
  readonly texts: TextNode[];
  readonly allComments: CommentNode[];
  readonly escapes: number[];
  readonly tallies: HabitTallies;
  /** How many of the nodes are counted. */
  counted: number;
  /** Where the next node begins: everything before is tiled. */
  cursor: number;
  block: LabelMark | undefined;
  /** Comments, fences and escapes since `cursor`. */
  comments: CommentMark[];
  fences: ContentFence[];
  escaped: boolean;
}

/** The nodes of a document, with what was noticed while they were made. */
export interface BuiltNodes {
  readonly nodes: readonly TreeNode[];
  readonly texts: readonly TextNode[];
  readonly comments: readonly CommentNode[];
  readonly escapes: readonly number[];
  readonly habit: DocumentHabit;
}

/** Tiles the text with nodes, the first of which are made already. */
export function buildNodes(text: string, divisions: readonly Division[], opening: readonly TreeNode[]): BuiltNodes {
  const builder: Builder = {
    text,
    nodes: [...opening],
    texts: [],
    allComments: [],
    escapes: [],
    tallies: newTallies(text),
    counted: 0,
    cursor: opening.at(-1)?.end ?? 0,
    block: undefined,
    comments: [],
    fences: [],
    escaped: false,
    place: 'preamble',
  };
  for (const division of divisions) addDivision(builder, division);
  closeRegion(builder, text.length);
  countNodes(builder);
  const { nodes, texts, allComments: comments, escapes, tallies } = builder;
  return { nodes, texts, comments, escapes, habit: habitOf(tallies) };
}

/** Counts the nodes added since the last time, while they are still at hand. */
function countNodes(builder: Builder): void {
  const { nodes, tallies } = builder;
  for (let node = nodes[builder.counted]; node !== undefined; node = nodes[builder.counted]) {
    countNode(tallies, node);
    if (node.kind === 'text') builder.texts.push(node);
    builder.counted++;
  }
}

function addDivision(builder: Builder, mark: Division): void {
  if (mark.at < builder.cursor && mark.kind !== 'comment' && mark.kind !== 'escape') return;
  switch (mark.kind) {
    case 'comment':
      builder.allComments.push(mark.node);
      if (mark.node.start >= builder.cursor) builder.comments.push(mark);
      return;
    case 'escape':
      builder.escapes.push(mark.backslash);
      builder.escaped = true;
      return;
    case 'fenced':
      builder.fences.push(mark.fence);
      return;
    case 'label':
      closeRegion(builder, mark.at);
      builder.block = mark;
      return;
    case 'fenceLine':
      closeRegion(builder, mark.at);
      builder.cursor = nextLine(builder.text, mark.end);
      builder.nodes.push({ kind: 'fence', start: mark.at, end: builder.cursor });
      if (!mark.opens) builder.place = 'preamble';
      return;
    case 'rule': {
      closeRegion(builder, mark.at);
      const range = { start: mark.start, end: mark.end };
      builder.cursor = nextLine(builder.text, mark.end);
      builder.nodes.push({
        kind: 'separator',
        start: mark.at,
        end: builder.cursor,
        mark: range,
        separates: mark.separates,
      });
      return;
    }
    case 'heading': {
      // A title within a block is content.
      if (builder.block !== undefined && !mark.startsShot) return;
      closeRegion(builder, mark.at);
      const title = { start: mark.titleStart, end: mark.titleEnd };
      builder.cursor = nextLine(builder.text, mark.titleEnd);
      const { level, startsShot } = mark;
      builder.nodes.push({ kind: 'heading', start: mark.at, end: builder.cursor, level, title, startsShot });
      if (!startsShot) builder.place = 'preamble';
      return;
    }
  }
}

/** Tiles everything from the cursor to `end`: the open block with what trails behind it, or a gap. */
function closeRegion(builder: Builder, end: number): void {
  const { block } = builder;
  if (block !== undefined) builder.cursor = closeBlock(builder, block, end);
  if (builder.cursor < end) appendGap(builder, builder.cursor, end, builder.comments, builder.fences);
  builder.cursor = end;
  builder.block = undefined;
  if (builder.comments.length > 0) builder.comments = [];
  if (builder.fences.length > 0) builder.fences = [];
  builder.escaped = false;
  if (block !== undefined) builder.place = 'outside';
  countNodes(builder);
}

/** Adds the block that ends at `limit` at the latest and answers where it ends. */
function closeBlock(builder: Builder, mark: LabelMark, limit: number): number {
  const { comments, fences, escaped } = builder;
  const isPlain =
    comments.length === 0 && fences.length === 0 && !escaped && !mark.quoted && mark.closingTag === undefined;
  return isPlain ? closePlainBlock(builder, mark, limit) : closeRichBlock(builder, mark, limit);
}

/** Nearly all blocks are nothing but text. */
function closePlainBlock({ text, nodes }: Builder, mark: LabelMark, limit: number): number {
  const { label } = mark;
  const contentEnd = trimEnd(text, label.end, limit);
  const content = { start: skipSpace(text, label.end, contentEnd), end: contentEnd };
  const end = Math.min(nextLine(text, Math.max(contentEnd, label.end)), limit);
  nodes.push(blockNode(mark, end, content, false, NO_FENCES));
  return end;
}

/** A block with comments, fences, quote marks, escapes or tags in it. */
function closeRichBlock(builder: Builder, mark: LabelMark, limit: number): number {
  const { text } = builder;
  const { label, closingTag, quoted } = mark;
  const contentLimit = closingTag?.start ?? limit;
  const own = commentsBefore(builder.comments, contentLimit);
  const trailing = own.length === 0 ? 0 : trailingComments(text, mark, own, contentLimit);
  const kept = trailing === 0 ? own : own.slice(0, -trailing);
  const contentEnd = trimContentEnd(text, label.end, own[kept.length]?.at ?? contentLimit, kept, quoted);
  const contentStart = trimContentStart(text, label.end, contentEnd, kept, quoted);
  const content = { start: contentStart, end: contentEnd };
  const end = endOfBlock(text, mark, limit, Math.max(contentEnd, kept[kept.length - 1]?.node.end ?? 0));
  const interrupted =
    builder.escaped || (quoted && holdsBreak(text, contentStart, contentEnd)) || holdsComment(kept, content);
  const fences = builder.fences.length === 0 ? NO_FENCES : fencesWithin(builder.fences, contentEnd);
  builder.nodes.push(blockNode(mark, end, content, interrupted, fences));
  if (builder.comments.length > 0) builder.comments = builder.comments.filter(({ node: { start } }) => start >= end);
  if (builder.fences.length > 0) builder.fences = builder.fences.filter((fence) => fence.start >= end);
  return end;
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
