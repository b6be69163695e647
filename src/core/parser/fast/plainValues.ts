import type { JsonObject, JsonValue } from '../../text/json.ts';
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
  isDigit,
  isLineBreak,
  nameEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SINGLE_QUOTE,
  ZERO,
} from '../calls/characters.ts';
import { type Cursor, next } from './cursor.ts';
import { cachePrefix, findCached, type ValuePrefix } from './valuePrefixes.ts';

/** A call's name and the values of its arguments. */
export interface PlainArguments {
  readonly name: string;
  readonly values: JsonObject;
}

/** How members are written: the arguments of a call, or the entries of an object. */
interface Notation {
  /** Reads what opens the list. Returns the call's name, which is empty for an object. */
  readonly open: (cursor: Cursor) => string | undefined;
  /** Reads a member's name and the sign after it. */
  readonly name: (cursor: Cursor) => string | undefined;
  readonly close: number;
}

const CALL: Notation = { open: openCall, name: readParameterName, close: CLOSE_PAREN };
const OBJECT: Notation = { open: openObject, name: readKey, close: CLOSE_BRACE };

/** Reads `name(parameter = value, …)`. */
export function readArguments(cursor: Cursor): PlainArguments | undefined {
  const values: Record<string, JsonValue> = {};
  const last = readMembers(cursor, CALL, cursor.prefixes.calls, values, 0);
  return last === undefined ? undefined : { name: last.call, values };
}

/** Reads `{"key": value, …}`; the cursor is at the brace. */
function readObject(cursor: Cursor, depth: number): JsonObject | undefined {
  const values: Record<string, JsonValue> = {};
  const last = readMembers(cursor, OBJECT, cursor.prefixes.objects, values, depth + 1);
  return last === undefined ? undefined : values;
}

/** Reads members into an object, the closing bracket included. Returns what is written after the last value. */
function readMembers(
  cursor: Cursor,
  notation: Notation,
  opening: ValuePrefix,
  values: Record<string, JsonValue>,
  depth: number,
): ValuePrefix | undefined {
  let before = opening;
  for (;;) {
    const cached = findCached(before, cursor.text, cursor.at, cursor.end);
    if (cached !== undefined) cursor.at += cached.written.length;
    const prefix = cached ?? readPrefix(cursor, notation, before, values);
    if (prefix?.member === undefined) return prefix;
    const value = readValue(cursor, depth);
    if (value === undefined) return undefined;
    values[prefix.member] = value;
    before = prefix;
  }
}

/** Reads on from the last value, or from where the list opens, up to the next value or to after the closing bracket. */
function readPrefix(
  cursor: Cursor,
  notation: Notation,
  before: ValuePrefix,
  values: Readonly<Record<string, JsonValue>>,
): ValuePrefix | undefined {
  const start = cursor.at;
  const opens = before.member === undefined;
  const call = opens ? notation.open(cursor) : before.call;
  if (call === undefined) return undefined;
  const code = next(cursor);
  let member: string | undefined;
  if (code === notation.close) cursor.at++;
  else {
    if (!opens && code !== COMMA) return undefined;
    if (!opens) cursor.at++;
    next(cursor);
    member = notation.name(cursor);
    if (member === undefined || member === '__proto__' || Object.hasOwn(values, member)) return undefined;
    next(cursor);
  }
  return cachePrefix(cursor.prefixes, before, cursor.text.slice(start, cursor.at), call, member);
}

function openCall(cursor: Cursor): string | undefined {
  const { text, at, end } = cursor;
  const open = nameEnd(text, at, end);
  if (open === at || open >= end || text.charCodeAt(open) !== OPEN_PAREN) return undefined;
  const name = text.slice(at, open);
  cursor.at = open + 1;
  return cursor.isCall(name) ? name : undefined;
}

function openObject(cursor: Cursor): '' {
  cursor.at++;
  return '';
}

function readParameterName(cursor: Cursor): string | undefined {
  const { text, at } = cursor;
  const end = nameEnd(text, at, cursor.end);
  cursor.at = end;
  if (end === at || next(cursor) !== EQUALS) return undefined;
  cursor.at++;
  return text.slice(at, end);
}

function readKey(cursor: Cursor): string | undefined {
  const quote = next(cursor);
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return undefined;
  const key = readString(cursor, quote);
  if (key === undefined || key === '' || next(cursor) !== COLON) return undefined;
  cursor.at++;
  return key;
}

/** Plain values nest no deeper than this; what does is read by the tolerant reader, which has its own limit. */
const MAX_DEPTH = 8;

/** Reads a value that is a string without escapes, a plain number, a literal, or a list or object of these. */
function readValue(cursor: Cursor, depth: number): JsonValue | undefined {
  const code = next(cursor);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return readString(cursor, code);
  if (isDigit(code)) return readNumber(cursor);
  if (code === OPEN_BRACKET) return depth === MAX_DEPTH ? undefined : readList(cursor, depth);
  if (code === OPEN_BRACE) return depth === MAX_DEPTH ? undefined : readObject(cursor, depth);
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
const MAX_NUMBER_LENGTH = 14;

/** Digits, with a fraction perhaps, and what ends a value directly after them. */
function readNumber(cursor: Cursor): number | undefined {
  const { text, at: start } = cursor;
  const whole = digitsEnd(text, start, cursor.end);
  if (whole > start + 1 && text.charCodeAt(start) === ZERO) return undefined;
  const fraction = text.charCodeAt(whole) === DOT;
  const end = fraction ? digitsEnd(text, whole + 1, cursor.end) : whole;
  if (end - start > MAX_NUMBER_LENGTH || (fraction && end === whole + 1) || end >= cursor.end) return undefined;
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
    const code = next(cursor);
    if (code !== COMMA && code !== CLOSE_BRACKET) return undefined;
    cursor.at++;
    // A slice has no spare capacity, which would be most of a short list's memory.
    if (code === CLOSE_BRACKET) return items.slice();
  }
}
