import type { LineIndex } from '../text/lineIndex.ts';
import { CODE, isBreak, isInlineSpace, skipInlineSpace, skipRun, trimEnd } from './characters.ts';
import { mayDivideExamples, readExampleLine } from './context/exampleLines.ts';
import { startsJsonStep } from './context/jsonSteps.ts';
import { isContextual } from './context/words.ts';
import { cacheLabel, createLabelCache, type LabelCache, readCachedLabel } from './fast/labelCache.ts';
import type { ScanSummary, Summarized } from './fast/scanSummary.ts';
import { addToUniformity, createUniformity, isUniform, type Uniformity } from './fast/uniformLabels.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { closingTagEnd, readLabel, skipQuoteMarks } from './labelReader.ts';
import { isPlaceholderEscape, readLineStart } from './lineStart.ts';
import { closesFence, lineEnd, readFence } from './lineTokenReader.ts';
import type { EscapeToken, FenceToken, LineToken } from './lineTokens.ts';
import { isRequest } from './roles.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A conflict that a merge left in the text: the offsets of its marker lines. */
export interface ConflictMarker {
  readonly start: number;
  readonly end: number;
}

export interface ScanResult extends Summarized<LineToken> {
  readonly conflicts: readonly ConflictMarker[];
}

/** Everything the scan remembers from line to line. */
interface Scanner {
  readonly text: string;
  readonly vocabulary: Vocabulary;
  readonly tokens: LineToken[];
  readonly conflicts: ConflictMarker[];
  readonly summary: ScanSummary;
  readonly uniformity: Uniformity;
  readonly known: LabelCache;
  /** The next `<!--` from here on; the text's length when there is none. */
  nextComment: number;
  /** The first `-->` after the last comment looked at; the text's length when there is none. */
  nextCommentEnd: number;
  /** The next `</` from here on; the text's length when there is none. */
  nextClosing: number;
  /** An opening tag whose closing tag has not come yet. */
  openTag: LabelledBlock | undefined;
  /** The fence that the scan is in, as far as one line after the other can tell. */
  fence: FenceToken | undefined;
  /** Lines before this offset belong to a comment. */
  resumeAt: number;
  /** True if the comment that ends at `resumeAt` opened its line, so that a label may follow it. */
  resumeFresh: boolean;
}

/**
 * Finds every candidate for a label, heading, separator, fence, comment and escape, looking at no more than the
 * beginning of each line. Comments and closing tags are found by searching ahead, each search going on where the
 * last one ended, so that the whole stays linear.
 */
export function scanLines(text: string, lines: LineIndex, vocabulary: Vocabulary, from: number): ScanResult {
  const scanner: Scanner = {
    text,
    vocabulary,
    tokens: [],
    conflicts: [],
    summary: {
      hides: false,
      divides: false,
      uniform: true,
      plans: false,
      contextual: false,
      words: new Set(),
      firsts: new Uint8Array(128),
      steps: [],
      examples: [],
    },
    uniformity: createUniformity(),
    known: createLabelCache(vocabulary),
    nextComment: find(text, '<!--', from),
    nextCommentEnd: from,
    nextClosing: find(text, '</', from),
    openTag: undefined,
    fence: undefined,
    resumeAt: from,
    resumeFresh: true,
  };
  for (let line = lines.lineAt(from); line < lines.lineCount; line++) {
    const end = lines.lineStart(line + 1);
    if (end <= scanner.resumeAt) continue;
    scanLine(scanner, Math.max(lines.lineStart(line), scanner.resumeAt), end);
  }
  if (scanner.openTag !== undefined) dropMark(scanner, scanner.openTag);
  scanner.summary.uniform = isUniform(scanner.uniformity);
  return scanner;
}

function find(text: string, needle: string, from: number): number {
  const at = text.indexOf(needle, from);
  return at === -1 ? text.length : at;
}

