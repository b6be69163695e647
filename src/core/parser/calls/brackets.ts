import type { InvalidNode } from '../callNodes.ts';
import {
  asciiForm,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  lineEnd,
  OPEN_BRACKET,
  OPEN_PAREN,
  trimEnd,
} from './characters.ts';
import { isCloser } from './lookahead.ts';
import { say } from './messages.ts';
import {
  crossLine,
  END,
  isComma,
  MAX_DEPTH,
  noteSyntax,
  peek,
  type Reader,
  skipSpace,
  takeComma,
  takePunctuation,
} from './reader.ts';

/** Steps over an opening bracket. Every `enter` has its `leave`. */
export function enter(reader: Reader): void {
  count(reader, peek(reader), 1);
  takePunctuation(reader);
}

export function leave(reader: Reader, opener: number): void {
  count(reader, opener, -1);
}

function count(reader: Reader, opener: number, by: 1 | -1): void {
  reader.depth += by;
  if (opener === OPEN_PAREN) reader.parens += by;
  else if (opener === OPEN_BRACKET) reader.brackets += by;
  else reader.braces += by;
}

function closerOf(opener: number): number {
  if (opener === OPEN_PAREN) return CLOSE_PAREN;
  return opener === OPEN_BRACKET ? CLOSE_BRACKET : CLOSE_BRACE;
}

/**
 * Closes the bracket that opened at `open` if a closing bracket is at the reader's position. A closing bracket
 * that matches an outer one ends this one as unclosed and is not consumed; one that matches none is a typing error.
 * `last` is the end of what was read last, where the missing bracket belongs. False if the bracket stays open.
 */
export function tryClose(reader: Reader, open: number, last: number): boolean {
  const found = peek(reader);
  if (!isCloser(found) && found !== END) return false;
  const opener = asciiForm(reader.text.charCodeAt(open));
  if (found === closerOf(opener)) takePunctuation(reader);
  else if (found === END || isAwaited(reader, found)) noteUnclosed(reader, open, last);
  else {
    const closer = String.fromCharCode(found);
    const replacement = String.fromCharCode(closerOf(opener));
    noteSyntax(reader, open, open + 1, say('wrongCloser', { bracket: String.fromCharCode(opener), closer }), [
      { title: say('writeLiteral', { replacement }), replacement, range: { start: reader.at, end: reader.at + 1 } },
    ]);
    reader.at++;
  }
  return true;
}

/** True if an open bracket waits for this closing one. */
export function isAwaited(reader: Reader, closer: number): boolean {
  if (closer === CLOSE_PAREN) return reader.parens > 0;
  return closer === CLOSE_BRACKET ? reader.brackets > 0 : reader.braces > 0;
}

export function noteUnclosed(reader: Reader, open: number, last: number): void {
  if (reader.broken) return;
  const opener = asciiForm(reader.text.charCodeAt(open));
  const replacement = String.fromCharCode(closerOf(opener));
  noteSyntax(reader, open, open + 1, say('unclosedBracket', { bracket: String.fromCharCode(opener) }), [
    { title: say('insert', { replacement }), replacement, range: { start: last, end: last } },
  ]);
}

/**
 * Goes on after an item that ends at `last`: over a comma, or to a closing bracket. Anything else there is the next
 * item, before which a comma is missing.
 */
export function separate(reader: Reader, last: number): void {
  skipSpace(reader);
  const found = peek(reader);
  if (isComma(found)) takeComma(reader);
  else if (found !== END && !isCloser(found)) noteMissingComma(reader, last);
}

export function noteMissingComma(reader: Reader, last: number): void {
  if (reader.broken) return;
  noteSyntax(reader, reader.at, reader.at + 1, say('missingComma'), [
    { title: say('insert', { replacement: ',' }), replacement: ',', range: { start: last, end: last } },
  ]);
}

/** Steps over a comma without a value before it; false if there is none. */
export function takeStrayComma(reader: Reader): boolean {
  if (!isComma(peek(reader))) return false;
  noteSyntax(reader, reader.at, reader.at + 1, say('missingItem'));
  reader.at++;
  return true;
}

/** Gives up on brackets nested too deep: everything up to the end of the open call is left unread. */
export function readTooDeep(reader: Reader): InvalidNode {
  const start = reader.at;
  noteSyntax(reader, start, start + 1, say('tooDeep', { limit: MAX_DEPTH }));
  do reader.at = lineEnd(reader.text, reader.at, reader.end);
  while (reader.at < reader.end && crossLine(reader));
  const end = trimEnd(reader.text, start, reader.at);
  return { kind: 'invalid', start, end, text: reader.text.slice(start, Math.min(end, start + 100)) };
}
