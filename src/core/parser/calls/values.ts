import type { InvalidNode, LiteralNode, ValueNode } from '../callNodes.ts';
import { readArray } from './arrays.ts';
import { noteCode, readBareText, readThousands } from './bareText.ts';
import {
  asciiForm,
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
import { readCalculation, readPlainNumber } from './numbers.ts';
import { readObject } from './objects.ts';
import { readElided, readPlaceholder } from './placeholders.ts';
import type { Reader } from './reader.ts';
import { isNamedAt } from './stringRecovery.ts';
import { isFollowedWell, isQuote, isSeparator, type Place, readString } from './strings.ts';

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['None', null],
  ['null', null],
]);

/** Reads the value at the reader's place, where no blank space and no separator stands. It reads at least one character. */
export function readValue(reader: Reader, place: Place): ValueNode {
  const code = reader.text.charCodeAt(reader.at);
  if (isQuote(code)) return readString(reader, place);
  if (isDigit(code) || code === MINUS || code === PLUS) return readNumber(reader, place);
  if (code === OPEN_BRACKET) return readArray(reader, place);
  if (code === OPEN_BRACE)
    return isQuote(reader.text.charCodeAt(reader.at + 1)) ? readObject(reader) : readBraced(reader);
  if (asciiForm(code) === OPEN_PAREN) return readGroup(reader, place);
  if (code === DOT || code === ELLIPSIS) return readDots(reader, place);
  if (code === LESS || code === 0x24) return readMarked(reader, place);
  return readWord(reader, place);
}

function readBraced(reader: Reader): ValueNode {
  return readPlaceholder(reader) ?? readObject(reader);
}

function readNumber(reader: Reader, place: Place): ValueNode {
  const start = reader.at;
  const plain = readPlainNumber(reader);
  if (plain !== undefined) return plain;
  const calculation = readCalculation(reader);
  if (calculation === undefined) return readBareText(reader, start, place);
  if (place === 'named' || place === 'entry') {
    const next = asciiForm(reader.text.charCodeAt(reader.at));
    const thousands = next === COMMA ? readThousands(reader, start) : undefined;
    if (thousands !== undefined) return thousands;
  }
  if (!endsHere(reader)) return readBareText(reader, start, place, reader.at);
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
function readGroup(reader: Reader, place: Place): ValueNode {
  const start = reader.at;
  if (reader.text.charCodeAt(start) === OPEN_PAREN) {
    const calculation = readCalculation(reader);
    if (calculation !== undefined && !calculation.isCode && endsHere(reader)) return calculation.node;
    reader.at = start;
  }
  const node = readArray(reader, place);
  const only = node.kind === 'array' && node.items.length === 1 ? node.items[0] : undefined;
  if (only === undefined || reader.text.charCodeAt(node.end - 1) !== CLOSE_PAREN) return node;
  // `("a")` is the string, `("a",)` a tuple of one.
  const behind = skipBlank(reader.text, only.end, node.end);
  return behind === node.end - 1 ? { ...only, start: node.start, end: node.end } : node;
}

function readDots(reader: Reader, place: Place): ValueNode {
  const start = reader.at;
  const elided = readElided(reader);
  if (elided !== undefined)
    return isFollowedWell(reader, reader.at) ? elided : readBareText(reader, start, place, elided.end);
  return readNumber(reader, place);
}

function readMarked(reader: Reader, place: Place): ValueNode {
  const start = reader.at;
  const placeholder = readPlaceholder(reader);
  if (placeholder !== undefined && isFollowedWell(reader, reader.at)) return placeholder;
  return readBareText(reader, start, place, placeholder?.end);
}

/** `True`, `null` …, a string with Python's `r` or `u` before it, or a bare word. */
function readWord(reader: Reader, place: Place): LiteralNode | ValueNode | InvalidNode {
  const start = reader.at;
  const { text, end } = reader;
  let to = start;
  while (to < end && to - start < 6 && isLetter(text.charCodeAt(to))) to++;
  if (to - start === 1 && to < end && isQuote(text.charCodeAt(to)) && /[ruRU]/.test(text.charAt(start))) {
    reader.at = to;
    return { ...readString(reader, place, /r/i.test(text.charAt(start))), start };
  }
  const literal = LITERALS.get(text.slice(start, to));
  if (literal === undefined) return readBareText(reader, start, place);
  reader.at = to;
  if (!endsHere(reader)) return readBareText(reader, start, place, to);
  return { kind: 'literal', start, end: to, value: literal };
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}