function scanLine(scanner: Scanner, start: number, end: number): void {
  const { text } = scanner;
  const fresh = start !== scanner.resumeAt || scanner.resumeFresh;
  let lineAt = start;
  let at = skipInlineSpace(text, start);
  while (fresh && scanner.nextComment < end && skipQuoteMarks(text, at) === scanner.nextComment) {
    if (!takeComment(scanner, end, lineAt, true)) break;
    if (scanner.resumeAt >= end) return;
    // The rest of the line after the comment is read as a line of its own.
    lineAt = scanner.resumeAt;
    at = skipInlineSpace(text, lineAt);
  }
  if (fresh) classify(scanner, at, lineAt);
  scanRest(scanner, end);
}

/** Walks through the comments and closing tags of a line in their order. */
function scanRest(scanner: Scanner, end: number): void {
  closeTags(scanner, Math.min(end, scanner.nextComment));
  while (scanner.nextComment < end) {
    takeComment(scanner, end, scanner.nextComment, false);
    if (scanner.nextClosing < scanner.resumeAt) scanner.nextClosing = find(scanner.text, '</', scanner.resumeAt);
    closeTags(scanner, Math.min(end, scanner.nextComment));
  }
}

/** Records the comment at `nextComment`. Answers false if it is none, because it is escaped, fenced or never ends. */
function takeComment(scanner: Scanner, endOfLine: number, at: number, fresh: boolean): boolean {
  const { text, nextComment: start } = scanner;
  if (start > 0 && text.charCodeAt(start - 1) === CODE.backslash) {
    scanner.tokens.push({ kind: 'escape', at: start - 1, quoted: false, backslash: start - 1 });
    scanner.nextComment = find(text, '<!--', start + 4);
    return false;
  }
  if (scanner.nextCommentEnd < start + 4) scanner.nextCommentEnd = find(text, '-->', start + 4);
  const close = scanner.nextCommentEnd;
  // What begins within a fence may not swallow the line that ends it.
  if (close === text.length || (scanner.fence !== undefined && close >= endOfLine)) {
    scanner.nextComment = close === text.length ? close : find(text, '<!--', start + 4);
    return false;
  }
  const node = { kind: 'comment', start, end: close + 3, inner: { start: start + 4, end: close } } as const;
  scanner.tokens.push({ kind: 'comment', at, quoted: false, node });
  scanner.nextComment = find(text, '<!--', node.end);
  scanner.resumeAt = node.end;
  scanner.resumeFresh = fresh;
  return true;
}

/** Looks at the first visible character of a line and records what may begin there. */
function classify(scanner: Scanner, at: number, lineAt: number): void {
  const { text, tokens } = scanner;
  const code = text.charCodeAt(at);
  if (code < 128) scanner.summary.firsts[code] = 1;
  if (code === CODE.less || code === CODE.greater || code === CODE.equals) noteConflict(scanner, at, lineAt);
  if (code === CODE.brace && startsJsonStep(text, at)) scanner.summary.steps.push(at);
  if (mayDivideExamples(text, at, code) && readExampleLine(text, at) !== undefined) scanner.summary.examples.push(at);
  if (!mayBegin(scanner, code)) return;
  const again = readCachedLabel(scanner.known, text, at, lineAt);
  if (again !== undefined) {
    tokens.push(again);
    noteFenceBehind(scanner, again);
    return;
  }
  const token = readLineStart(text, at, lineAt, scanner.vocabulary) ?? placeholderEscape(scanner, at, lineAt);
  if (token === undefined) return;
  tokens.push(token);
  if (token.kind === 'fence') noteFence(scanner, token);
  else if (token.kind === 'block') noteLabel(scanner, token);
  else if (token.kind === 'heading' || token.kind === 'rule') scanner.summary.divides = true;
}

/** The first line of a request may be escaped, so that `[a]` or `<b>` is read as what the user said. */
function placeholderEscape({ text, tokens }: Scanner, at: number, lineAt: number): EscapeToken | undefined {
  const afterQuote = skipQuoteMarks(text, at);
  const label = tokens[tokens.length - 1];
  if (label?.kind !== 'block' || !isRequest(label.role)) return undefined;
  if (!isPlaceholderEscape(text, afterQuote) || trimEnd(text, label.labelEnd, lineAt) !== label.labelEnd)
    return undefined;
  return { kind: 'escape', at: lineAt, quoted: afterQuote > at, backslash: afterQuote };
}

