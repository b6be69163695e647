import type { InvalidNode, PlaceholderNode, StringNode } from '../callNodes.ts';
import {
  asciiForm,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  DOUBLE_QUOTE,
  EQUALS,
  isLineBreak,
  lineEnd,
  SINGLE_QUOTE,
  skipBlank,
} from './characters.ts';
import { resolveEscapes } from './escapes.ts';
import { findMark, isComma, notePunctuation, type Reader } from './reader.ts';
import { mendString } from './stringRecovery.ts';

/** Where a value stands, which decides what may follow it. */
export type Place = 'argument' | 'named' | 'item' | 'entry' | 'key' | 'alone';

/** What stands in quotes: text, a placeholder, or the start of an expression such as `"a" + "b"`. */
export type TextNode = StringNode | PlaceholderNode | InvalidNode;

/** Typographic quotes: what closes each, the ASCII quote that may do so instead, and whether pairs nest. */
interface QuotePair {
  readonly close: number;
  readonly ascii: number;
  readonly nests: boolean;
}

const PAIRS: ReadonlyMap<number, QuotePair> = new Map([
  [0x201c, { close: 0x201d, ascii: DOUBLE_QUOTE, nests: true }],
  [0x201d, { close: 0x201d, ascii: DOUBLE_QUOTE, nests: false }],
  [0x2018, { close: 0x2019, ascii: SINGLE_QUOTE, nests: false }],
  [0x2019, { close: 0x2019, ascii: SINGLE_QUOTE, nests: false }],
  [0x300c, { close: 0x300d, ascii: 0, nests: true }],
  [0x300e, { close: 0x300f, ascii: 0, nests: true }],
]);

const APOSTROPHE = 0x2019;

export function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE || (code >= 0x2018 && PAIRS.has(code));
}

/** Reads the string that starts at the reader's place. `raw` strings, as Python's `r"…"`, have no escapes. */
export function readString(reader: Reader, place: Place, raw = false): TextNode {
  const open = reader.at;
  const quote = reader.text.charCodeAt(open);
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return readTypographic(reader, place);
  if (reader.text.charCodeAt(open + 1) === quote && reader.text.charCodeAt(open + 2) === quote) {
    return readTriple(reader, quote, raw, place);
  }
  const close = closingQuote(reader, open + 1, quote);
  if (close === -1 || !isFollowedWell(reader, close + 1)) return mendString(reader, place, close);
  reader.at = close + 1;
  return stringNode(reader, open, open + 1, close, close + 1, raw);
}

/** Offset of the quote that closes, or -1 if the line ends first. */
export function closingQuote(reader: Reader, from: number, quote: number): number {
  const { text, end } = reader;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === BACKSLASH) at++;
    else if (isLineBreak(code)) return -1;
  }
  return -1;
}

/** True if a value can end at `at`: what follows on the line separates it from the next thing. */
export function isFollowedWell(reader: Reader, at: number): boolean {
  const next = skipBlank(reader.text, at, reader.end);
  if (next === reader.end) return true;
  const code = reader.text.charCodeAt(next);
  return isLineBreak(code) || isSeparator(asciiForm(code));
}

export function isSeparator(ascii: number): boolean {
  return isComma(ascii) || isCloser(ascii) || ascii === COLON || ascii === EQUALS;
}

export function isCloser(ascii: number): boolean {
  return ascii === CLOSE_PAREN || ascii === CLOSE_BRACKET || ascii === CLOSE_BRACE;
}

/** A triple-quoted string may span lines, blank ones too; one that is never closed ends with its line. */
function readTriple(reader: Reader, quote: number, raw: boolean, place: Place): TextNode {
  const open = reader.at;
  const marks = String.fromCharCode(quote).repeat(3);
  let close = findMark(reader, marks, open + 3);
  while (close !== -1 && isEscaped(reader.text, close, open + 3)) close = findMark(reader, marks, close + 1);
  if (close === -1) return mendString(reader, place, -1, 3);
  // Four or five quotes in a row: the string ends with one or two of its own.
  while (close + 3 < reader.end && reader.text.charCodeAt(close + 3) === quote) close++;
  reader.at = close + 3;
  return stringNode(reader, open, open + 3, close, close + 3, raw);
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - slashes - 1 >= from && text.charCodeAt(at - slashes - 1) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}

