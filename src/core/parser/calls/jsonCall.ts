import type { TextRange } from '../../text/range.ts';
import type { ArgumentNode, CallForm, CallNode, CallProblem, ObjectNode, ValueNode } from '../callNodes.ts';
import { enter, leave, separate, takeStrayComma, tryClose } from './brackets.ts';
import { OPEN_BRACE, OPEN_BRACKET, trimEnd } from './characters.ts';
import { innerRange, objectArguments } from './expressionCall.ts';
import { readJsonString } from './jsonString.ts';
import { say } from './messages.ts';
import { quotedName } from './objects.ts';
import { noteSyntax, peek, type Reader, skipSpace } from './reader.ts';
import { readValue } from './values.ts';

/** The keys under which JSON calls name their tool and hold its arguments. */
const KEYS: readonly { readonly name: string; readonly input: readonly string[]; readonly text: boolean }[] = [
  { name: 'name', input: ['arguments', 'parameters', 'input', 'args'], text: false },
  { name: 'action', input: ['action_input'], text: true },
  { name: 'tool', input: ['tool_input'], text: true },
];

/** Keys whose value is the call, or a list of calls. */
const WRAPPERS: readonly string[] = ['function', 'tool_calls', 'function_call', 'functionCall'];

/**
 * Reads a JSON call or a list of them at the reader's position. Undefined if the JSON is not a call. With `tolerant`, JSON
 * that names no tool is a call that cannot be read.
 */
export function readJsonCalls(reader: Reader, tolerant: boolean, form: CallForm = 'json'): CallNode[] | undefined {
  const calls: CallNode[] = [];
  const start = reader.at;
  const style: JsonStyle = { form, tolerant };
  const isList = peek(reader) === OPEN_BRACKET;
  const whole = isList ? readList(reader, calls, style) : readOne(reader, calls, style);
  if (!whole || calls.length === 0) return undefined;
  const spoilt = trimEnd(reader.text, start, reader.recoveredUntil);
  reader.at = Math.max(reader.at, reader.recoveredUntil);
  const last = calls.at(-1);
  if (last !== undefined && spoilt > last.end) calls[calls.length - 1] = { ...last, end: spoilt };
  share(reader, calls);
  return calls;
}

/** Reads `[{…}, {…}]`; false if one of the items is not a call. */
function readList(reader: Reader, calls: CallNode[], style: JsonStyle): boolean {
  const open = reader.at;
  enter(reader);
  let last = reader.at;
  let whole = true;
  while (whole) {
    skipSpace(reader);
    const before = reader.at;
    if (tryClose(reader, open, last)) {
      if (reader.at === before) reader.at = last;
      break;
    }
    if (takeStrayComma(reader)) continue;
    whole = peek(reader) === OPEN_BRACE && readOne(reader, calls, style);
    last = reader.at;
    separate(reader, last);
    reader.broken = false;
  }
  leave(reader, OPEN_BRACKET);
  return whole;
}

/** The action that ends a shot, whose argument may be the answer itself. */
const FINISH = /^(?:finish|final[ _]?answer)$/i;

function readOne(reader: Reader, calls: CallNode[], style: JsonStyle): boolean {
  const value = readValue(reader, 'alone');
  reader.at = value.end;
  if (value.kind !== 'object') return false;
  const found = interpret(reader, value, value, style);
  if (found.length > 0) calls.push(...found);
  else if (!style.tolerant) return false;
  else calls.push(nameless(reader, value, style.form));
  return true;
}

/** How the calls of one piece of JSON are to be read. */
interface JsonStyle {
  readonly form: CallForm;
  readonly tolerant: boolean;
}

/** The calls an object is or wraps. `whole` is the object that represents the call in the text. */
function interpret(reader: Reader, object: ObjectNode, whole: ObjectNode, style: JsonStyle): CallNode[] {
  for (const wrapper of WRAPPERS) {
    const inner = valueOfKey(object, wrapper);
    if (inner?.kind === 'object') return interpret(reader, inner, whole, style);
    if (inner?.kind === 'array') return inner.items.flatMap((item) => interpretItem(reader, item, style));
  }
  for (const keys of KEYS) {
    const name = valueOfKey(object, keys.name);
    if (name?.kind !== 'string' || name.value.trim() === '') continue;
    const input = keys.input.map((key) => valueOfKey(object, key)).find((value) => value !== undefined);
    // `{"name": "Tom"}` is data, unless a call was expected or the rest of the object could not be read.
    if (input === undefined && !style.tolerant && !reader.broken) continue;
    const list =
      input === undefined ? emptyList(reader, object) : readInput(reader, input, keys.text || FINISH.test(name.value));
    const called = quotedName(reader, name, name.value);
    return [{ form: style.form, start: whole.start, end: whole.end, name: called, ...list, problems: [] }];
  }
  return [];
}

function interpretItem(reader: Reader, item: ValueNode, style: JsonStyle): CallNode[] {
  return item.kind === 'object' ? interpret(reader, item, item, style) : [];
}

function valueOfKey(object: ObjectNode, key: string): ValueNode | undefined {
  return object.entries.find((entry) => entry.key.text === key)?.value;
}

function nameless(reader: Reader, object: ObjectNode, form: CallForm): CallNode {
  const { start, end } = object;
  noteSyntax(reader, start, start + 1, say('noName'));
  const name = { start, end, text: reader.text.slice(start, end) };
  return { form, start, end, name, ...emptyList(reader, object), problems: [], unreadable: true };
}

interface InputList {
  readonly arguments: readonly ArgumentNode[];
  readonly argumentsRange: TextRange;
}

function emptyList(reader: Reader, object: ObjectNode): InputList {
  const { end } = innerRange(reader.text, object);
  return { arguments: [], argumentsRange: { start: end, end } };
}

/** Reads what represents the arguments. `takesText` is true where free text may represent the only argument. */
function readInput(reader: Reader, input: ValueNode, takesText: boolean): InputList {
  if (input.kind === 'object') {
    return { arguments: objectArguments(input), argumentsRange: innerRange(reader.text, input) };
  }
  const range = { start: input.start, end: input.end };
  if (input.kind === 'string') {
    const list = readJsonString(reader, input);
    if (list !== undefined) return list;
  }
  const isNone =
    (input.kind === 'literal' && input.value === null) || (input.kind === 'array' && input.items.length === 0);
  if (isNone) return { arguments: [], argumentsRange: range };
  const isOpen = input.kind === 'placeholder' || input.kind === 'elided' || input.kind === 'invalid';
  const isText = takesText || (input.kind === 'string' && !/^\s*[[{]/.test(input.value));
  if (!isOpen && isText) reader.problems.push({ kind: 'positional', ...range });
  if (!isOpen && !isText) noteSyntax(reader, input.start, input.end, say('argumentsNoObject'));
  return { arguments: [{ ...range, value: input }], argumentsRange: range };
}

/** Gives each call the problems that lie in it, one `syntax` problem at most; what comes after goes to the last. */
function share(reader: Reader, calls: CallNode[]): void {
  const shares: CallProblem[][] = calls.map(() => []);
  let index = 0;
  for (const problem of reader.problems) {
    while (index + 1 < calls.length && (calls[index + 1]?.start ?? 0) <= problem.start) index++;
    const mine = shares[index];
    if (problem.kind !== 'syntax' || mine?.every((other) => other.kind !== 'syntax')) mine?.push(problem);
  }
  calls.forEach((call, at) => {
    calls[at] = { ...call, problems: shares[at] ?? [] };
  });
  reader.problems = shares.at(-1) ?? [];
}
