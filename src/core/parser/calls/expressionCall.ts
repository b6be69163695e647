import type { TextRange } from '../../text/range.ts';
import type { ArgumentNode, CallNode, NameNode, ObjectNode, ValueNode } from '../callNodes.ts';
import { readArguments } from './arguments.ts';
import { noteUnclosed } from './brackets.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, lineEnd, skipBlank, trimEnd } from './characters.ts';
import { readElided, readPlaceholder } from './placeholders.ts';
import { createReader, type Reader } from './reader.ts';

/** Reads `name(…)`; the reader is at the parenthesis. */
export function readExpression(reader: Reader, name: NameNode): CallNode {
  const list = readArguments(reader);
  const only = list.arguments.length === 1 ? list.arguments[0] : undefined;
  const object = only?.name === undefined && only?.value.kind === 'object' ? only.value : undefined;
  const end = Math.max(list.end, trimEnd(reader.text, list.end, reader.recoveredUntil));
  reader.at = Math.max(end, reader.recoveredUntil);
  return {
    form: object === undefined ? 'expression' : 'object',
    start: name.start,
    end,
    name,
    arguments: object === undefined ? list.arguments : objectArguments(object),
    argumentsRange: object === undefined ? list.inner : innerRange(reader.text, object),
    problems: reader.problems,
  };
}

/** The entries of an object as arguments. A `...` among them becomes a positional one. */
export function objectArguments(object: ObjectNode): readonly ArgumentNode[] {
  const named: ArgumentNode[] = object.entries.map(({ start, end, key, value }) => ({ start, end, name: key, value }));
  if (object.elided !== undefined) {
    named.push({ start: object.elided.start, end: object.elided.end, value: object.elided });
  }
  return named;
}

/** Between the braces of an object. */
export function innerRange(text: string, object: ObjectNode): TextRange {
  const width = object.doubled === true ? 2 : 1;
  const closed = object.end - width > object.start && text.charCodeAt(object.end - 1) === CLOSE_BRACE;
  return { start: object.start + width, end: closed ? object.end - width : object.end };
}

/**
 * Reads `Name[free text]` up to the last bracket of the line; the reader is at the first. Undefined if the line
 * has no closing bracket.
 */
export function readBracket(reader: Reader, name: NameNode, tolerant: boolean): CallNode | undefined {
  const { text, at: open } = reader;
  const to = lineEnd(text, open, reader.end);
  let close = to - 1;
  while (close > open && text.charCodeAt(close) !== CLOSE_BRACKET) close--;
  if (close === open) {
    if (!tolerant) return undefined;
    close = trimEnd(text, open + 1, to);
    noteUnclosed(reader, open, close);
    reader.at = to;
  } else reader.at = close + 1;
  const start = skipBlank(text, open + 1, close);
  const end = trimEnd(text, start, close);
  const found = start < end ? freeText(text, start, end) : undefined;
  return {
    form: 'bracket',
    start: name.start,
    end: Math.max(open + 1, text.charCodeAt(close) === CLOSE_BRACKET ? close + 1 : close),
    name,
    arguments: found === undefined ? [] : [{ start, end, value: found }],
    argumentsRange: { start: open + 1, end: close },
    problems: reader.problems,
  };
}

/** Text that is an argument without quotes. */
export function freeText(text: string, start: number, end: number): ValueNode {
  const reader = createReader(text, start, end, undefined);
  const other = readElided(reader) ?? readPlaceholder(reader);
  if (other !== undefined && reader.at === end) return other;
  return { kind: 'string', start, end, value: text.slice(start, end), unquoted: true };
}
