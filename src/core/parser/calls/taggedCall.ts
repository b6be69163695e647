import type { CallNode, NameNode } from '../callNodes.ts';
import { isLineBreak, isPlainSpace, LESS, OPEN_BRACE, OPEN_BRACKET, trimEnd } from './characters.ts';
import { innerRange, objectArguments } from './expressionCall.ts';
import { readJsonCalls } from './jsonCall.ts';
import { say } from './messages.ts';
import { findMark, noteSyntax, peek, type Reader, skipSpace } from './reader.ts';
import { readValue } from './values.ts';

const LONGEST_NAME = 128;

/** True if `<tool_call>` or `<function=` stands at an offset. */
export function startsTag(text: string, at: number): boolean {
  return text.charCodeAt(at) === LESS && (text.startsWith('<tool_call>', at) || text.startsWith('<function=', at));
}

/** Reads `<tool_call>{…}</tool_call>` or `<function=f>{…}</function>` at the reader's place. */
export function readTagged(reader: Reader, tolerant: boolean): CallNode[] | undefined {
  return reader.text.startsWith('<function=', reader.at) ? readFunction(reader) : readToolCall(reader, tolerant);
}

function readToolCall(reader: Reader, tolerant: boolean): CallNode[] | undefined {
  const start = reader.at;
  const limit = enterTag(reader, '<tool_call>'.length, '</tool_call>');
  const code = peek(reader);
  const calls = code === OPEN_BRACE || code === OPEN_BRACKET ? readJsonCalls(reader, tolerant, 'tagged') : undefined;
  const end = leaveTag(reader, start, '<tool_call>', '</tool_call>', limit);
  if (calls?.length !== 1) return calls;
  return calls.map((call) => ({ ...call, start, end }));
}

function readFunction(reader: Reader): CallNode[] | undefined {
  const { text, at: start } = reader;
  const from = start + '<function='.length;
  const to = text.slice(from, Math.min(reader.end, from + LONGEST_NAME)).search(/[>\s]/) + from;
  if (to <= from || text.charAt(to) !== '>') return undefined;
  const name: NameNode = { start: from, end: to, text: text.slice(from, to) };
  const limit = enterTag(reader, to + 1 - start, '</function>');
  const inner = to + 1;
  const value = peek(reader) === OPEN_BRACE ? readValue(reader, 'alone') : undefined;
  const end = leaveTag(reader, start, text.slice(start, to + 1), '</function>', limit);
  const list =
    value?.kind === 'object'
      ? { arguments: objectArguments(value), argumentsRange: innerRange(text, value) }
      : { arguments: [], argumentsRange: { start: inner, end: inner } };
  return [{ form: 'tagged', start, end, name, ...list, problems: reader.problems }];
}

/** Steps over an opening tag; what is read then ends at its closing tag. Returns where reading ended before. */
function enterTag(reader: Reader, length: number, closing: string): number {
  const limit = reader.end;
  reader.at += length;
  const close = findMark(reader, closing, reader.at);
  if (close !== -1) reader.end = close;
  // The line behind the tag starts like a call and yet ends none.
  while (reader.at < reader.end && isSpace(reader.text.charCodeAt(reader.at))) reader.at++;
  return limit;
}

/** Steps over the closing tag and returns the end of the whole. */
function leaveTag(reader: Reader, start: number, opening: string, closing: string, limit: number): number {
  const last = trimEnd(reader.text, start, reader.at);
  const inner = reader.at;
  skipSpace(reader);
  const close = reader.end;
  if (reader.text.startsWith(closing, close)) {
    if (reader.at < close && trimEnd(reader.text, reader.at, close) > reader.at) {
      noteSyntax(reader, reader.at, trimEnd(reader.text, reader.at, close), say('textBehind'));
    }
    reader.end = limit;
    reader.at = close + closing.length;
    return reader.at;
  }
  noteSyntax(reader, start, start + opening.length, say('unclosedTag', { tag: opening }), [
    { title: say('insert', { replacement: closing }), replacement: closing, range: { start: last, end: last } },
  ]);
  reader.at = inner;
  return last;
}

function isSpace(code: number): boolean {
  return isPlainSpace(code) || isLineBreak(code);
}