/** True for the few characters that a mark can begin with; most lines end here. */
function mayBegin(scanner: Scanner, code: number): boolean {
  switch (code) {
    case CODE.hash:
    case CODE.minus:
    case CODE.asterisk:
    case CODE.plus:
    case CODE.bullet:
    case CODE.less:
    case CODE.greater:
    case CODE.backtick:
    case CODE.tilde:
    case CODE.backslash:
      return true;
    default:
      return scanner.vocabulary.has(code >= 0x41 && code <= 0x5a ? code | 0x20 : code);
  }
}

function noteFence(scanner: Scanner, token: FenceToken): void {
  scanner.summary.hides = true;
  scanner.summary.firsts[token.code] = 1;
  if (scanner.fence === undefined) scanner.fence = token;
  else if (closesFence(token, scanner.fence)) scanner.fence = undefined;
}

function noteLabel(scanner: Scanner, token: LabelledBlock): void {
  const { text, summary } = scanner;
  addToUniformity(scanner.uniformity, text, token);
  summary.words.add(token.spelling.key);
  summary.plans ||= token.role === 'plan';
  summary.contextual ||= isContextual(token.spelling);
  if (token.spelling.decoration === 'tag') {
    if (scanner.openTag !== undefined) dropMark(scanner, scanner.openTag);
    scanner.openTag = token;
    summary.hides = true;
    return;
  }
  cacheLabel(scanner.known, text, token);
  noteFenceBehind(scanner, token);
}

function noteFenceBehind(scanner: Scanner, token: LabelledBlock): void {
  const { text, tokens } = scanner;
  const fence = readFence(text, skipInlineSpace(text, token.labelEnd), token.labelEnd, token.quoted, true);
  if (fence === undefined) return;
  tokens.push(fence);
  noteFence(scanner, fence);
}

/** A tag that is never closed is text, such as the `<User request>` of an open slot. */
function dropMark(scanner: Scanner, token: LineToken): void {
  const index = scanner.tokens.lastIndexOf(token);
  if (index !== -1) scanner.tokens.splice(index, 1);
}

/** Looks before `end` for the closing tag of the open one, and for a tag that begins directly after it. */
function closeTags(scanner: Scanner, end: number): void {
  const { text, vocabulary } = scanner;
  while (scanner.openTag !== undefined) {
    const { openTag } = scanner;
    const { word, labelEnd } = openTag;
    if (scanner.nextClosing < labelEnd) scanner.nextClosing = find(text, '</', labelEnd);
    const close = scanner.nextClosing;
    if (close >= end) return;
    scanner.nextClosing = find(text, '</', close + 2);
    const after = closingTagEnd(text, close, text.slice(word.start, word.end));
    if (after === -1) continue;
    if (text.charCodeAt(close - 1) === CODE.backslash) {
      scanner.tokens.push({ kind: 'escape', at: close - 1, quoted: false, backslash: close - 1 });
      continue;
    }
    openTag.setExtras({ closingTag: { start: close, end: after } });
    scanner.openTag = undefined;
    const next = skipInlineSpace(text, after);
    const following = text.charCodeAt(next) === CODE.less ? readLabel(text, next, after, vocabulary) : undefined;
    if (following === undefined) return;
    scanner.tokens.push(following);
    addToUniformity(scanner.uniformity, text, following);
    scanner.summary.words.add(following.spelling.key);
    scanner.summary.plans ||= following.role === 'plan';
    scanner.summary.contextual ||= isContextual(following.spelling);
    scanner.openTag = following;
  }
}

const CONFLICT_LENGTH = 7;

/** Notes a line of seven `<`, `=` or `>` as version control leaves them. */
function noteConflict(scanner: Scanner, at: number, lineAt: number): void {
  const { text } = scanner;
  const code = text.charCodeAt(at);
  if (at !== lineAt || text.charCodeAt(at + CONFLICT_LENGTH - 1) !== code) return;
  const after = skipRun(text, at, code);
  const next = text.charCodeAt(after);
  const apart = after >= text.length || isInlineSpace(next) || isBreak(next);
  if (after - at === CONFLICT_LENGTH && apart) scanner.conflicts.push({ start: at, end: lineEnd(text, after) });
}
