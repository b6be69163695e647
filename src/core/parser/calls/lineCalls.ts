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
import { isCloser } from './lookahead.ts';
import { say } from './messages.ts';
import { findNotation } from './notations/index.ts';
import type { CallOptions } from './options.ts';
import { notePunctuation, noteSyntax, type Reader, skipSpace } from './reader.ts';
import { readTail } from './tail.ts';

/** Makes a reader ready for the next call, from `at` on. */
export function restart(reader: Reader, at: number, end: number): void {
  reader.at = at;
  reader.end = end;
  reader.problems = [];
  reader.broken = false;
  reader.recoveredUntil = 0;
  reader.parens = 0;
  reader.brackets = 0;
  reader.braces = 0;
  reader.depth = 0;
  reader.inList = false;
}

/**
 * Reads the calls that start at the reader's position, where a line starts. Undefined if the line is prose; the reader
 * is then at the position where that was seen. Otherwise it is after the calls and what belongs to them.
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
    if (last !== undefined && calls.length > 0) calls[calls.length - 1] = takeStrayClosers(reader, last);
    const tail = last === undefined ? 'prose' : readTail(reader, calls, calls[calls.length - 1] ?? last, options);
    if (tail === 'end') return calls;
    if (tail === 'prose') return endWithWords(reader, calls, options);
    restart(reader, reader.at, end);
  }
}

/** Steps over closing brackets after a call that is closed already, and reports the first of them. */
function takeStrayClosers(reader: Reader, call: CallNode): CallNode {
  const { text, end } = reader;
  const at = skipBlank(text, reader.at, end);
  let to = at;
  while (to < end && isCloser(asciiForm(text.charCodeAt(to)))) to++;
  if (to === at || !isClosed(text, call)) return call;
  reader.at = to;
  if (reader.broken) return call;
  const closer = text.charAt(at);
  const range = { start: at, end: to };
  noteSyntax(reader, at, at + 1, say('strayCloser', { closer }), [{ title: say('remove'), replacement: '', range }]);
  return { ...call, problems: reader.problems };
}

/** The calls of a line that goes on with words; undefined if the words make it prose. */
function endWithWords(reader: Reader, calls: CallNode[], options: CallOptions): CallNode[] | undefined {
  const last = calls[calls.length - 1];
  if (last !== undefined && (isBroken(reader, last, options) || !isClosed(reader.text, last))) {
    reader.at = lineEnd(reader.text, reader.at, reader.end);
  } else if (last !== undefined && takesWords(last, options)) noteWords(reader, calls);
  else if (options.meant === 'detect') return undefined;
  return calls;
}

/** True for a call that a tag or a tool's name makes one, and that could not be read to its end. */
function isBroken({ broken }: Reader, { form, name }: CallNode, { isTool }: CallOptions): boolean {
  return broken && (form === 'xml' || form === 'tagged' || isTool(name.text));
}

/** True for a call after which words on the same line are too many, and do not make the line prose. */
function takesWords({ name, arguments: list, form }: CallNode, { meant, isTool }: CallOptions): boolean {
  if (form === 'bracket') return false;
  return meant === 'always' || (isTool(name.text) && list.some((argument) => argument.name !== undefined));
}

/** Reports the words after a call, which is read all the same. */
function noteWords(reader: Reader, calls: CallNode[]): void {
  const { text, at } = reader;
  const to = lineEnd(text, at, reader.end);
  const end = trimEnd(text, at, to);
  const range = { start: at, end };
  noteSyntax(reader, at, end, say('wordsAfter'), [{ title: say('remove'), replacement: '', range }]);
  const last = calls.pop();
  if (last !== undefined) calls.push({ ...last, problems: reader.problems });
  reader.at = to;
}

function skipBackticks(reader: Reader): void {
  const start = reader.at;
  while (reader.at < reader.end && reader.text.charCodeAt(reader.at) === BACKTICK) reader.at++;
  if (reader.at > start) notePunctuation(reader, start, reader.at, '');
}

/** Reads one call, a list or a tag of them at the reader's position. */
function readForm(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const { text, at, end } = reader;
  const code = at < end ? text.charCodeAt(at) : 0;
  const tolerant = options.meant === 'always';
  if (code === OPEN_BRACE) return readJsonCalls(reader, tolerant);
  const notation = findNotation(text, at, options);
  if (notation !== undefined) return notation.read(reader, options);
  if (code === OPEN_BRACKET) return readList(reader, options);
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
    return { start: at, end: to, text: text.slice(at, to) };
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

/** True if a call in an action block is intended as a call, not plain language with a remark in parentheses. */
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
