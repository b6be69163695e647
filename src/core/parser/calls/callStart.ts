import {
  asciiForm,
  BACKTICK,
  DOUBLE_QUOTE,
  isAsciiName,
  isDigit,
  isLineBreak,
  isPlainSpace,
  MINUS,
  nameEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PLUS,
  SINGLE_QUOTE,
  STAR,
  skipBlank,
} from './characters.ts';
import { findNotation } from './notations/index.ts';
import type { CallOptions } from './options.ts';

/** Offset after a list marker (`- `, `2. `, `3）`) at the start of a line. */
export function skipListMarker(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  let to = at;
  if (code === MINUS || code === STAR || code === PLUS) to++;
  else {
    while (to < end && to - at < 4 && isDigit(text.charCodeAt(to))) to++;
    if (to === at || !/[.)、）]/.test(text.charAt(to))) return at;
    to++;
    if (text.charCodeAt(to - 1) >= 128) return skipBlank(text, to, end);
  }
  return to < end && isPlainSpace(text.charCodeAt(to)) ? skipBlank(text, to, end) : at;
}

/** True if the text at an offset starts like a call. `end` bounds the search. */
export function startsCall(text: string, at: number, end: number, options: CallOptions): boolean {
  let from = skipListMarker(text, at, end);
  while (from < end && text.charCodeAt(from) === BACKTICK) from++;
  if (findNotation(text, from, options) !== undefined) return true;
  if (text.charCodeAt(from) === OPEN_BRACKET) from = skipBlank(text, from + 1, end);
  if (from >= end) return false;
  if (text.charCodeAt(from) === OPEN_BRACE) return startsJsonCall(text, from + 1, end);
  if (findNotation(text, from, options) !== undefined) return true;
  const to = nameEnd(text, from, end);
  if (to === from) return false;
  const next = skipBlank(text, to, end);
  const sign = next < end ? asciiForm(text.charCodeAt(next)) : 0;
  if (sign === OPEN_PAREN) return options.meant === 'always' || isCallName(text.slice(from, to), options);
  return sign === OPEN_BRACKET && next === to && options.isTool(text.slice(from, to));
}

/** True for a name that makes the text after it a call: a tool's, or one that a programming language allows. */
export function isCallName(name: string, options: CallOptions): boolean {
  return isAsciiName(name) || options.isTool(name);
}

const JSON_KEY = /^(?:name|action|tool|function|tool_calls|function_call|functionCall|type|id|thought)["']/;

function startsJsonCall(text: string, at: number, end: number): boolean {
  let from = at;
  const limit = Math.min(end, at + 100);
  while (from < limit && (isPlainSpace(text.charCodeAt(from)) || isLineBreak(text.charCodeAt(from)))) from++;
  if (text.charCodeAt(from) === OPEN_BRACE) from++;
  const quote = text.charCodeAt(from);
  return (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) && JSON_KEY.test(text.slice(from + 1, from + 16));
}
