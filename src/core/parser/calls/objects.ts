import type { TextRange } from '../../text/range.ts';
import type { ElidedNode, EntryNode, InvalidNode, NameNode, ObjectNode, ValueNode } from '../callNodes.ts';
import { readBareText, shorten } from './bareText.ts';
import { enter, leave, noteUnclosed, readTooDeep, separate, takeStrayComma, tryClose } from './brackets.ts';
import {
  asciiForm,
  COLON,
  EQUALS,
  isDigit,
  isLineBreak,
  nameEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  skipBlank,
  trimEnd,
} from './characters.ts';
import { isCloser, isNamedAt, type ReadValue } from './lookahead.ts';
import { say } from './messages.ts';
import { readElided } from './placeholders.ts';
import { isQuote } from './quotes.ts';
import { END, isComma, MAX_DEPTH, notePunctuation, noteSyntax, peek, type Reader, skipSpace } from './reader.ts';
import { readString } from './strings.ts';

interface Content {
  readonly readValue: ReadValue;
  readonly entries: EntryNode[];
  elided?: ElidedNode;
}

/** Reads a dict or JSON object. */
export function readObject(reader: Reader, readValue: ReadValue): ObjectNode | InvalidNode {
  if (reader.depth >= MAX_DEPTH) return readTooDeep(reader);
  const start = reader.at;
  enter(reader);
  const content: Content = { readValue, entries: [] };
  const end = readEntries(reader, start, content);
  leave(reader, OPEN_BRACE);
  const entries = content.entries.slice();
  return content.elided === undefined
    ? { kind: 'object', start, end, entries }
    : { kind: 'object', start, end, entries, elided: content.elided };
}

/** Reads the entries and the closing brace, and returns the end of the object. */
function readEntries(reader: Reader, open: number, content: Content): number {
  let last = reader.at;
  for (;;) {
    skipSpace(reader);
    const before = reader.at;
    if (tryClose(reader, open, last)) return reader.at > before ? reader.at : last;
    if (content.entries.length > 0 && startsOutside(reader)) {
      noteUnclosed(reader, open, last);
      return last;
    }
    if (takeStrayComma(reader)) continue;
    last = readEntry(reader, content);
    separate(reader, last);
  }
}

/** `{"a": 1, name = …` or `{"a": 1, {…`: what comes next belongs to the call or the list around the object. */
function startsOutside(reader: Reader): boolean {
  const code = reader.text.charCodeAt(reader.at);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return reader.brackets > 0 || reader.parens > 0;
  return reader.parens > 0 && isNamedAt(reader, reader.at);
}

/** Reads one entry, or whatever replaces it, and returns its end. */
function readEntry(reader: Reader, content: Content): number {
  const elided = readElided(reader);
  if (elided !== undefined) {
    content.elided = elided;
    return elided.end;
  }
  const start = reader.at;
  const key = readKey(reader, content);
  // Bare text reaches over the blanks after it, the entry does not.
  if (key === undefined) return trimEnd(reader.text, start, reader.at);
  const keyEnd = reader.at;
  const sign = readSign(reader, key);
  if (sign === undefined) return keyEnd;
  skipSpace(reader);
  const value = readEntryValue(reader, key, sign, content);
  content.entries.push({ start: key.from, end: value.end, key: key.node, value });
  return value.end;
}

/** A key with where it starts, its quotes included. */
interface Key {
  readonly from: number;
  readonly node: NameNode;
}

function readKey(reader: Reader, { readValue }: Content): Key | undefined {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if (isQuote(code)) return readQuotedKey(reader);
  const to = nameEnd(text, at, reader.end);
  const sign = to < reader.end ? asciiForm(text.charCodeAt(skipBlank(text, to, reader.end))) : 0;
  if (to === at || (sign !== COLON && sign !== EQUALS)) {
    noteSyntax(reader, at, at + 1, say('missingKey'));
    if (isDigit(code) || to > at) readBareText(reader, at, 'entry');
    else readValue(reader, 'entry');
    return undefined;
  }
  const name = text.slice(at, to);
  reader.at = to;
  if (!isDigit(code)) noteBareKey(reader, at, to, name);
  return { from: at, node: { start: at, end: to, text: name } };
}

function readQuotedKey(reader: Reader): Key {
  const from = reader.at;
  const string = readString(reader, 'key');
  const text = string.kind === 'string' ? string.value : string.text;
  return { from, node: quotedName(reader, string, text) };
}

/** The name within the quotes of a string. */
export function quotedName(reader: Reader, string: TextRange, text: string): NameNode {
  const closed = string.end - 1 > string.start && isQuote(reader.text.charCodeAt(string.end - 1));
  const start = string.start + 1;
  const end = closed ? string.end - 1 : string.end;
  return start < end ? { start, end, text } : { start: string.start, end: string.end, text };
}

function noteBareKey(reader: Reader, start: number, end: number, name: string): void {
  const replacement = JSON.stringify(name);
  noteSyntax(reader, start, end, say('bareKey', { text: shorten(name) }), [
    { title: say('quoteIt', { replacement }), replacement, range: { start, end } },
  ]);
}

/** Takes the colon after a key and returns its offset; undefined if there is none. */
function readSign(reader: Reader, key: Key): number | undefined {
  const last = reader.at;
  skipSpace(reader);
  const { text, at } = reader;
  const found = peek(reader);
  if (found === COLON || found === EQUALS) {
    reader.at++;
    if (found === EQUALS) {
      noteSyntax(reader, at, at + 1, say('keyEquals'), [
        { title: say('writeLiteral', { replacement: ':' }), replacement: ':', range: { start: at, end: at + 1 } },
      ]);
    } else if (text.charCodeAt(at) !== COLON) {
      const tight = skipBlank(text, at + 1, reader.end) === at + 1;
      notePunctuation(reader, at, at + 1, tight && !isLineBreak(text.charCodeAt(at + 1)) ? ': ' : ':');
    }
    return at;
  }
  noteSyntax(reader, key.from, last, say('missingKey'));
  return undefined;
}

function readEntryValue(reader: Reader, key: Key, sign: number, { readValue }: Content): ValueNode {
  const found = peek(reader);
  if (found !== END && !isCloser(found) && !isComma(found)) return readValue(reader, 'entry');
  return noteMissingValue(reader, key.node.text, sign);
}

/** A missing value has the range of the sign before it. */
export function noteMissingValue(reader: Reader, name: string, sign: number): InvalidNode {
  noteSyntax(reader, sign, sign + 1, say('missingValue', { name: shorten(name) }));
  return { kind: 'invalid', start: sign, end: sign + 1, text: '' };
}
