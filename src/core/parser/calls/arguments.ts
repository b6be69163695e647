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
import { say } from './messages.ts';
import { nameAt } from './names.ts';
import { noteMissingValue, quotedName } from './objects.ts';
import { END, isComma, notePunctuation, noteSyntax, peek, type Reader, skipSpace, takeComma } from './reader.ts';
import { isNamedAt } from './stringRecovery.ts';
import { isCloser, isQuote } from './strings.ts';
import { readValue } from './values.ts';

export interface ArgumentList {
  readonly arguments: readonly ArgumentNode[];
  /** Between the parentheses. */
  readonly inner: TextRange;
  /** Behind the closing parenthesis, or the last argument of a list that is never closed. */
  readonly end: number;
}

/** Reads `(…)` behind the name of a call, at whose opening parenthesis the reader stands. */
export function readArguments(reader: Reader): ArgumentList {
  const open = reader.at;
  enter(reader);
  const start = reader.at;
  const base = reader.collected;
  const last = readList(reader, open);
  // What is cut out of the pile has no room to grow, which would be most of a list's memory.
  const list = reader.pile.slice(base, reader.collected);
  reader.collected = base;
  leave(reader, OPEN_PAREN);
  const closed = reader.at > last;
  const end = closed ? reader.at : last;
  reader.at = end;
  return { arguments: list, inner: { start, end: closed ? end - 1 : end }, end };
}

/** Reads arguments and the closing parenthesis. Returns the end of the last argument, where an unclosed list ends. */
function readList(reader: Reader, open: number): number {
  const base = reader.collected;
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
    if (reader.collected > base && startsNextCall(reader)) return endUnclosed(reader, open, last);
    const argument = readArgument(reader);
    reader.pile[reader.collected++] = argument;
    last = argument.end;
    skipSpace(reader);
    const behind = peek(reader);
    if (isComma(behind)) takeComma(reader);
    else if (behind === END || isCloser(behind)) continue;
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

/** Steps over a closing bracket that fits no open one, where the arguments go on behind it. */
function takeStrayCloser(reader: Reader): boolean {
  const found = peek(reader);
  if (!isCloser(found) || isAwaited(reader, found)) return false;
  const next = skipBlank(reader.text, reader.at + 1, reader.end);
  const behind = next < reader.end ? asciiForm(reader.text.charCodeAt(next)) : 0;
  if (!isComma(behind) && !isCloser(behind)) return false;
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
    return readNamed(reader, { start: at, end: to, text: nameAt(text, at, to) });
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
  const behind = reader.at;
  const sign = skipBlank(reader.text, behind, reader.end);
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

/** Steps over `=`, or over what stands for it, which becomes `name=` together with all from `from` on. */
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
