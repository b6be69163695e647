import type { TextRange } from '../../text/range.ts';
import type { ArgumentNode, CallNode, NameNode, ValueNode } from '../callNodes.ts';
import {
  BACKTICK,
  DOT,
  EQUALS,
  IDEOGRAPHIC_STOP,
  isAsciiName,
  isLineBreak,
  lineEnd,
  nameEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  skipBlank,
  trimEnd,
} from './characters.ts';
import { freeText, innerRange, objectArguments } from './expressionCall.ts';
import { readJsonString } from './jsonString.ts';
import { contentMap, mapCall } from './mapping.ts';
import { say } from './messages.ts';
import type { CallOptions, TextInput } from './options.ts';
import { isQuote } from './quotes.ts';
import {
  createReader,
  isComma,
  notePunctuation,
  noteSyntax,
  peek,
  type Reader,
  skipSpace,
  takeComma,
  takePunctuation,
} from './reader.ts';
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
  const called = readName(reader, name, options, text.charCodeAt(inner.start) === OPEN_BRACE);
  if (called === undefined) return undefined;
  const list = readInput(reader, unquote(reader, inner), tool?.takesText === true);
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

/** The name of the tool, which may be in backticks or before a full stop; undefined for plain language. */
function readName(reader: Reader, range: TextRange, options: CallOptions, hasJson: boolean): NameNode | undefined {
  const { text } = reader;
  let start = skipSpaces(text, range.start, range.end);
  let end = trimEnd(text, start, range.end);
  if (options.isTool(text.slice(start, end))) return { start, end, text: text.slice(start, end) };
  while (start < end && text.charCodeAt(start) === BACKTICK) notePunctuation(reader, start, ++start, '');
  while (start < end && isMark(text.charCodeAt(end - 1))) notePunctuation(reader, --end, end + 1, '');
  const name = text.slice(start, end);
  if (
    start < end &&
    (isAsciiName(name) || options.isTool(name) || options.meant === 'always' || (hasJson && isShort(name)))
  ) {
    return { start, end, text: name };
  }
  return undefined;
}

/** True for text that can be the name of a tool nobody declared. A JSON input says that a name was meant. */
function isShort(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && !/[\r\n。！？!?()（）[\]]/.test(name);
}

const MAX_NAME_LENGTH = 64;

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

/** JSON or a list of arguments in backticks, without them. Other text in backticks is the author's own. */
function unquote(reader: Reader, range: TextRange): TextRange {
  const { text } = reader;
  let { start, end } = range;
  while (start < end && text.charCodeAt(start) === BACKTICK && text.charCodeAt(end - 1) === BACKTICK) {
    start++;
    end--;
  }
  if (start === range.start || start >= end) return range;
  const inner = { start: skipSpaces(text, start, end), end: trimEnd(text, start, end) };
  const code = text.charCodeAt(inner.start);
  if (code !== OPEN_BRACE && code !== OPEN_BRACKET) return range;
  notePunctuation(reader, range.start, start, '');
  notePunctuation(reader, end, range.end, '');
  reader.at = inner.start;
  reader.end = inner.end;
  return inner;
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
  const list = readKeyValues(reader) ?? (isQuote(code) ? readQuotedJson(reader, range) : undefined);
  if (list !== undefined) return { arguments: list, inner: range, end };
  const value = takesText && !isQuote(code) ? freeText(text, start, end) : readScalar(reader, range);
  return positional(reader, value, range);
}

/** `name = "x", count = 3`: undefined, and nothing read, if that is not all of the input. */
function readKeyValues(reader: Reader): readonly ArgumentNode[] | undefined {
  const { at: start } = reader;
  const noted = reader.problems.length;
  const list: ArgumentNode[] = [];
  for (;;) {
    const argument = readKeyValue(reader);
    if (argument === undefined || reader.broken) break;
    list.push(argument);
    skipSpace(reader);
    if (reader.at >= reader.end) return list;
    if (!isComma(peek(reader))) break;
    takeComma(reader);
    skipSpace(reader);
  }
  reader.at = start;
  reader.problems.length = noted;
  reader.broken = false;
  return undefined;
}

function readKeyValue(reader: Reader): ArgumentNode | undefined {
  const { text, at: start } = reader;
  const to = nameEnd(text, start, reader.end);
  reader.at = to;
  skipSpace(reader);
  if (to === start || peek(reader) !== EQUALS) return undefined;
  takePunctuation(reader);
  skipSpace(reader);
  if (reader.at >= reader.end) return undefined;
  const value = readValue(reader, 'named');
  return { start, end: value.end, name: { start, end: to, text: text.slice(start, to) }, value };
}

/** JSON within the quotes of a string, with its escapes. */
function readQuotedJson(reader: Reader, range: TextRange): readonly ArgumentNode[] | undefined {
  const noted = reader.problems.length;
  const value = readValue(reader, 'alone');
  const isWhole = value.kind === 'string' && value.end === range.end && !reader.broken;
  const list =
    isWhole && value.value.trimStart().startsWith('{') ? readJsonString(reader, value)?.arguments : undefined;
  if (list === undefined) {
    reader.at = range.start;
    reader.problems.length = noted;
    reader.broken = false;
  }
  return list;
}

/** Input that starts like JSON has to be JSON. */
function readStructured(reader: Reader, range: TextRange): Input {
  const value = readValue(reader, 'alone');
  noteTextAfter(reader);
  if (value.kind !== 'object') return positional(reader, value, range);
  return { arguments: objectArguments(value), inner: innerRange(reader.text, value), end: value.end };
}

/** A full stop after the JSON is one too many; anything else there is an error. */
function noteTextAfter(reader: Reader): void {
  const { text } = reader;
  const at = skipSpaces(text, reader.at, reader.end);
  if (at >= reader.end) return;
  const end = trimEnd(text, at, reader.end);
  if (end === at + 1 && isMark(text.charCodeAt(at))) notePunctuation(reader, at, end, '');
  else noteSyntax(reader, at, end, say('textAfter'));
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
