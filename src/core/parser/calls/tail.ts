import type { CallNode } from '../callNodes.ts';
import { startsCall } from './callStart.ts';
import {
  asciiForm,
  BACKTICK,
  COMMA,
  DOT,
  HASH,
  IDEOGRAPHIC_STOP,
  isLineBreak,
  lineEnd,
  MINUS,
  SEMICOLON,
  SLASH,
  skipBlank,
  trimEnd,
} from './characters.ts';
import type { CallOptions } from './options.ts';
import { notePunctuation, type Reader } from './reader.ts';

/**
 * Reads what may follow a call on its line: backticks, a full stop, a separator, a comment, `->result`. Says whether
 * the line ends there, another call follows, or something that makes the line prose.
 */
export function readTail(
  reader: Reader,
  calls: CallNode[],
  last: CallNode,
  options: CallOptions,
): 'end' | 'more' | 'prose' {
  const { text, end } = reader;
  for (;;) {
    reader.at = skipBlank(text, reader.at, end);
    if (isLineEnd(reader, reader.at)) return 'end';
    const code = text.charCodeAt(reader.at);
    if (isComment(text, reader.at)) {
      reader.at = lineEnd(text, reader.at, end);
      return 'end';
    }
    if (code === MINUS && text.startsWith('->', reader.at)) {
      takeResult(reader, calls, last);
      return 'end';
    }
    if (code === BACKTICK || isStop(reader, code)) {
      notePunctuation(reader, reader.at, reader.at + 1, '');
      reader.at++;
    } else if (asciiForm(code) === COMMA || asciiForm(code) === SEMICOLON) {
      takeSeparator(reader, code);
    } else return startsCall(text, reader.at, end, options) ? 'more' : 'prose';
  }
}

function isLineEnd(reader: Reader, at: number): boolean {
  return at >= reader.end || isLineBreak(reader.text.charCodeAt(at));
}

function isComment(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === HASH || (code === SLASH && text.charCodeAt(at + 1) === SLASH);
}

/** A full stop or semicolon that ends the line, with only further ones after it. */
function isStop(reader: Reader, code: number): boolean {
  if (code !== DOT && code !== IDEOGRAPHIC_STOP && asciiForm(code) !== SEMICOLON) return false;
  const next = skipBlank(reader.text, reader.at + 1, reader.end);
  return isLineEnd(reader, next) || reader.text.charCodeAt(next) === BACKTICK;
}

/** A comma or semicolon between calls on one line, or after a call in a column of them. */
function takeSeparator(reader: Reader, code: number): void {
  const ascii = asciiForm(code);
  if (ascii !== code) {
    const isLast = isLineEnd(reader, skipBlank(reader.text, reader.at + 1, reader.end));
    notePunctuation(reader, reader.at, reader.at + 1, isLast ? '' : `${String.fromCharCode(ascii)} `);
  }
  reader.at++;
}

/** The text after `->` is what the call gave back. */
function takeResult(reader: Reader, calls: CallNode[], last: CallNode): void {
  const { text } = reader;
  const to = lineEnd(text, reader.at, reader.end);
  const start = skipBlank(text, reader.at + 2, to);
  const end = trimEnd(text, start, to);
  reader.at = to;
  if (start < end) calls[calls.length - 1] = { ...last, result: { start, end } };
}
