import type { JsonObject, JsonValue } from '../../schemas/tool.ts';
import type { TextRange } from '../../text/range.ts';
import type { ArgumentNode, CallNode, NameNode } from '../callNodes.ts';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DOT,
  DOUBLE_QUOTE,
  EQUALS,
  isAsciiName,
  isDigit,
  isLineBreak,
  nameEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SINGLE_QUOTE,
  SPACE,
  skipBlank,
  ZERO,
} from './characters.ts';
import { nameAt } from './names.ts';
import type { CallOptions, FoundCalls } from './options.ts';

/** What is read of a call so far: the text, where it ends, and the place reached. */
interface Cursor {
  readonly text: string;
  readonly end: number;
  at: number;
}

/** Reads a call with the place of everything in it. */
export type NodeReader = (start: number, end: number) => CallNode | undefined;

/** Plain values nest no deeper than this; what does is read by the tolerant reader, which has its own limit. */
const DEEPEST = 8;

/**
 * Reads a block that is one call and written as the format's own examples are: `name(parameter = value, …)` on one
 * line, every parameter named once, every value a string without escapes, a plain number, a literal, or a list or
 * object of these. That is how nearly every call is written, and its values are all that is needed to check it. Where
 * they stand is read by `nodes`, the tolerant reader, once somebody asks: a property test holds the two together.
 * Undefined for everything else, however little is unusual about it.
 */
export function readPlainCall(
  text: string,
  start: number,
  end: number,
  options: CallOptions,
  nodes: NodeReader,
): PlainCall | undefined {
  const open = nameEnd(text, start, end);
  if (open === start || open >= end || text.charCodeAt(open) !== OPEN_PAREN) return undefined;
  const name = nameAt(text, start, open);
  if (options.meant === 'detect' && !options.isTool(name) && !isAsciiName(name)) return undefined;
  const cursor: Cursor = { text, end, at: open + 1 };
  const values = readArguments(cursor);
  if (values === undefined || skipBlank(text, cursor.at, end) !== end) return undefined;
  return new PlainCall(start, cursor.at, name, values, nodes);
}

const NONE: readonly never[] = [];

/**
 * The call, and what was found in its block. A document has tens of thousands of these, so they hold no more than is
 * needed to check them: name, arguments and lists are no objects until somebody asks for them.
 */
class PlainCall implements CallNode, FoundCalls {
  readonly start: number;
  readonly end: number;
  readonly values: JsonObject;
  readonly #name: string;
  readonly #nodes: NodeReader;
  #arguments: readonly ArgumentNode[] | undefined;

  constructor(start: number, end: number, name: string, values: JsonObject, nodes: NodeReader) {
    this.start = start;
    this.end = end;
    this.values = values;
    this.#name = name;
    this.#nodes = nodes;
  }

  get form(): 'expression' {
    return 'expression';
  }

  get problems(): readonly never[] {
    return NONE;
  }

  get calls(): readonly CallNode[] {
    return [this];
  }

  get mentions(): readonly never[] {
    return NONE;
  }

  get prose(): readonly never[] {
    return NONE;
  }

