import type { ValueNode } from '../callNodes.ts';
import {
  asciiForm,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  EQUALS,
  isLineBreak,
  nameEnd,
  skipBlank,
} from './characters.ts';
import { isComma, type Reader } from './reader.ts';
/** Where a value is, which decides what may follow it. */
export type ValuePosition = 'argument' | 'named' | 'item' | 'entry' | 'key' | 'alone';

/** True if a value can end at `at`: what follows on the line separates it from the next thing. */
export function isFollowedWell(reader: Reader, at: number): boolean {
  const next = skipBlank(reader.text, at, reader.end);
  if (next === reader.end) return true;
  const code = reader.text.charCodeAt(next);
  return isLineBreak(code) || isSeparator(asciiForm(code));
}

export function isSeparator(ascii: number): boolean {
  return isComma(ascii) || isCloser(ascii) || ascii === COLON || ascii === EQUALS;
}

export function isCloser(ascii: number): boolean {
  return ascii === CLOSE_PAREN || ascii === CLOSE_BRACKET || ascii === CLOSE_BRACE;
}

/** True if `name =` is at `at`. */
export function isNamedAt(reader: Reader, at: number): boolean {
  const to = nameEnd(reader.text, at, reader.end);
  if (to === at) return false;
  const sign = skipBlank(reader.text, to, reader.end);
  if (sign >= reader.end || asciiForm(reader.text.charCodeAt(sign)) !== EQUALS) return false;
  return reader.text.charCodeAt(sign + 1) !== EQUALS;
}

/** Reads one value: what lists and objects use for the values within them. */
export type ReadValue = (reader: Reader, position: ValuePosition) => ValueNode;
