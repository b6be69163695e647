import { isObject, type JsonObject } from '../../core/index.ts';
import type { AssistantTurn, Conversation, ConversationCall, Turn } from '../conversation/conversation.ts';
import { type CallIds, createCallIds, readCallText } from './calls.ts';
import { say } from './messages.ts';
import { readTurns, reportRole, toConversation } from './parts.ts';
import { type DatasetReader, isList, isText, type ReportProblem, type RowMessage } from './reader.ts';
import { checkOrder } from './turnOrder.ts';

const ROLES = ['system', 'user', 'assistant', 'tool'] as const;

/** Native rows of LLaMA-Factory's v1: content is a list of parts with `type` and `value`. */
export const llamafactoryV1Reader: DatasetReader = {
  id: 'llamafactory-v1',
  title: { en: 'LLaMA-Factory v1', 'zh-CN': 'LLaMA-Factory v1' },
  target: 'llamafactory-v1',
  matches: (row) => [row.messages, row.chosen_messages].some((list) => isList(list) && list.some(hasParts)),
  read,
};

function hasParts(message: unknown): boolean {
  if (!isObject(message) || !isList(message.content)) return false;
  return message.content.some((part) => isObject(part) && Object.hasOwn(part, 'value'));
}

function read(row: JsonObject, report: ReportProblem): Conversation | undefined {
  const key = isList(row.chosen_messages) ? 'chosen_messages' : 'messages';
  const callId = createCallIds();
  const placed = readTurns(row, key, report, (message) => readMessage(message, callId, report));
  if (placed === undefined) return undefined;
  checkOrder(placed, report);
  return toConversation(
    row,
    placed.map(({ turn }) => turn),
    report,
  );
}

const origin = { path: [] };

function readMessage(message: RowMessage, callId: CallIds, report: ReportProblem): readonly Turn[] {
  const { value } = message;
  const weight = typeof value.loss_weight === 'number' ? { weight: value.loss_weight } : {};
  switch (value.role) {
    case 'system':
    case 'user':
      return [{ kind: value.role, text: readParts(message, callId, report).text, origin, ...weight }];
    case 'tool':
      return [{ kind: 'tool', callId: '', name: '', text: readParts(message, callId, report).text, origin, ...weight }];
    case 'assistant':
      return [{ kind: 'assistant', ...readParts(message, callId, report), origin, ...weight }];
    default:
      reportRole(message, 'role', ROLES, report);
      return [];
  }
}

function readParts(
  { value, path }: RowMessage,
  callId: CallIds,
  report: ReportProblem,
): Pick<AssistantTurn, 'thought' | 'text' | 'calls'> {
  const texts: string[] = [];
  const thoughts: string[] = [];
  const calls: ConversationCall[] = [];
  if (!isList(value.content)) {
    report('missing-content', path, say('notList', { key: 'content' }), 'error');
    return { thought: '', text: '', calls };
  }
  for (const [index, part] of value.content.entries()) {
    const place = [...path, 'content', index];
    if (!isObject(part) || !isText(part.value))
      report('missing-content', place, say('missingContent', { key: 'value' }), 'error');
    else if (part.type === 'reasoning') thoughts.push(part.value);
    else if (part.type === 'text') texts.push(part.value);
    else if (part.type === 'tool_call') calls.push(...readCallText(part.value, [...place, 'value'], callId, report));
    else
      report(
        'unknown-role',
        [...place, 'type'],
        say('unknownRole', { role: JSON.stringify(part.type ?? null), roles: PARTS }),
        'error',
      );
  }
  return { thought: thoughts.join('\n'), text: texts.join(''), calls };
}

const PARTS = ['text', 'reasoning', 'tool_call'];
