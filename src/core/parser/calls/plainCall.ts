import type { ArgumentNode, CallNode, EntryNode, NameNode, NumberNode, StringNode, ValueNode } from '../callNodes.ts';
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
import type { CallOptions } from './options.ts';

/** What is read of a call so far: the text, where it ends, and the place reached. */
interface Cursor {
  readonly text: string;
  readonly end: number;
  at: number;
}

/** Plain values nest no deeper than this; what does is read by the tolerant reader, which has its own limit. */
const DEEPEST = 8;

/**
 * Reads a block that is one call and written as the format's own examples are: `name(parameter = value, …)` on one
 * line, every value a string without escapes, a plain number, a literal, or a list or object of these. That is how
 * nearly every call is written, and reading it takes a fraction of what the tolerant reader needs. Undefined for
 * everything else, however little is unusual about it; the tolerant reader would give the same for all that is read
 * here (a property test holds the two together).
 */
export function readPlainCall(text: string, start: number, end: number, options: CallOptions): CallNode | undefined {
  const open = nameEnd(text, start, end);
  if (open === start || open >= end || text.charCodeAt(open) !== OPEN_PAREN) return undefined;
  const name: NameNode = { start, end: open, text: nameAt(text, start, open) };
  if (options.meant === 'detect' && !options.isTool(name.text) && !isAsciiName(name.text)) return undefined;
  const cursor: Cursor = { text, end, at: open + 1 };
  const list = readArguments(cursor);
  if (list === undefined || skipBlank(text, cursor.at, end) !== end) return undefined;
  const close = cursor.at - 1;
  const argumentsRange = { start: open + 1, end: close };
  return { form: 'expression', start, end: close + 1, name, arguments: list, argumentsRange, problems: [] };
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

function readArguments(cursor: Cursor): readonly ArgumentNode[] | undefined {
  if (next(cursor) === CLOSE_PAREN) {
    cursor.at++;
    return [];
  }
  const first = readArgument(cursor);
  if (first === undefined) return undefined;
  const list = [first];
  for (;;) {
    const more = goesOn(cursor, CLOSE_PAREN);
    if (more === undefined) return undefined;
    // A copy has no room to grow, which would be most of a list's memory.
    if (!more) return list.length === 1 ? list : list.slice();
    const argument = readArgument(cursor);
    if (argument === undefined) return undefined;
    list.push(argument);
  }
}

function readArgument(cursor: Cursor): ArgumentNode | undefined {
  next(cursor);
  const { text, at: start } = cursor;
  const end = nameEnd(text, start, cursor.end);
  if (end === start) return undefined;
  cursor.at = end;
  if (next(cursor) !== EQUALS) return undefined;
  cursor.at++;
  const value = readValue(cursor, 0);
  if (value === undefined) return undefined;
  return { start, end: value.end, name: { start, end, text: nameAt(text, start, end) }, value };
}

function readValue(cursor: Cursor, depth: number): ValueNode | undefined {
  const code = next(cursor);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return readString(cursor, code);
  if (isDigit(code)) return readNumber(cursor);
  if (code === OPEN_BRACKET) return depth === DEEPEST ? undefined : readList(cursor, depth);
  if (code === OPEN_BRACE) return depth === DEEPEST ? undefined : readObject(cursor, depth);
  return readLiteral(cursor);
}

/** A string without escapes that ends where a value can end. One that ends with a brace may be a template's variable. */
function readString(cursor: Cursor, quote: number): StringNode | undefined {
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
  return { kind: 'string', start, end: close + 1, value: text.slice(start + 1, close) };
}

function endsValue(code: number): boolean {
  return code === COMMA || code === CLOSE_PAREN || code === CLOSE_BRACKET || code === CLOSE_BRACE;
}

/** Longer numbers may be codes, or lose digits. */
const LONGEST_NUMBER = 14;

/** Digits, with a fraction perhaps, and what ends a value right behind them. */
function readNumber(cursor: Cursor): NumberNode | undefined {
  const { text, at: start } = cursor;
  const whole = digitsEnd(text, start, cursor.end);
  if (whole > start + 1 && text.charCodeAt(start) === ZERO) return undefined;
  const fraction = text.charCodeAt(whole) === DOT;
  const end = fraction ? digitsEnd(text, whole + 1, cursor.end) : whole;
  if (end - start > LONGEST_NUMBER || (fraction && end === whole + 1) || end >= cursor.end) return undefined;
  if (!endsValue(text.charCodeAt(end)) || isDigit(text.charCodeAt(end + 1))) return undefined;
  cursor.at = end;
  const value = Number(text.slice(start, end));
  return fraction ? { kind: 'number', start, end, value, fraction } : { kind: 'number', start, end, value };
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

function readLiteral(cursor: Cursor): ValueNode | undefined {
  const { text, at: start } = cursor;
  for (const [word, value] of LITERALS) {
    if (!text.startsWith(word, start)) continue;
    const end = start + word.length;
    if (end >= cursor.end || !endsValue(text.charCodeAt(end))) return undefined;
    cursor.at = end;
    return { kind: 'literal', start, end, value };
  }
  return undefined;
}

function readList(cursor: Cursor, depth: number): ValueNode | undefined {
  const start = cursor.at++;
  const items: ValueNode[] = [];
  if (next(cursor) === CLOSE_BRACKET) return { kind: 'array', start, end: ++cursor.at, items };
  for (;;) {
    const item = readValue(cursor, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    const more = goesOn(cursor, CLOSE_BRACKET);
    if (more === undefined) return undefined;
    if (!more) return { kind: 'array', start, end: cursor.at, items: items.slice() };
  }
}

function readObject(cursor: Cursor, depth: number): ValueNode | undefined {
  const start = cursor.at++;
  const entries: EntryNode[] = [];
  if (next(cursor) === CLOSE_BRACE) return { kind: 'object', start, end: ++cursor.at, entries };
  for (;;) {
    const entry = readEntry(cursor, depth);
    if (entry === undefined) return undefined;
    entries.push(entry);
    const more = goesOn(cursor, CLOSE_BRACE);
    if (more === undefined) return undefined;
    if (!more) return { kind: 'object', start, end: cursor.at, entries: entries.slice() };
  }
}

function readEntry(cursor: Cursor, depth: number): EntryNode | undefined {
  const quote = next(cursor);
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return undefined;
  const written = readString(cursor, quote);
  if (written === undefined || written.value === '' || next(cursor) !== COLON) return undefined;
  cursor.at++;
  const value = readValue(cursor, depth + 1);
  if (value === undefined) return undefined;
  const key: NameNode = { start: written.start + 1, end: written.end - 1, text: written.value };
  return { start: written.start, end: value.end, key, value };
}
