import type { Message } from '../../l10n/messages.ts';
import type { ArgumentNode, CallProblem, SyntaxProblem } from '../callNodes.ts';
import {
  asciiForm,
  BACKTICK,
  CARRIAGE_RETURN,
  COLON,
  COMMA,
  EQUALS,
  HASH,
  IDEOGRAPHIC_SPACE,
  isLineBreak,
  isOddSpace,
  isPlainSpace,
  LINE_FEED,
  lineEnd,
  MINUS,
  NO_BREAK_SPACE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SEMICOLON,
  SLASH,
  STAR,
  skipBlank,
} from './characters.ts';

/** The offset up to which a text has been read, and the problems found so far. A block has one reader. */
export interface Reader {
  readonly text: string;
  at: number;
  /** Where the block begins. */
  start: number;
  /** Where reading must stop: the line that ends an open call, the closing tag, else `limit`. */
  end: number;
  /** Where the block ends. */
  limit: number;
  /** Indentation of the line the call starts on; a less indented call ends an open one. */
  indent: number;
  /** True if the line at an offset starts another call; undefined where only `end` ends a call. */
  readonly startsCall: ((offset: number) => boolean) | undefined;
  problems: CallProblem[];
  /** True once a `syntax` problem was noticed: a call has one at most, the first. */
  broken: boolean;
  /** Up to where an unclosed string has spoilt its line, so that the call holds all of it. */
  recoveredUntil: number;
  /** The end of a line that has no quote which could end a string with quotes in its text. */
  searchedTo: number;
  /** For each closing typographic quote asked for: its last place on the line that ends at `lineEnd`. */
  lastQuotes: Map<number, { readonly start: number; readonly lineEnd: number; readonly last: number }> | undefined;
  /** For each mark looked for: where it is next after `from`, or `limit` if nowhere. */
  marks: Map<string, { readonly from: number; readonly at: number }> | undefined;
  /** Open brackets of each kind, and all of them. */
  parens: number;
  brackets: number;
  braces: number;
  depth: number;
  /** The arguments of the calls that are being read: those from `argumentCount` on are leftovers. */
  readonly argumentStack: ArgumentNode[];
  argumentCount: number;
  /** True while the arguments of a call in a list `[f(), g()]` are read, where another call ends it. */
  inList: boolean;
}

/** What `peek` gives at the end; no character has it. */
export const END = -1;

/** The indentation of a call that any line can end. */
export const ANY_INDENT = 1_000_000_000;

/** Brackets in brackets beyond this are not read: real calls are not nested so deep, and the stack is finite. */
export const MAX_DEPTH = 200;

export function createReader(
  text: string,
  start: number,
  end: number,
  startsCall: ((offset: number) => boolean) | undefined,
): Reader {
  return {
    text,
    at: start,
    start,
    end,
    limit: end,
    indent: ANY_INDENT,
    startsCall,
    problems: [],
    broken: false,
    recoveredUntil: 0,
    searchedTo: 0,
    lastQuotes: undefined,
    marks: undefined,
    parens: 0,
    brackets: 0,
    braces: 0,
    depth: 0,
    argumentStack: [],
    argumentCount: 0,
    inList: false,
  };
}

/** Makes a reader ready for another block of its text. */
export function moveReader(reader: Reader, start: number, end: number): void {
  reader.at = start;
  reader.start = start;
  reader.end = end;
  reader.limit = end;
  reader.searchedTo = 0;
  reader.lastQuotes = undefined;
  reader.marks = undefined;
}

/** The character at the reader's position in its ASCII form; `END` at the end. */
export function peek(reader: Reader): number {
  return reader.at < reader.end ? asciiForm(reader.text.charCodeAt(reader.at)) : END;
}

/** Offset of the next `mark` from `from` on, or -1. The answer is remembered, so that no text is searched twice. */
export function findMark(reader: Reader, mark: string, from: number): number {
  let known = reader.marks?.get(mark);
  if (known === undefined || from < known.from || from > known.at) {
    const found = reader.text.slice(from, reader.limit).indexOf(mark);
    known = { from, at: found === -1 ? reader.limit : from + found };
    reader.marks ??= new Map();
    reader.marks.set(mark, known);
  }
  return known.at + mark.length <= reader.end ? known.at : -1;
}

/** Notes what is wrong in the call, unless something is already. */
export function noteSyntax(
  reader: Reader,
  start: number,
  end: number,
  message: Message,
  choices?: SyntaxProblem['choices'],
): void {
  if (reader.broken) return;
  reader.broken = true;
  const problem = { kind: 'syntax', start, end, message } as const;
  reader.problems.push(choices === undefined ? problem : { ...problem, choices });
}

