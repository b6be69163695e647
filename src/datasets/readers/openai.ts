import { isObject, type JsonObject, type ValuePath } from '../../core/index.ts';
import type { Conversation, ConversationCall, Turn } from '../conversation/conversation.ts';
import { type CallIds, createCallIds, parseInner } from './calls.ts';
import { say } from './messages.ts';
import { getText, readTurns, reportRole, toConversation } from './parts.ts';
import { type DatasetReader, isList, isText, type ReportProblem, type RowMessage } from './reader.ts';
import { checkOrder, type PlacedTurn } from './turnOrder.ts';

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'] as const;

/** OpenAI's fine-tuning files: arguments are JSON texts. */
export const openaiReader: DatasetReader = {
  id: 'openai',
  title: { en: 'OpenAI messages', 'zh-CN': 'OpenAI 消息' },
  target: 'openai',
  matches: (row) => isList(row.messages) && (Object.hasOwn(row, 'parallel_tool_calls') || hasArguments(row, isText)),
  read: (row, report) => readMessages(row, report, true),
};

/** Messages for chat templates: arguments are objects. */
export const hfReader: DatasetReader = {
  id: 'hf',
  title: { en: 'chat messages', 'zh-CN': '对话消息' },
  target: 'hf',
  matches: (row) => isList(row.messages),
  read: (row, report) => readMessages(row, report, false),
};

/** True if a call of the row has arguments of a type. */
function hasArguments(row: JsonObject, isType: (value: JsonObject[string] | undefined) => boolean): boolean {
  if (!isList(row.messages)) return false;
  return row.messages.some((message) => {
    if (!isObject(message) || !isList(message.tool_calls)) return false;
    return message.tool_calls.some(
      (call) => isObject(call) && isObject(call.function) && isType(call.function.arguments),
    );
  });
}

function readMessages(row: JsonObject, report: ReportProblem, isOpenAi: boolean): Conversation | undefined {
  const callId = createCallIds();
  const placed = readTurns(row, 'messages', report, (message) => readMessage(message, callId, report, isOpenAi));
  if (placed === undefined) return undefined;
  checkOrder(placed, report);
  checkIds(placed, report);
  return toConversation(
    row,
    placed.map(({ turn }) => turn),
    report,
  );
}

function readMessage(message: RowMessage, callId: CallIds, report: ReportProblem, isOpenAi: boolean): readonly Turn[] {
  const { value, path } = message;
  const origin = { path: [] };
  if (Object.hasOwn(value, 'from') || Object.hasOwn(value, 'value')) {
    report('mixed-keys', path, say('mixedKeys', { keys: Object.keys(value) }), 'error');
  }
  const weight = typeof value.weight === 'number' ? { weight: value.weight } : {};
  switch (value.role) {
    case 'system':
    case 'developer':
      return [{ kind: 'system', text: getText(message, 'content', report), origin }];
    case 'user':
      return [{ kind: 'user', text: getText(message, 'content', report), origin }];
    case 'tool': {
      const text = getText(message, 'content', report);
      const id = isText(value.tool_call_id) ? value.tool_call_id : '';
      return [{ kind: 'tool', callId: id, name: isText(value.name) ? value.name : '', text, origin }];
    }
    case 'assistant': {
      const calls = readCalls(value, path, callId, report, isOpenAi);
      // The API accepts messages without content beside calls; chat templates do not.
      const needsContent = calls.length === 0 || !isOpenAi;
      const content = value.content;
      const text = needsContent || isText(content) ? getText(message, 'content', report) : '';
      const reasoning = isText(value.reasoning_content) ? value.reasoning_content : undefined;
      const isThought = calls.length > 0 && reasoning === undefined;
      const words = { thought: reasoning ?? (isThought ? text : ''), text: isThought ? '' : text };
      return [{ kind: 'assistant', ...words, calls, origin, ...weight }];
    }
    default:
      reportRole(message, 'role', ROLES, report);
      return [];
  }
}

function readCalls(
  value: JsonObject,
  path: ValuePath,
  callId: CallIds,
  report: ReportProblem,
  isOpenAi: boolean,
): readonly ConversationCall[] {
  if (!isList(value.tool_calls)) return [];
  return value.tool_calls.flatMap((call, index): readonly ConversationCall[] => {
    const place = [...path, 'tool_calls', index];
    const called = isObject(call) ? (isObject(call.function) ? call.function : call) : undefined;
    if (called === undefined || !isText(called.name)) {
      report('call-syntax', place, say('callName'), 'error');
      return [];
    }
    const inFunction = isObject(call) && isObject(call.function) ? [...place, 'function'] : place;
    const values = readArguments(called, [...inFunction, 'arguments'], report, isOpenAi);
    const id = isObject(call) && isText(call.id) ? call.id : callId(called.name);
    return values === undefined ? [] : [{ id, name: called.name, arguments: values, origin: { path: inFunction } }];
  });
}

function readArguments(
  called: JsonObject,
  path: ValuePath,
  report: ReportProblem,
  isOpenAi: boolean,
): JsonObject | undefined {
  const given = called.arguments ?? {};
  if (isObject(given)) {
    if (isOpenAi && called.arguments !== undefined) report('argument-type', path, say('stringArguments'), 'error');
    return given;
  }
  if (!isText(given)) {
    report('argument-type', path, say('argumentsShape'), 'error');
    return undefined;
  }
  if (!isOpenAi) report('argument-type', path, say('objectArguments'), 'warning');
  const inner = parseInner(given);
  if (!('value' in inner)) {
    report('call-syntax', path, say('callSyntax', { reason: inner.reason }), 'error');
    return undefined;
  }
  if (isObject(inner.value)) return inner.value;
  report('argument-type', path, say('argumentsShape'), 'error');
  return undefined;
}

/** Every result must have the id of a call before it, and every call that is followed by results must have one. */
function checkIds(placed: readonly PlacedTurn[], report: ReportProblem): void {
  const open = new Map<string, ValuePath>();
  let hasResults = false;
  const close = (): void => {
    if (hasResults)
      for (const [id, path] of open) report('unmatched-call-id', path, say('unanswered', { id }), 'error');
    open.clear();
    hasResults = false;
  };
  for (const { turn, path } of placed) {
    if (turn.kind === 'tool') {
      if (turn.callId === '') continue;
      hasResults = true;
      if (!open.delete(turn.callId)) {
        report('unmatched-call-id', [...path, 'tool_call_id'], say('callId', { id: turn.callId }), 'error');
      }
      continue;
    }
    close();
    if (turn.kind !== 'assistant') continue;
    for (const [index, { id }] of turn.calls.entries()) open.set(id, [...path, 'tool_calls', index]);
  }
  close();
}
