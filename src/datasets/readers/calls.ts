import { isObject, type JsonObject, type JsonValue, type ValuePath } from '../../core/index.ts';
import { createCallId } from '../conversation/callIds.ts';
import type { ConversationCall, Turn } from '../conversation/conversation.ts';
import { say } from './messages.ts';
import { isList, isText, type ReportProblem } from './reader.ts';

/** Parses JSON that is inside a text of a row. */
export function parseInner(text: string): { readonly value: JsonValue } | { readonly reason: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message.replace(/\.$/, '') : '' };
  }
}

/** Gives a call without an id one, by its name: stable, and another one for each call of a row. */
export type CallIds = (name: string) => string;

export function createCallIds(): CallIds {
  let count = 0;
  return (name) => createCallId(name, count++);
}

/** A call `{"name", "arguments"}`; undefined, and reported, if it is none. */
export function toCall(
  value: JsonValue | undefined,
  path: ValuePath,
  callId: CallIds,
  report: ReportProblem,
): ConversationCall | undefined {
  if (!isObject(value) || !isText(value.name)) {
    report('call-syntax', path, say('callName'), 'error');
    return undefined;
  }
  const values = readArguments(value.arguments ?? value.parameters ?? {}, path, report);
  if (values === undefined) return undefined;
  return { id: callId(value.name), name: value.name, arguments: values, origin: { path } };
}

function readArguments(given: JsonValue, path: ValuePath, report: ReportProblem): JsonObject | undefined {
  if (isObject(given)) return given;
  report('argument-type', path, say(isText(given) ? 'objectArguments' : 'argumentsShape'), 'error');
  const inner = isText(given) ? parseInner(given) : undefined;
  return inner !== undefined && 'value' in inner && isObject(inner.value) ? inner.value : undefined;
}

/** The calls that are written as JSON in a text: one, or a list. */
export function readCallText(
  text: string,
  path: ValuePath,
  callId: CallIds,
  report: ReportProblem,
): readonly ConversationCall[] {
  const inner = parseInner(text);
  if (!('value' in inner)) {
    report('call-syntax', path, say('callSyntax', { reason: inner.reason }), 'error');
    return [];
  }
  const list: readonly JsonValue[] = isList(inner.value) ? inner.value : [inner.value];
  return list.flatMap((value) => toCall(value, path, callId, report) ?? []);
}

/** Gives results without ids those of the calls before them, in order. */
export function withCallIds(turns: readonly Turn[]): readonly Turn[] {
  let waiting: ConversationCall[] = [];
  return turns.map((turn) => {
    if (turn.kind === 'assistant') waiting = [...turn.calls];
    if (turn.kind !== 'tool') return turn;
    const call = turn.callId === '' ? waiting.shift() : undefined;
    return call === undefined ? turn : { ...turn, callId: call.id, name: turn.name === '' ? call.name : turn.name };
  });
}