export function notePunctuation(reader: Reader, start: number, end: number, replacement: string): void {
  reader.problems.push({ kind: 'punctuation', start, end, replacement });
}

/** Steps over one character of punctuation, which is noted if it is not the ASCII one. */
export function takePunctuation(reader: Reader): void {
  const code = reader.text.charCodeAt(reader.at);
  const ascii = asciiForm(code);
  reader.at++;
  if (ascii !== code) notePunctuation(reader, reader.at - 1, reader.at, String.fromCharCode(ascii));
}

/** Steps over a comma, or over what represents one. */
export function takeComma(reader: Reader): void {
  const plain = reader.text.charCodeAt(reader.at) === COMMA;
  reader.at++;
  if (plain) return;
  const tight = reader.at < reader.end && skipBlank(reader.text, reader.at, reader.end) === reader.at;
  const replacement = tight && !isLineBreak(reader.text.charCodeAt(reader.at)) ? ', ' : ',';
  notePunctuation(reader, reader.at - 1, reader.at, replacement);
}

export function isComma(ascii: number): boolean {
  return ascii === COMMA || ascii === SEMICOLON;
}

/** Steps over blank space and line breaks, up to the line that ends an open call. */
export function skipSpace(reader: Reader): void {
  const { text } = reader;
  while (reader.at < reader.end) {
    const code = text.charCodeAt(reader.at);
    if (isPlainSpace(code)) reader.at++;
    else if (isLineBreak(code)) {
      if (!crossLine(reader)) return;
    } else if (isOddSpace(code)) skipOddSpace(reader);
    else if (isComment(reader)) reader.at = lineEnd(text, reader.at, reader.end);
    else return;
  }
}

/** True for `# note` or `// note` within brackets, set apart from what is before and from its own words. */
function isComment({ text, at, depth }: Reader): boolean {
  if (depth === 0) return false;
  const code = text.charCodeAt(at);
  const width = code === HASH ? 1 : code === SLASH && text.charCodeAt(at + 1) === SLASH ? 2 : 0;
  if (width === 0 || !isSpaceOrBreak(text.charCodeAt(at + width))) return false;
  const before = text.charCodeAt(at - 1);
  return isSpaceOrBreak(before) || isComma(before) || isOpener(before);
}

function isSpaceOrBreak(code: number): boolean {
  return isPlainSpace(code) || isLineBreak(code);
}

function skipOddSpace(reader: Reader): void {
  const start = reader.at;
  let visible = false;
  for (; reader.at < reader.end; reader.at++) {
    const code = reader.text.charCodeAt(reader.at);
    if (!isOddSpace(code)) break;
    visible ||= code === IDEOGRAPHIC_SPACE || code === NO_BREAK_SPACE;
  }
  notePunctuation(reader, start, reader.at, visible ? ' ' : '');
}

/** Goes to the next line; false, and the end of what is read, if that line ends an open call. */
export function crossLine(reader: Reader): boolean {
  const { text, at } = reader;
  const crlf = text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED;
  const next = Math.min(at + (crlf ? 2 : 1), reader.end);
  if (reader.startsCall !== undefined && next < reader.end && endsOpenCall(reader, next)) {
    reader.end = at;
    return false;
  }
  reader.at = next;
  return true;
}

function endsOpenCall(reader: Reader, lineStart: number): boolean {
  const { text, end } = reader;
  const first = skipBlank(text, lineStart, end);
  if (first === end) return false;
  const code = text.charCodeAt(first);
  if (isLineBreak(code) || (code === HASH && first === lineStart)) return true;
  if (code === BACKTICK && text.startsWith('```', first)) return true;
  if ((code === MINUS || code === STAR) && isRuler(text, first, end)) return true;
  if (first - lineStart > reader.indent || reader.startsCall === undefined) return false;
  return !isContinued(text, reader.at) && reader.startsCall(first);
}

/** A line of three or more `-` or `*` and nothing else. */
function isRuler(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  let to = at;
  while (to < end && text.charCodeAt(to) === code) to++;
  return to - at >= 3 && skipBlank(text, to, end) === lineEnd(text, to, end);
}

/** True if the line that ends at `at` ends with a comma or an opener, so that the next one belongs to it. */
function isContinued(text: string, at: number): boolean {
  let last = at - 1;
  while (last >= 0 && (isPlainSpace(text.charCodeAt(last)) || isOddSpace(text.charCodeAt(last)))) last--;
  const ascii = asciiForm(text.charCodeAt(last));
  return isComma(ascii) || isOpener(ascii) || ascii === COLON || ascii === EQUALS;
}

function isOpener(ascii: number): boolean {
  return ascii === OPEN_PAREN || ascii === OPEN_BRACKET || ascii === OPEN_BRACE;
}
