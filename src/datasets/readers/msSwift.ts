import { isObject, type JsonObject } from '../../core/index.ts';
import type { Conversation, Turn } from '../conversation/conversation.ts';
import { type CallIds, createCallIds, readCallText } from './calls.ts';
import { say } from './messages.ts';
import { getText, readTurns, reportRole, toConversation } from './parts.ts';
import { type DatasetReader, isList, type ReportProblem, type RowMessage } from './reader.ts';
import { checkOrder, type PlacedTurn } from './turnOrder.ts';

const ROLES = ['system', 'user', 'assistant', 'tool_call', 'tool_response'] as const;

/** Messages of ms-swift, with one call per `tool_call`. */
export const msSwiftReader: DatasetReader = {
  id: 'ms-swift',
  title: { en: 'ms-swift messages', 'zh-CN': 'ms-swift 消息' },
  target: 'ms-swift',
  matches: (row) => isList(row.messages) && row.messages.some(isOwnRole),
  read,
};

function isOwnRole(message: unknown): boolean {
  return isObject(message) && (message.role === 'tool_call' || message.role === 'tool_response');
}

function read(row: JsonObject, report: ReportProblem): Conversation | undefined {
  const callId = createCallIds();
  const placed = readTurns(row, 'messages', report, (message) => readMessage(message, callId, report));
  if (placed === undefined) return undefined;
  const joined = joinCalls(placed);
  checkOrder(joined, report);
  return toConversation(
    row,
    joined.map(({ turn }) => turn),
    report,
  );
}

const origin = { path: [] };

function readMessage(message: RowMessage, callId: CallIds, report: ReportProblem): readonly Turn[] {
  const text = getText(message, 'content', report);
  switch (message.value.role) {
    case 'system':
    case 'user':
      return [{ kind: message.value.role, text, origin }];
    case 'assistant':
      return [{ kind: 'assistant', thought: '', text, calls: [], origin }];
    case 'tool_call':
      return [{ kind: 'assistant', thought: '', text: '', calls: readCall(text, message, callId, report), origin }];
    case 'tool':
    case 'tool_response':
      return [{ kind: 'tool', callId: '', name: '', text, origin }];
    default:
      reportRole(message, 'role', ROLES, report);
      return [];
  }
}

function readCall(text: string, { path }: RowMessage, callId: CallIds, report: ReportProblem) {
  const place = [...path, 'content'];
  const calls = readCallText(text, place, callId, report);
  if (!text.trimStart().startsWith('[') || calls.length === 0) return calls;
  report('argument-type', place, say('callList'), 'error');
  return [];
}

/** One turn for calls in a row. What the assistant says before a call is its thought. */
function joinCalls(placed: readonly PlacedTurn[]): readonly PlacedTurn[] {
  const joined: PlacedTurn[] = [];
  for (const { turn, path } of placed) {
    const last = joined.at(-1);
    if (turn.kind !== 'assistant' || turn.calls.length === 0 || last?.turn.kind !== 'assistant') {
      joined.push({ turn, path });
      continue;
    }
    const { thought, text, calls } = last.turn;
    const words = calls.length === 0 ? { thought: text, text: '' } : { thought, text };
    joined[joined.length - 1] = { turn: { ...last.turn, ...words, calls: [...calls, ...turn.calls] }, path: last.path };
  }
  return joined;
}
