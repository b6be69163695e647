import type { TextRange } from '../../text/range.ts';
import type { ArgumentNode, NameNode, ValueNode } from '../callNodes.ts';
import { enter, isAwaited, leave, noteMissingComma, noteUnclosed, takeStrayComma, tryClose } from './brackets.ts';
import {
  asciiForm,
  COLON,
  EQUALS,
  isDigit,
  isPlainSpace,
  lineEnd,
  nameEnd,
  OPEN_PAREN,
  SLASH,
  skipBlank,
} from './characters.ts';
import { isCloser, isNamedAt } from './lookahead.ts';
import { say } from './messages.ts';
import { noteMissingValue, quotedName } from './objects.ts';
import { isQuote } from './quotes.ts';
import { END, isComma, notePunctuation, noteSyntax, peek, type Reader, skipSpace, takeComma } from './reader.ts';
import { readValue } from './values.ts';

export interface ArgumentList {
  readonly arguments: readonly ArgumentNode[];
  /** Between the parentheses. */
  readonly inner: TextRange;
  /** After the closing parenthesis, or the last argument of a list that is never closed. */
  readonly end: number;
}

/** Reads `(…)` after the name of a call, starting at its opening parenthesis. */
export function readArguments(reader: Reader): ArgumentList {
  const open = reader.at;
  enter(reader);
  const start = reader.at;
  const base = reader.argumentCount;
  const last = readList(reader, open);
  // A slice has no spare capacity, which would be most of a short list's memory.
  const list = reader.argumentStack.slice(base, reader.argumentCount);
  reader.argumentCount = base;
  leave(reader, OPEN_PAREN);
  const closed = reader.at > last;
  const end = closed ? reader.at : last;
  reader.at = end;
  return { arguments: list, inner: { start, end: closed ? end - 1 : end }, end };
}

/** Reads arguments and the closing parenthesis. Returns the end of the last argument, where an unclosed list ends. */
function readList(reader: Reader, open: number): number {
  const base = reader.argumentCount;
  let last = reader.at;
  for (;;) {
    skipSpace(reader);
    const found = peek(reader);
    if (isCloser(found) || found === END) {
      if (takeStrayCloser(reader)) continue;
      const before = reader.at;
      tryClose(reader, open, last);
      if (reader.at === before) reader.at = last;
      return last;
    }
    if (takeStrayComma(reader)) continue;
    if (reader.argumentCount > base && startsNextCall(reader)) return endUnclosed(reader, open, last);
    const argument = readArgument(reader);
    reader.argumentStack[reader.argumentCount++] = argument;
    last = argument.end;
    skipSpace(reader);
    const after = peek(reader);
    if (isComma(after)) takeComma(reader);
    else if (after === END || isCloser(after)) continue;
    else if (isOtherLine(reader, last)) return endUnclosed(reader, open, last);
    else noteMissingComma(reader, last);
  }
}

function endUnclosed(reader: Reader, open: number, last: number): number {
  noteUnclosed(reader, open, last);
  reader.at = last;
  return last;
}

/** In a list of calls the next call ends one that is not closed. */
function startsNextCall(reader: Reader): boolean {
  return reader.inList && reader.startsCall?.(reader.at) === true;
}

/** True if a line of something else follows the argument that ends at `last`: no comma, no name, no string. */
function isOtherLine(reader: Reader, last: number): boolean {
  const { text, at } = reader;
  if (startsNextCall(reader)) return true;
  return lineEnd(text, last, at) < at && !isNamedAt(reader, at) && !isQuote(text.charCodeAt(at));
}

/** Steps over a closing bracket that fits no open one, where the arguments go on after it. */
function takeStrayCloser(reader: Reader): boolean {
  const found = peek(reader);
  if (!isCloser(found) || isAwaited(reader, found)) return false;
  const next = skipBlank(reader.text, reader.at + 1, reader.end);
  const after = next < reader.end ? asciiForm(reader.text.charCodeAt(next)) : 0;
  if (!isComma(after) && !isCloser(after)) return false;
  noteSyntax(reader, reader.at, reader.at + 1, say('strayCloser', { closer: String.fromCharCode(found) }), [
    { title: say('remove'), replacement: '', range: { start: reader.at, end: reader.at + 1 } },
  ]);
  reader.at++;
  return true;
}

function readArgument(reader: Reader): ArgumentNode {
  const { text, at } = reader;
  if (isQuote(text.charCodeAt(at))) return readAfterQuote(reader);
  const to = nameEnd(text, at, reader.end);
  if (to > at && isNameSign(reader, at, skipBlank(text, to, reader.end))) {
    reader.at = to;
    return readNamed(reader, { start: at, end: to, text: text.slice(at, to) });
  }
  const value = readValue(reader, 'argument');
  return { start: value.start, end: value.end, value };
}

/** True if the sign at `sign` gives a value to the name at `name`: `9:00` and `https://…` are no names with values. */
function isNameSign(reader: Reader, name: number, sign: number): boolean {
  if (sign >= reader.end) return false;
  const { text } = reader;
  const found = asciiForm(text.charCodeAt(sign));
  if (found === EQUALS) return true;
  return found === COLON && !isDigit(text.charCodeAt(name)) && text.charCodeAt(sign + 1) !== SLASH;
}

/** A positional string, or a name that was put in quotes: `f("city": "北京")`. */
function readAfterQuote(reader: Reader): ArgumentNode {
  const noted = reader.problems.length;
  const string = readValue(reader, 'argument');
  const after = reader.at;
  const sign = skipBlank(reader.text, after, reader.end);
  const found = sign < reader.end ? asciiForm(reader.text.charCodeAt(sign)) : 0;
  if (string.kind !== 'string' || (found !== COLON && found !== EQUALS)) {
    return { start: string.start, end: string.end, value: string };
  }
  // The quotes go together with the sign, so that their own problem would be one too many.
  reader.problems.length = noted;
  reader.at = sign;
  const to = takeSign(reader, string.start, string.value);
  return readValueOf(reader, quotedName(reader, string, string.value), to);
}

function readNamed(reader: Reader, name: NameNode): ArgumentNode {
  skipSpace(reader);
  return readValueOf(reader, name, takeSign(reader, reader.at, ''));
}

/** Steps over `=`, or over what represents it, which becomes `name=` together with all from `from` on. */
function takeSign(reader: Reader, from: number, name: string): number {
  const { text } = reader;
  const sign = reader.at++;
  if (from === sign && text.charCodeAt(sign) === EQUALS) return sign;
  if (asciiForm(text.charCodeAt(sign)) === COLON) {
    while (reader.at < reader.end && isPlainSpace(text.charCodeAt(reader.at))) reader.at++;
  }
  notePunctuation(reader, from, reader.at, `${name}=`);
  return sign;
}

function readValueOf(reader: Reader, name: NameNode, sign: number): ArgumentNode {
  skipSpace(reader);
  const found = peek(reader);
  const missing = found === END || isComma(found) || isCloser(found);
  const value: ValueNode = missing ? noteMissingValue(reader, name.text, sign) : readValue(reader, 'named');
  const start = name.start - (isQuote(reader.text.charCodeAt(name.start - 1)) ? 1 : 0);
  return { start, end: value.end, name, value };
}