  get name(): NameNode {
    return { start: this.start, end: this.start + this.#name.length, text: this.#name };
  }

  get arguments(): readonly ArgumentNode[] {
    this.#arguments ??= this.#nodes(this.start, this.end)?.arguments ?? [];
    return this.#arguments;
  }

  get argumentsRange(): TextRange {
    return { start: this.name.end + 1, end: this.end - 1 };
  }
}

/** The character at the cursor's place behind spaces; 0 at the end. */
function next(cursor: Cursor): number {
  const { text, end } = cursor;
  while (cursor.at < end && text.charCodeAt(cursor.at) === SPACE) cursor.at++;
  return cursor.at < end ? text.charCodeAt(cursor.at) : 0;
}

/** Steps over a comma and answers true, or over the closing bracket and answers false; undefined for anything else. */
function goesOn(cursor: Cursor, close: number): boolean | undefined {
  const code = next(cursor);
  if (code !== COMMA && code !== close) return undefined;
  cursor.at++;
  return code === COMMA;
}

function readArguments(cursor: Cursor): JsonObject | undefined {
  const values: Record<string, JsonValue> = {};
  if (next(cursor) === CLOSE_PAREN) {
    cursor.at++;
    return values;
  }
  for (;;) {
    if (!readArgument(cursor, values)) return undefined;
    const more = goesOn(cursor, CLOSE_PAREN);
    if (more !== true) return more === undefined ? undefined : values;
  }
}

function readArgument(cursor: Cursor, values: Record<string, JsonValue>): boolean {
  next(cursor);
  const { text, at: start } = cursor;
  const end = nameEnd(text, start, cursor.end);
  if (end === start) return false;
  cursor.at = end;
  if (next(cursor) !== EQUALS) return false;
  cursor.at++;
  return readMember(cursor, values, nameAt(text, start, end), 0);
}

/** Reads a value into the member of an object. False if it is not plain, or the object has the member. */
function readMember(cursor: Cursor, values: Record<string, JsonValue>, name: string, depth: number): boolean {
  if (name === '__proto__' || Object.hasOwn(values, name)) return false;
  const value = readValue(cursor, depth);
  if (value === undefined) return false;
  values[name] = value;
  return true;
}

function readValue(cursor: Cursor, depth: number): JsonValue | undefined {
  const code = next(cursor);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return readString(cursor, code);
  if (isDigit(code)) return readNumber(cursor);
  if (code === OPEN_BRACKET) return depth === DEEPEST ? undefined : readList(cursor, depth);
  if (code === OPEN_BRACE) return depth === DEEPEST ? undefined : readObject(cursor, depth);
  return readLiteral(cursor);
}

/** A string without escapes that ends where a value can end. One that ends with a brace may be a template's variable. */
function readString(cursor: Cursor, quote: number): string | undefined {
  const { text, end, at: start } = cursor;
  let close = start + 1;
  for (; close < end; close++) {
    const code = text.charCodeAt(close);
    if (code === quote) break;
    if (code === BACKSLASH || isLineBreak(code)) return undefined;
  }
  if (close >= end || text.charCodeAt(close - 1) === CLOSE_BRACE) return undefined;
  cursor.at = close + 1;
  if (!endsValue(next(cursor)) && text.charCodeAt(cursor.at) !== COLON) return undefined;
  return text.slice(start + 1, close);
}

function endsValue(code: number): boolean {
  return code === COMMA || code === CLOSE_PAREN || code === CLOSE_BRACKET || code === CLOSE_BRACE;
}

/** Longer numbers may be codes, or lose digits. */
const LONGEST_NUMBER = 14;

/** Digits, with a fraction perhaps, and what ends a value right behind them. */
function readNumber(cursor: Cursor): number | undefined {
  const { text, at: start } = cursor;
  const whole = digitsEnd(text, start, cursor.end);
  if (whole > start + 1 && text.charCodeAt(start) === ZERO) return undefined;
  const fraction = text.charCodeAt(whole) === DOT;
  const end = fraction ? digitsEnd(text, whole + 1, cursor.end) : whole;
  if (end - start > LONGEST_NUMBER || (fraction && end === whole + 1) || end >= cursor.end) return undefined;
  if (!endsValue(text.charCodeAt(end)) || isDigit(text.charCodeAt(end + 1))) return undefined;
  cursor.at = end;
  return Number(text.slice(start, end));
}

function digitsEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  return at;
}

const LITERALS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['None', null],
  ['null', null],
];

function readLiteral(cursor: Cursor): boolean | null | undefined {
  const { text, at: start } = cursor;
  for (const [word, value] of LITERALS) {
    if (!text.startsWith(word, start)) continue;
    const end = start + word.length;
    if (end >= cursor.end || !endsValue(text.charCodeAt(end))) return undefined;
    cursor.at = end;
    return value;
  }
  return undefined;
}

function readList(cursor: Cursor, depth: number): readonly JsonValue[] | undefined {
  cursor.at++;
  if (next(cursor) === CLOSE_BRACKET) {
    cursor.at++;
    return [];
  }
  const items: JsonValue[] = [];
  for (;;) {
    const item = readValue(cursor, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    const more = goesOn(cursor, CLOSE_BRACKET);
    // A copy has no room to grow, which would be most of a list's memory.
    if (more !== true) return more === undefined ? undefined : items.slice();
  }
}

function readObject(cursor: Cursor, depth: number): JsonObject | undefined {
  cursor.at++;
  const values: Record<string, JsonValue> = {};
  if (next(cursor) === CLOSE_BRACE) {
    cursor.at++;
    return values;
  }
  for (;;) {
    if (!readEntry(cursor, values, depth)) return undefined;
    const more = goesOn(cursor, CLOSE_BRACE);
    if (more !== true) return more === undefined ? undefined : values;
  }
}

function readEntry(cursor: Cursor, values: Record<string, JsonValue>, depth: number): boolean {
  const quote = next(cursor);
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return false;
  const start = cursor.at + 1;
  const key = readString(cursor, quote);
  if (key === undefined || key === '' || next(cursor) !== COLON) return false;
  cursor.at++;
  return readMember(cursor, values, nameAt(cursor.text, start, start + key.length), depth + 1);
}
