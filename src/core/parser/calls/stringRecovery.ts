import type { StringNode } from '../callNodes.ts';
import { readBareText } from './bareText.ts';
import {
  asciiForm,
  BACKTICK,
  COLON,
  DOUBLE_QUOTE,
  EQUALS,
  isDigit,
  isNameCharacter,
  lineEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SINGLE_QUOTE,
  skipBlank,
  trimEnd,
} from './characters.ts';
import { resolveEscapes } from './escapes.ts';
import { isCloser, isFollowedWell, isNamedAt, type ValuePosition } from './lookahead.ts';
import { say } from './messages.ts';
import { closerOf, closingQuote, closingTypographic, isQuote, type TextNode } from './quotes.ts';
import { isComma, noteSyntax, type Reader } from './reader.ts';

/**
 * Reads a string whose quotes do not fit: `close` is the quote that would close it, -1 if there is none on the line.
 * What the author meant is guessed, so that the arguments after it can still be read; the one problem is noted at
 * the opening quote.
 */
export function recoverString(reader: Reader, position: ValuePosition, close: number, marks = 1): TextNode {
  const from = reader.at + marks;
  if (close === -1) return endWithLine(reader, from, position);
  const cut = cutWithin(reader, from, close, position);
  if (cut !== -1) return cutString(reader, from, cut);
  const next = skipBlank(reader.text, close + 1, reader.end);
  if (isOperator(reader.text.charCodeAt(next))) return readBareText(reader, reader.at, position, next + 1);
  if (startsNext(reader, close + 1, next)) return takeClosed(reader, from, close);
  const later = laterClose(reader, close, position);
  if (later !== -1) return takeInnerQuotes(reader, from, later);
  return reader.broken ? takeClosed(reader, from, close) : endWithLine(reader, from, position);
}

/** How far the string goes is guessed once per call; a later one takes its line, so that no line is read often. */
function endWithLine(reader: Reader, from: number, position: ValuePosition): StringNode {
  const to = lineEnd(reader.text, from, reader.end);
  return cutString(
    reader,
    from,
    reader.broken ? beforeClosers(reader, from, to) : cutOnLine(reader, from, to, position),
  );
}

function takeClosed(reader: Reader, from: number, close: number): StringNode {
  const open = reader.at;
  reader.at = close + 1;
  return piece(reader, open, from, close, 1);
}

function piece(reader: Reader, start: number, from: number, to: number, quote: number): StringNode {
  const end = Math.max(to, from) + quote;
  return { kind: 'string', start, end, value: resolveEscapes(reader.text.slice(from, to)) };
}

/** The string is taken to end at `cut`; reading goes on there, and the rest of the line belongs to the call. */
function cutString(reader: Reader, from: number, cut: number): StringNode {
  const { text, at: open } = reader;
  const end = Math.max(from, trimEnd(text, from, cut));
  const to = endsWithCurly(text, open, from, end) ? end - 1 : end;
  const quote = String.fromCharCode(closerOf(text.charCodeAt(open))).repeat(from - open);
  noteSyntax(reader, open, from, say('unclosedString'), [
    { title: say('insert', { replacement: quote }), replacement: quote, range: { start: to, end } },
  ]);
  reader.at = end;
  if (reader.recoveredUntil <= open) reader.recoveredUntil = lineEnd(text, open, reader.end);
  return piece(reader, open, from, to, end - to);
}

/** `"text”`: the author meant to close the string, with the wrong quote. */
function endsWithCurly(text: string, open: number, from: number, end: number): boolean {
  const last = end > from ? text.charCodeAt(end - 1) : 0;
  const quote = text.charCodeAt(open);
  return (quote === DOUBLE_QUOTE && last === 0x201d) || (quote === SINGLE_QUOTE && last === 0x2019);
}

/** `'Domino's'`: the quote within the text ended it; the text goes on to the quote that something fitting follows. */
function takeInnerQuotes(reader: Reader, from: number, close: number): StringNode {
  const open = reader.at;
  const node = takeClosed(reader, from, close);
  const replacement = JSON.stringify(node.value);
  noteSyntax(reader, open, from, say('innerQuote'), [
    { title: say('quoteIt', { replacement }), replacement, range: { start: open, end: node.end } },
  ]);
  return node;
}

