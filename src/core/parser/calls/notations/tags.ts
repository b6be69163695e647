import type { CallNode } from '../../callNodes.ts';
import { isLineBreak, isPlainSpace, trimEnd } from '../characters.ts';
import { say } from '../messages.ts';
import { findMark, noteSyntax, type Reader, skipSpace } from '../reader.ts';

/** Steps over an opening tag; what is read then ends at its closing tag. Returns where reading ended before. */
export function enterTag(reader: Reader, length: number, closing: string): number {
  const limit = reader.end;
  reader.at += length;
  const close = findMark(reader, closing, reader.at);
  if (close !== -1) reader.end = close;
  // The line after the tag starts like a call and yet ends none.
  skipWhitespace(reader);
  return limit;
}

/** Steps over the closing tag and returns the end of the whole. */
export function leaveTag(reader: Reader, start: number, opening: string, closing: string, limit: number): number {
  const last = trimEnd(reader.text, start, reader.at);
  const inner = reader.at;
  skipSpace(reader);
  const close = reader.end;
  if (reader.text.startsWith(closing, close)) {
    if (reader.at < close && trimEnd(reader.text, reader.at, close) > reader.at) {
      noteSyntax(reader, reader.at, trimEnd(reader.text, reader.at, close), say('textAfter'));
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

/** Steps over spaces and line breaks, whatever begins after them. */
export function skipWhitespace(reader: Reader): void {
  while (reader.at < reader.end && isSpace(reader.text.charCodeAt(reader.at))) reader.at++;
}

function isSpace(code: number): boolean {
  return isPlainSpace(code) || isLineBreak(code);
}

/** Gives an only call the range of the tag around it. */
export function withTagRange(
  calls: readonly CallNode[] | undefined,
  start: number,
  end: number,
): readonly CallNode[] | undefined {
  if (calls?.length !== 1) return calls;
  return calls.map((call) => ({ ...call, start, end }));
}

/** The marks around a group of calls. */
export interface GroupMarks {
  readonly opening: string;
  readonly closing: string;
}

/** Reads one call after the other between the marks of a group, each with its own problems. */
export function readGroup(
  reader: Reader,
  { opening, closing }: GroupMarks,
  readOne: (reader: Reader) => readonly CallNode[] | undefined,
): readonly CallNode[] | undefined {
  const start = reader.at;
  const limit = enterTag(reader, opening.length, closing);
  const calls: CallNode[] = [];
  for (;;) {
    skipWhitespace(reader);
    if (calls.length > 0) {
      reader.problems = [];
      reader.broken = false;
    }
    const found = reader.at < reader.end ? readOne(reader) : undefined;
    if (found === undefined) break;
    calls.push(...found);
  }
  leaveTag(reader, start, opening, closing, limit);
  return calls.length === 0 ? undefined : calls;
}
