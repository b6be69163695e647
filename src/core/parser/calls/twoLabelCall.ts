import type { TextRange } from '../../text/range.ts';
import type { CallNode, NameNode, ValueNode } from '../callNodes.ts';
import {
  BACKTICK,
  DOT,
  IDEOGRAPHIC_STOP,
  isAsciiName,
  isLineBreak,
  lineEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  skipBlank,
  trimEnd,
} from './characters.ts';
import { freeText, innerRange, objectArguments } from './expressionCall.ts';
import { contentMap, mapCall } from './mapping.ts';
import { say } from './messages.ts';
import type { CallOptions, TextInput } from './options.ts';
import { createReader, notePunctuation, noteSyntax, type Reader } from './reader.ts';
import { isQuote } from './strings.ts';
import { readValue } from './values.ts';

/**
 * Reads `Action: f` + `Action Input: {...}`. Both ranges are offsets into `text`; where the blocks are interrupted,
 * pass their two content strings joined by a line break and one `map` for both. Undefined if the action is plain
 * language, which makes its input prose.
 */
export function parseTwoLabelCall(
  text: string,
  name: TextRange,
  input: TextRange,
  options: CallOptions,
  tool?: TextInput,
): CallNode | undefined {
  const inner = unfence(text, input);
  const reader = createReader(text, inner.start, inner.end, undefined);
  const called = readName(reader, name, options);
  if (called === undefined) return undefined;
  const list = readInput(reader, inner, tool?.takesText === true);
  const end = Math.max(list.end, input.end, called.end);
  const call: CallNode = {
    form: 'two-labels',
    start: called.start,
    end,
    name: called,
    arguments: list.arguments,
    argumentsRange: list.inner,
    problems: reader.problems,
  };
  return options.map === undefined ? call : mapCall(call, contentMap(options.map));
}

/** The name of the tool, which may stand in backticks or before a full stop; undefined for plain language. */
function readName(reader: Reader, range: TextRange, options: CallOptions): NameNode | undefined {
  const { text } = reader;
  let start = skipSpaces(text, range.start, range.end);
  let end = trimEnd(text, start, range.end);
  if (options.isTool(text.slice(start, end))) return { start, end, text: text.slice(start, end) };
  while (start < end && text.charCodeAt(start) === BACKTICK) notePunctuation(reader, start, ++start, '');
  while (start < end && isMark(text.charCodeAt(end - 1))) notePunctuation(reader, --end, end + 1, '');
  const name = text.slice(start, end);
  if (start < end && (isAsciiName(name) || options.isTool(name) || options.meant === 'always')) {
    return { start, end, text: name };
  }
  return undefined;
}

function isMark(code: number): boolean {
  return code === BACKTICK || code === DOT || code === IDEOGRAPHIC_STOP;
}

function skipSpaces(text: string, from: number, end: number): number {
  let at = skipBlank(text, from, end);
  while (at < end && isLineBreak(text.charCodeAt(at))) at = skipBlank(text, at + 1, end);
  return at;
}

/** The content of a code fence that is the whole of a text, or of a span of code; else the text itself, trimmed. */
function unfence(text: string, range: TextRange): TextRange {
  const start = skipSpaces(text, range.start, range.end);
  const end = trimEnd(text, start, range.end);
  if (!text.startsWith('```', start)) return { start, end };
  const inner = lineEnd(text, start, end);
  if (inner === end) return { start, end };
  const closing = text.lastIndexOf('\n', end - 1) + 1;
  const isClosed = closing > inner && text.startsWith('```', skipBlank(text, closing, end));
  const from = skipSpaces(text, inner, end);
  return { start: from, end: Math.max(from, trimEnd(text, from, isClosed ? closing : end)) };
}

interface Input {
  readonly arguments: CallNode['arguments'];
  readonly inner: TextRange;
  readonly end: number;
}

function readInput(reader: Reader, range: TextRange, takesText: boolean): Input {
  const { text } = reader;
  const { start, end } = range;
  if (start >= end) return { arguments: [], inner: { start: end, end }, end };
  const code = text.charCodeAt(start);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return readStructured(reader, range);
  const value = takesText && !isQuote(code) ? freeText(text, start, end) : readScalar(reader, range);
  return positional(reader, value, range);
}

/** Input that starts like JSON has to be JSON. */
function readStructured(reader: Reader, range: TextRange): Input {
  const value = readValue(reader, 'alone');
  noteBehind(reader);
  if (value.kind !== 'object') return positional(reader, value, range);
  return { arguments: objectArguments(value), inner: innerRange(reader.text, value), end: value.end };
}

/** A full stop behind the JSON is one too many; anything else there is an error. */
function noteBehind(reader: Reader): void {
  const { text } = reader;
  const at = skipSpaces(text, reader.at, reader.end);
  if (at >= reader.end) return;
  const end = trimEnd(text, at, reader.end);
  if (end === at + 1 && isMark(text.charCodeAt(at))) notePunctuation(reader, at, end, '');
  else noteSyntax(reader, at, end, say('textBehind'));
}

/** A JSON string, number or literal that is the whole of the input; else the input as free text. */
function readScalar(reader: Reader, { start, end }: TextRange): ValueNode {
  const noted = reader.problems.length;
  const value = readValue(reader, 'alone');
  if (value.kind !== 'invalid' && !reader.broken && value.end === end) return value;
  reader.problems.length = noted;
  reader.broken = false;
  return freeText(reader.text, start, end);
}

function positional(reader: Reader, value: ValueNode, range: TextRange): Input {
  const isOpen = value.kind === 'placeholder' || value.kind === 'elided' || value.kind === 'invalid';
  if (!isOpen && !reader.broken) reader.problems.push({ kind: 'positional', start: value.start, end: value.end });
  return { arguments: [{ start: value.start, end: value.end, value }], inner: range, end: range.end };
}
