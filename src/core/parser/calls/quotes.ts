import type { InvalidNode, PlaceholderNode, StringNode } from '../callNodes.ts';
import {
  asciiForm,
  BACKSLASH,
  COLON,
  DOUBLE_QUOTE,
  isLineBreak,
  lineEnd,
  SINGLE_QUOTE,
  skipBlank,
} from './characters.ts';
import { isCloser, type ValuePosition } from './lookahead.ts';
import { isComma, type Reader } from './reader.ts';
/** What is in quotes: text, a placeholder, or the start of an expression such as `"a" + "b"`. */
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

/** Offset of the typographic quote that closes, or of the ASCII one that does so instead; -1 if the line has none. */
export function closingTypographic(reader: Reader, open: number, position: ValuePosition): number {
  const quote = reader.text.charCodeAt(open);
  const pair = PAIRS.get(quote);
  if (pair === undefined) return -1;
  const last = lastOnLine(reader, open + 1, pair.close);
  let depth = 1;
  for (let at = open + 1; at <= last; at++) {
    const code = reader.text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === pair.close) {
      if (code === APOSTROPHE ? endsValue(reader, at + 1, position) : --depth === 0) return at;
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
function endsValue(reader: Reader, at: number, position: ValuePosition): boolean {
  const next = skipBlank(reader.text, at, reader.end);
  if (next === reader.end) return true;
  const code = reader.text.charCodeAt(next);
  const ascii = asciiForm(code);
  return isLineBreak(code) || isComma(ascii) || isCloser(ascii) || (position === 'key' && ascii === COLON);
}
