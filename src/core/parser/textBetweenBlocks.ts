import { CODE, isBreak, skipInlineSpace, skipSpace } from './characters.ts';
import { isElidedText } from './elision.ts';
import { nextLine } from './lineTokenReader.ts';
import type { CommentToken } from './lineTokens.ts';
import type { BlankNode, CommentNode, ContentFence, TextNode } from './tree.ts';

export type TextBetweenNode = BlankNode | CommentNode | TextNode;

/** Where nodes of text in no block go. */
export interface TextBetween {
  readonly text: string;
  readonly nodes: { push(node: TextBetweenNode): unknown };
  /** What plain text is taken for at this place. */
  place: 'preamble' | 'outside';
}

type LineKind = 'blank' | 'comment' | 'elision' | 'text' | 'foreign-fence';

/** A run of lines of one kind. */
interface Run {
  kind: LineKind;
  start: number;
  end: number;
  comment: CommentToken | undefined;
}

/** Tiles a range that belongs to no block: blank lines, comments on lines of their own, text. */
export function appendTextBetween(
  target: TextBetween,
  start: number,
  end: number,
  comments: readonly CommentToken[],
  fences: readonly ContentFence[],
): void {
  // What divides two rounds or shots is nearly always a blank line and nothing else.
  if (skipSpace(target.text, start, end) === end) {
    target.nodes.push({ kind: 'blank', start, end });
    return;
  }
  let run: Run | undefined;
  let commentIndex = 0;
  let fenceIndex = 0;
  for (let at = start; at < end; ) {
    while ((comments[commentIndex]?.node.end ?? end) <= at) commentIndex++;
    while ((fences[fenceIndex]?.end ?? end) <= at) fenceIndex++;
    const line = readLine(target.text, at, end, comments[commentIndex], fences[fenceIndex]);
    if (run !== undefined && run.kind === line.kind && line.kind !== 'comment' && line.kind !== 'foreign-fence') {
      run.end = line.end;
    } else {
      if (run !== undefined) appendRun(target, run);
      run = line;
    }
    at = line.end;
  }
  if (run !== undefined) appendRun(target, run);
}

function readLine(
  text: string,
  at: number,
  limit: number,
  comment: CommentToken | undefined,
  fence: ContentFence | undefined,
): Run {
  const first = skipQuotes(text, at);
  if (fence !== undefined && fence.start <= first && first < fence.end) {
    return { kind: 'foreign-fence', start: at, end: Math.min(nextLine(text, fence.end), limit), comment: undefined };
  }
  if (comment !== undefined && comment.node.start === first) {
    const after = skipInlineSpace(text, comment.node.end);
    const end = isBreak(text.charCodeAt(after)) ? nextLine(text, after) : after;
    return { kind: 'comment', start: at, end: Math.min(end, limit), comment };
  }
  let end = Math.min(nextLine(text, first, limit), text.length);
  // A comment that begins within a line of text may reach over the next ones.
  if (comment !== undefined && comment.node.start < end && comment.node.end > end) {
    end = nextLine(text, comment.node.end);
  }
  return { kind: kindOf(text, first, end), start: at, end: Math.min(end, limit), comment: undefined };
}

function kindOf(text: string, first: number, end: number): LineKind {
  if (first >= end || first >= text.length || isBreak(text.charCodeAt(first))) return 'blank';
  return end - first < 200 && isElidedText(text.slice(first, end)) ? 'elision' : 'text';
}

function skipQuotes(text: string, at: number): number {
  let next = skipInlineSpace(text, at);
  while (text.charCodeAt(next) === CODE.greater) next = skipInlineSpace(text, next + 1);
  return next;
}

function appendRun(target: TextBetween, run: Run): void {
  const { start, end, kind } = run;
  if (kind === 'blank') target.nodes.push({ kind: 'blank', start, end });
  else if (kind === 'comment') {
    if (run.comment !== undefined) target.nodes.push({ kind: 'comment', start, end, inner: run.comment.node.inner });
  } else {
    // What an introduction leaves out, or puts in brackets, represents no shot.
    const isPlain = kind === 'text' || (kind === 'elision' && target.place === 'preamble');
    const place: TextNode['place'] = isPlain ? target.place : kind;
    target.nodes.push({ kind: 'text', start, end, place });
  }
}
