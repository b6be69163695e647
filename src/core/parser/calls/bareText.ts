import type { InvalidNode, SyntaxProblem } from '../callNodes.ts';
import {
  asciiForm,
  CLOSE_PAREN,
  COMMA,
  DOUBLE_QUOTE,
  isLineBreak,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SINGLE_QUOTE,
  skipBlank,
  trimEnd,
} from './characters.ts';
import { isCloser, isNamedAt, type ValuePosition } from './lookahead.ts';
import { say } from './messages.ts';
import { closingQuote } from './quotes.ts';
import { isComma, noteSyntax, type Reader } from './reader.ts';

/**
 * Reads text that is not a value up to where a value can end, and says so. `from` lies after what was already read of
 * it. At least one character is read.
 */
export function readBareText(reader: Reader, start: number, position: ValuePosition, from = start): InvalidNode {
  reader.at = Math.max(bareEnd(reader, from, position), start + 1);
  const end = Math.max(start + 1, trimEnd(reader.text, start, reader.at));
  const text = reader.text.slice(start, end);
  noteBare(reader, start, end, text);
  return { kind: 'invalid', start, end, text };
}

function bareEnd(reader: Reader, from: number, position: ValuePosition): number {
  const { text, end } = reader;
  let depth = 0;
  let quotes = true;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) return at;
    const ascii = asciiForm(code);
    if (ascii === OPEN_PAREN || code === OPEN_BRACKET || code === OPEN_BRACE) depth++;
    else if (isCloser(ascii)) {
      if (depth === 0) return at;
      depth--;
    } else if (depth === 0 && isComma(ascii)) {
      if (separates(reader, at, position)) return at;
    } else if (depth > 0 && quotes && (code === DOUBLE_QUOTE || code === SINGLE_QUOTE)) {
      const close = closingQuote(reader, at + 1, code);
      // Without a closing quote the rest of the line would be searched again for each further one.
      if (close === -1) quotes = false;
      else at = close;
    }
  }
  return end;
}

/** An ASCII comma always ends bare text; a full-width one is a part of it (`卡纸，打不开`) unless `name =` follows. */
function separates(reader: Reader, at: number, position: ValuePosition): boolean {
  if (reader.text.charCodeAt(at) === COMMA || position === 'item' || position === 'entry') return true;
  return isNamedAt(reader, skipBlank(reader.text, at + 1, reader.end));
}

type Choices = NonNullable<SyntaxProblem['choices']>;

function noteBare(reader: Reader, start: number, end: number, text: string): void {
  if (reader.broken) return;
  const range = { start, end };
  const replacement = JSON.stringify(text);
  const choices: Choices = [{ title: say('quoteIt', { replacement }), replacement, range }];
  const literal = LITERALS.get(text.toLowerCase());
  if (literal !== undefined) {
    const first = { title: say('writeLiteral', { replacement: literal }), replacement: literal, range };
    noteSyntax(reader, start, end, say('bareWord', { text: shorten(text) }), [first, ...choices]);
  } else noteSyntax(reader, start, end, say(reasonKey(text), { text: shorten(text) }), choices);
}

function reasonKey(text: string): 'bareNumber' | 'nestedCall' | 'bareWord' {
  if (/^[\d\s+\-./:()]+$/.test(text)) return 'bareNumber';
  const isCall = text.charCodeAt(text.length - 1) === CLOSE_PAREN && /^[\w.-]+\s{0,8}\(/.test(text);
  return isCall || /^["']/.test(text) ? 'nestedCall' : 'bareWord';
}

/** Spellings of other languages and the Python literals in the wrong case. */
const LITERALS: ReadonlyMap<string, string> = new Map([
  ['true', 'True'],
  ['false', 'False'],
  ['none', 'None'],
  ['null', 'None'],
  ['nil', 'None'],
  ['undefined', 'None'],
]);

/** A message quotes no more of the author's text than fits on a line. */
export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** Reports a number that the author meant as a code, and offers both readings. */
export function noteCode(reader: Reader, start: number, end: number, number: string | undefined): InvalidNode {
  const text = reader.text.slice(start, end);
  const range = { start, end };
  const quoted = JSON.stringify(text);
  const choices: Choices = [{ title: say('quoteIt', { replacement: quoted }), replacement: quoted, range }];
  const plain =
    number === undefined ? [] : [{ title: say('writeNumber', { replacement: number }), replacement: number, range }];
  noteSyntax(reader, start, end, say('bareNumber', { text: shorten(text) }), [...choices, ...plain]);
  return { kind: 'invalid', start, end, text };
}

/** `1,000`: a comma before three digits separates thousands. */
const THOUSANDS = /^[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?![\w.])/;

/** `1,5` and `1.000,5`: a comma instead of the decimal point. */
const DECIMAL_COMMA = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)[,，]\d+(?![\w.])(?!\s*[:：]|\s*[,，]\s*[\d+-])/;

/**
 * Reads a number with commas, which is one number to its author and several values to a parser. That is certain after
 * the name of a parameter or a key. Without a name, only thousands with a group such as `000` are no separate numbers.
 */
export function readNumberWithCommas(reader: Reader, start: number, isNamed: boolean): InvalidNode | undefined {
  const ahead = reader.text.slice(start, Math.min(reader.end + 1, start + 40));
  const thousands = THOUSANDS.exec(ahead)?.[0];
  const text = thousands ?? (isNamed ? DECIMAL_COMMA.exec(ahead)?.[0] : undefined);
  if (text === undefined || start + text.length > reader.end) return undefined;
  if (!isNamed && !/[,，]0\d/.test(text)) return undefined;
  const end = start + text.length;
  const range = { start, end };
  const number = thousands === undefined ? text.replaceAll('.', '').replace(/[,，]/, '.') : text.replace(/[,，]/g, '');
  const quoted = JSON.stringify(text);
  noteSyntax(reader, start, end, say('thousands', { text }), [
    { title: say('writeNumber', { replacement: number }), replacement: number, range },
    { title: say('quoteIt', { replacement: quoted }), replacement: quoted, range },
  ]);
  reader.at = end;
  return { kind: 'invalid', start, end, text };
}
