import type { InvalidNode, LiteralNode, ValueNode } from '../callNodes.ts';
import { readArray } from './arrays.ts';
import { noteCode, readBareText, readNumberWithCommas } from './bareText.ts';
import {
  asciiForm,
  CLOSE_BRACE,
  CLOSE_PAREN,
  COMMA,
  DOT,
  ELLIPSIS,
  isDigit,
  isLineBreak,
  isOddSpace,
  LESS,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PLUS,
  skipBlank,
} from './characters.ts';
import { isFollowedWell, isNamedAt, isSeparator, type ValuePosition } from './lookahead.ts';
import { readCalculation, readPlainNumber } from './numbers.ts';
import { readObject } from './objects.ts';
import { readElided, readPlaceholder } from './placeholders.ts';
import { isQuote } from './quotes.ts';
import type { Reader } from './reader.ts';
import { readString } from './strings.ts';

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['None', null],
  ['null', null],
]);

/** Reads the value at the reader's position, which is neither blank space nor a separator. It reads at least one character. */
export function readValue(reader: Reader, position: ValuePosition): ValueNode {
  const code = reader.text.charCodeAt(reader.at);
  if (isQuote(code)) return readString(reader, position);
  if (isDigit(code) || code === MINUS || code === PLUS) return readNumber(reader, position);
  if (code === OPEN_BRACKET) return readArray(reader, position, readValue);
  if (code === OPEN_BRACE)
    return isQuote(reader.text.charCodeAt(reader.at + 1)) ? readObject(reader, readValue) : readBraced(reader);
  if (asciiForm(code) === OPEN_PAREN) return readGroup(reader, position);
  if (code === DOT || code === ELLIPSIS) return readDots(reader, position);
  if (code === LESS || code === 0x24) return readMarked(reader, position);
  return readWord(reader, position);
}

function readBraced(reader: Reader): ValueNode {
  return readPlaceholder(reader) ?? readDoubled(reader) ?? readObject(reader, readValue);
}

/** `{{"a": 1}}`: a template's escape of `{"a": 1}`. Undefined, and nothing read, where no key or brace follows. */
function readDoubled(reader: Reader): ValueNode | undefined {
  const { text, at: start, end } = reader;
  if (text.charCodeAt(start + 1) !== OPEN_BRACE) return undefined;
  let next = skipBlank(text, start + 2, end);
  while (next < end && isLineBreak(text.charCodeAt(next))) next = skipBlank(text, next + 1, end);
  if (!isQuote(text.charCodeAt(next)) && text.charCodeAt(next) !== CLOSE_BRACE) return undefined;
  reader.at = start + 1;
  const inner = readObject(reader, readValue);
  if (inner.kind !== 'object' || text.charCodeAt(reader.at) !== CLOSE_BRACE || reader.at >= end) return inner;
  reader.at++;
  return { ...inner, start, end: reader.at, doubled: true };
}

function readNumber(reader: Reader, position: ValuePosition): ValueNode {
  const start = reader.at;
  const plain = readPlainNumber(reader);
  if (plain !== undefined) return plain;
  const calculation = readCalculation(reader);
  if (calculation === undefined) return readBareText(reader, start, position);
  if (asciiForm(reader.text.charCodeAt(reader.at)) === COMMA && position !== 'item') {
    const number = readNumberWithCommas(reader, start, position === 'named' || position === 'entry');
    if (number !== undefined) return number;
  }
  if (!endsHere(reader)) return readBareText(reader, start, position, reader.at);
  const { node, isCode } = calculation;
  if (!isCode) return node;
  return noteCode(reader, start, reader.at, node.folded === true ? undefined : String(node.value));
}

/** True if the number or word just read ends where a value can end. */
function endsHere(reader: Reader): boolean {
  const { text, at, end } = reader;
  const next = skipBlank(text, at, end);
  if (next === end) return true;
  const code = text.charCodeAt(next);
  const ascii = asciiForm(code);
  if (isLineBreak(code)) return true;
  if (isSeparator(ascii)) return ascii !== 0x3a && ascii !== 0x3d;
  if (next === at) return isOddSpace(code);
  // `a=1 b=2`: only the comma is missing.
  return isQuote(code) || code === OPEN_BRACE || code === OPEN_BRACKET || isNamedAt(reader, next);
}

/** A calculation in parentheses, a value in parentheses, or a tuple. */
function readGroup(reader: Reader, position: ValuePosition): ValueNode {
  const start = reader.at;
  if (reader.text.charCodeAt(start) === OPEN_PAREN) {
    const calculation = readCalculation(reader);
    if (calculation !== undefined && !calculation.isCode && endsHere(reader)) return calculation.node;
    reader.at = start;
  }
  const node = readArray(reader, position, readValue);
  const only = node.kind === 'array' && node.items.length === 1 ? node.items[0] : undefined;
  if (only === undefined || reader.text.charCodeAt(node.end - 1) !== CLOSE_PAREN) return node;
  // `("a")` is the string, `("a",)` a tuple of one.
  const after = skipBlank(reader.text, only.end, node.end);
  return after === node.end - 1 ? { ...only, start: node.start, end: node.end } : node;
}

function readDots(reader: Reader, position: ValuePosition): ValueNode {
  const start = reader.at;
  const elided = readElided(reader);
  if (elided !== undefined)
    return isFollowedWell(reader, reader.at) ? elided : readBareText(reader, start, position, elided.end);
  return readNumber(reader, position);
}

function readMarked(reader: Reader, position: ValuePosition): ValueNode {
  const start = reader.at;
  const placeholder = readPlaceholder(reader);
  if (placeholder !== undefined && isFollowedWell(reader, reader.at)) return placeholder;
  return readBareText(reader, start, position, placeholder?.end);
}

/** `True`, `null` …, a string with Python's `r` or `u` before it, or a bare word. */
function readWord(reader: Reader, position: ValuePosition): LiteralNode | ValueNode | InvalidNode {
  const start = reader.at;
  const { text, end } = reader;
  let to = start;
  while (to < end && to - start < 6 && isLetter(text.charCodeAt(to))) to++;
  if (to - start === 1 && to < end && isQuote(text.charCodeAt(to)) && /[ruRU]/.test(text.charAt(start))) {
    reader.at = to;
    return { ...readString(reader, position, /r/i.test(text.charAt(start))), start };
  }
  const literal = LITERALS.get(text.slice(start, to));
  if (literal === undefined) return readBareText(reader, start, position);
  reader.at = to;
  if (!endsHere(reader)) return readBareText(reader, start, position, to);
  return { kind: 'literal', start, end: to, value: literal };
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}