function readTypographic(reader: Reader, place: Place): TextNode {
  const open = reader.at;
  const close = closingTypographic(reader, open, place);
  if (close === -1 || !isFollowedWell(reader, close + 1)) return mendString(reader, place, close);
  reader.at = close + 1;
  const node = stringNode(reader, open, open + 1, close, close + 1, false);
  noteQuotes(reader, node);
  return node;
}

/** Typographic quotes are one problem with the whole string, since only both together can be replaced. */
export function noteQuotes(reader: Reader, node: StringNode | PlaceholderNode): void {
  const content = node.kind === 'string' ? node.value : reader.text.slice(node.start + 1, node.end - 1);
  notePunctuation(reader, node.start, node.end, JSON.stringify(content));
}

/** Offset of the typographic quote that closes, or of the ASCII one that does so instead; -1 if the line has none. */
export function closingTypographic(reader: Reader, open: number, place: Place): number {
  const quote = reader.text.charCodeAt(open);
  const pair = PAIRS.get(quote);
  if (pair === undefined) return -1;
  const last = lastOnLine(reader, open + 1, pair.close);
  let depth = 1;
  for (let at = open + 1; at <= last; at++) {
    const code = reader.text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === pair.close) {
      if (code === APOSTROPHE ? endsValue(reader, at + 1, place) : --depth === 0) return at;
    } else if (pair.nests && code === quote) depth++;
  }
  return pair.ascii === 0 ? -1 : closingQuote(reader, Math.max(open, last) + 1, pair.ascii);
}

/** The last place of a quote on the line of `at`; -1 if there is none. Remembered, so that a line is searched once. */
function lastOnLine(reader: Reader, at: number, quote: number): number {
  const known = reader.lastQuotes?.get(quote);
  if (known !== undefined && at >= known.start && at <= known.lineEnd && known.last < reader.end) return known.last;
  const to = lineEnd(reader.text, at, reader.end);
  let last = to - 1;
  while (last >= at && reader.text.charCodeAt(last) !== quote) last--;
  if (last < at) last = -1;
  reader.lastQuotes ??= new Map();
  reader.lastQuotes.set(quote, { start: at, lineEnd: to, last });
  return last;
}

/** The quote that would close a string opened by `quote`. */
export function closerOf(quote: number): number {
  return PAIRS.get(quote)?.close ?? quote;
}

/** `’` is an apostrophe more often than not: it closes only where a value can end. */
function endsValue(reader: Reader, at: number, place: Place): boolean {
  const next = skipBlank(reader.text, at, reader.end);
  if (next === reader.end) return true;
  const code = reader.text.charCodeAt(next);
  const ascii = asciiForm(code);
  return isLineBreak(code) || isComma(ascii) || isCloser(ascii) || (place === 'key' && ascii === COLON);
}

function stringNode(
  reader: Reader,
  start: number,
  from: number,
  to: number,
  end: number,
  raw: boolean,
): StringNode | PlaceholderNode {
  const content = reader.text.slice(from, to);
  if (isTemplateVariable(content)) return { kind: 'placeholder', start, end, text: content };
  const value = raw || !content.includes('\\') ? content : resolveEscapes(content);
  return { kind: 'string', start, end, value };
}

/** `{{x}}` and `${x}` stay placeholders within quotes, where JSON forces them to be; `<x>` there may be markup. */
function isTemplateVariable(content: string): boolean {
  if (content.charCodeAt(content.length - 1) !== CLOSE_BRACE) return false;
  return /^(?:\{\{[^{}]+\}\}|\$\{[^{}]+\})$/.test(content);
}