/** The next quote that something fitting follows, or -1. A line on which there was none is not searched again. */
function laterClose(reader: Reader, close: number, position: ValuePosition): number {
  if (reader.at < reader.searchedTo) return -1;
  const quote = reader.text.charCodeAt(reader.at);
  const ascii = quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE;
  for (let at = close; at !== -1; ) {
    at = ascii ? closingQuote(reader, at + 1, quote) : closingTypographic(reader, at, position);
    if (at !== -1 && isFollowedWell(reader, at + 1)) return at;
  }
  reader.searchedTo = lineEnd(reader.text, close, reader.end);
  return -1;
}

/** True if what follows a closed string is the next value, so that only a comma is missing between them. */
function startsNext(reader: Reader, at: number, next: number): boolean {
  const code = reader.text.charCodeAt(next);
  if (next > at && (isQuote(code) || isDigit(code) || code === OPEN_BRACE || code === OPEN_BRACKET)) return true;
  return isNamedAt(reader, next);
}

/** `"a" + "b"`, `"a" * 3`, `"a".upper()`: an expression, which is not evaluated. */
function isOperator(code: number): boolean {
  return code === 0x2b || code === 0x2a || code === 0x25 || code === 0x2e;
}

/**
 * Where an unclosed string ended in truth, if the quote at `close` opens the next one: at the comma of
 * `"Los Altos, type = "` or `"a, "`.
 */
function cutWithin(reader: Reader, from: number, close: number, position: ValuePosition): number {
  const { text } = reader;
  if (position === 'key') return colonWithin(text, from, close);
  let to = trimEnd(text, from, close);
  while (to > from && isOpener(text.charCodeAt(to - 1))) to = trimEnd(text, from, to - 1);
  const last = to > from ? asciiForm(text.charCodeAt(to - 1)) : 0;
  if (isComma(last)) return position === 'named' || position === 'argument' ? -1 : to - 1;
  if (last !== EQUALS && last !== COLON) return -1;
  const nameTo = trimEnd(text, from, to - 1);
  let name = nameTo;
  while (name > from && isNameCharacter(text.charCodeAt(name - 1))) name--;
  const comma = trimEnd(text, from, name) - 1;
  return name < nameTo && comma >= from && isComma(asciiForm(text.charCodeAt(comma))) ? comma : -1;
}

function colonWithin(text: string, from: number, to: number): number {
  const colon = text.slice(from, to).indexOf(':');
  return colon === -1 ? -1 : from + colon;
}

function isOpener(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET || code === OPEN_PAREN;
}

/**
 * Where an unclosed string ended in truth, if the line has no other quote: before the next `, name =`, else before
 * the brackets that end the line and have openers.
 */
function cutOnLine(reader: Reader, from: number, to: number, position: ValuePosition): number {
  const { text } = reader;
  for (let at = from; at < to; at++) {
    const ascii = asciiForm(text.charCodeAt(at));
    if (ascii === COLON && position === 'key') return at;
    if (isComma(ascii) && isNamedAt(reader, skipBlank(text, at + 1, to))) return at;
  }
  return beforeClosers(reader, from, to);
}

function beforeClosers(reader: Reader, from: number, lineTo: number): number {
  const { text } = reader;
  let to = trimEnd(text, from, lineTo);
  if (to > from && (text.charCodeAt(to - 1) === BACKTICK || /[.。;；]/.test(text.charAt(to - 1)))) to--;
  let cut = to;
  for (let open = reader.depth; open > 0 && cut > from; open--) {
    if (!isCloser(asciiForm(text.charCodeAt(cut - 1)))) break;
    cut = trimEnd(text, from, cut - 1);
  }
  if (cut < to) return cut;
  // A line of arguments ends with the comma before the next.
  const whole = trimEnd(text, from, lineTo);
  return whole > from + 1 && isComma(asciiForm(text.charCodeAt(whole - 1))) ? whole - 1 : whole;
}
