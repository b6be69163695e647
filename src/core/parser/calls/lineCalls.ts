import type { CallNode, NameNode } from '../callNodes.ts';
import { enter, leave, separate, takeStrayComma, tryClose } from './brackets.ts';
import { isCallName, startsCall } from './callStart.ts';
import {
  asciiForm,
  BACKTICK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  EQUALS,
  GREATER,
  isAsciiName,
  isLineBreak,
  lineEnd,
  nameEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  skipBlank,
  trimEnd,
} from './characters.ts';
import { readBracket, readExpression } from './expressionCall.ts';
import { readJsonCalls } from './jsonCall.ts';
import { nameAt } from './names.ts';
import type { CallOptions } from './options.ts';
import { notePunctuation, type Reader, skipSpace } from './reader.ts';
import { readTagged, startsTag } from './taggedCall.ts';
import { readTail } from './tail.ts';

/** Makes a reader ready for the next call, from `at` on. */
export function restart(reader: Reader, at: number, end: number): void {
  reader.at = at;
  reader.end = end;
  reader.problems = [];
  reader.broken = false;
  reader.spoiltTo = 0;
  reader.parens = 0;
  reader.brackets = 0;
  reader.braces = 0;
  reader.depth = 0;
  reader.inList = false;
}

/**
 * Reads the calls that start at the reader's place, where a line starts. Undefined if the line is prose; the reader
 * then stands where that was seen. Else it stands behind the calls and what belongs to them.
 */
export function readLineCalls(reader: Reader, options: CallOptions): CallNode[] | undefined {
  const { end } = reader;
  let calls: CallNode[] | undefined;
  for (;;) {
    skipBackticks(reader);
    const read = readForm(reader, options);
    if (read === undefined) return undefined;
    for (const call of read) if (!isMeant(reader, call, options)) return undefined;
    // Nearly all lines hold one call, for which an array without room to grow will do.
    if (calls === undefined) calls = read.slice();
    else for (const call of read) calls.push(call);
    const last = calls[calls.length - 1];
    const tail = last === undefined ? 'prose' : readTail(reader, calls, last, options);
    if (tail === 'end') return calls;
    if (tail === 'prose') {
      if (last !== undefined && !isClosed(reader.text, last)) reader.at = lineEnd(reader.text, reader.at, reader.end);
      else if (options.meant === 'detect') return undefined;
      return calls;
    }
    restart(reader, reader.at, end);
  }
}

function skipBackticks(reader: Reader): void {
  const start = reader.at;
  while (reader.at < reader.end && reader.text.charCodeAt(reader.at) === BACKTICK) reader.at++;
  if (reader.at > start) notePunctuation(reader, start, reader.at, '');
}

/** Reads one call, a list or a tag of them at the reader's place. */
function readForm(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const { text, at, end } = reader;
  const code = at < end ? text.charCodeAt(at) : 0;
  const tolerant = options.meant === 'always';
  if (code === OPEN_BRACE) return readJsonCalls(reader, tolerant);
  if (code === OPEN_BRACKET) return readList(reader, options);
  if (startsTag(text, at)) return readTagged(reader, tolerant);
  const name = readName(reader, options);
  if (name === undefined || !(tolerant || isCallName(name.text, options))) return undefined;
  const call = readNamed(reader, name, options);
  return call === undefined ? undefined : [call];
}

/** Reads the name before a bracket. The name of a loaded tool may hold characters that no other name does. */
function readName(reader: Reader, options: CallOptions): NameNode | undefined {
  const { text, at, end } = reader;
  const to = nameEnd(text, at, end);
  const next = skipBlank(text, to, end);
  const sign = next < end ? asciiForm(text.charCodeAt(next)) : 0;
  if (to > at && (sign === OPEN_PAREN || (sign === OPEN_BRACKET && next === to))) {
    return { start: at, end: to, text: nameAt(text, at, to) };
  }
  const limit = Math.min(end, at + 128);
  for (let far = Math.max(next, at + 1); far < limit; far++) {
    const code = text.charCodeAt(far);
    if (isLineBreak(code)) return undefined;
    const found = asciiForm(code);
    if (found !== OPEN_PAREN && found !== OPEN_BRACKET) continue;
    const name = text.slice(at, trimEnd(text, at, far));
    return options.isTool(name) ? { start: at, end: at + name.length, text: name } : undefined;
  }
  return undefined;
}

function readNamed(reader: Reader, name: NameNode, options: CallOptions): CallNode | undefined {
  reader.at = name.end;
  skipSpace(reader);
  if (reader.text.charCodeAt(reader.at) !== OPEN_BRACKET) return readExpression(reader, name);
  const always = options.meant === 'always';
  return always || options.isTool(name.text) ? readBracket(reader, name, always) : undefined;
}

/** Reads `[f(…), g(…)]` or a JSON list. */
function readList(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const open = reader.at;
  reader.at++;
  skipSpace(reader);
  const isJson = reader.text.charCodeAt(reader.at) === OPEN_BRACE;
  const isCalls = !isJson && reader.at < reader.end && startsCall(reader.text, reader.at, reader.end, options);
  reader.at = open;
  if (isJson) return readJsonCalls(reader, options.meant === 'always');
  return isCalls ? readCallList(reader, options) : undefined;
}

function readCallList(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const open = reader.at;
  const calls: CallNode[] = [];
  enter(reader);
  reader.inList = true;
  let last = reader.at;
  for (;;) {
    skipSpace(reader);
    const before = reader.at;
    if (tryClose(reader, open, last)) {
      if (reader.at === before) reader.at = last;
      break;
    }
    if (takeStrayComma(reader)) continue;
    if (calls.length > 0) {
      reader.problems = [];
      reader.broken = false;
    }
    const name = readName(reader, options);
    const call = name === undefined ? undefined : readNamed(reader, name, options);
    if (call === undefined) return undefined;
    calls.push(call);
    last = reader.at;
    separate(reader, last);
  }
  leave(reader, OPEN_BRACKET);
  reader.inList = false;
  return calls;
}

/** True if a call in an action block is meant as one and is no plain language with a remark in parentheses. */
function isMeant(reader: Reader, call: CallNode, options: CallOptions): boolean {
  if (options.meant === 'always' || options.isTool(call.name.text)) return true;
  if (!isAsciiName(call.name.text) || call.form === 'bracket') return false;
  if (call.form !== 'expression' || call.arguments.some((argument) => argument.name !== undefined)) return true;
  const { start, end } = call.argumentsRange;
  if (isClosed(reader.text, call) && skipBlank(reader.text, start, end) === end) return true;
  return hasMark(reader.text, start, call.end);
}

function hasMark(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const ascii = asciiForm(text.charCodeAt(at));
    if (ascii === EQUALS || ascii === COLON || ascii === OPEN_BRACE) return true;
  }
  return false;
}

/** True if a call ends with a closing bracket or tag. */
function isClosed(text: string, call: CallNode): boolean {
  const last = asciiForm(text.charCodeAt(call.end - 1));
  return last === CLOSE_PAREN || last === CLOSE_BRACKET || last === CLOSE_BRACE || last === GREATER;
}
