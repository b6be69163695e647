import type { JsonObject } from '../../core/index.ts';
import type { AssistantTurn, Conversation, Turn } from '../conversation/conversation.ts';
import { toPythonJson } from '../json.ts';
import { note } from './notes.ts';
import type { DatasetTarget, TargetOptions } from './target.ts';
import { toToolText } from './wireNames.ts';

/** Messages of ms-swift: one call per `tool_call`, and the thought is a message of the assistant before it. */
export const msSwift: DatasetTarget = {
  id: 'ms-swift',
  aliases: ['swift'],
  summary: {
    en: 'messages of ms-swift with `tool_call` and `tool_response`',
    'zh-CN': 'ms-swift 的消息格式，含 `tool_call` 与 `tool_response`',
  },
  holdsCalls: true,
  thoughts: ['content', 'drop'],
  readers: () => ['ms-swift 3.0'],
  notes: () => [note('agentTemplates')],
  toRow,
};

function toRow(conversation: Conversation, options: TargetOptions): JsonObject {
  const messages = conversation.turns.flatMap((turn) => toMessages(turn, options));
  const tools = toToolText(conversation, options.wireName, options.uniform);
  return tools === undefined ? { messages } : { messages, tools };
}

function toMessages(turn: Turn, options: TargetOptions): readonly JsonObject[] {
  switch (turn.kind) {
    case 'system':
    case 'user':
      return [{ role: turn.kind, content: turn.text }];
    case 'tool':
      return [{ role: 'tool_response', content: turn.text }];
    case 'assistant':
      return toAssistant(turn, options);
  }
}

function toAssistant({ text, thought, calls }: AssistantTurn, options: TargetOptions): readonly JsonObject[] {
  if (calls.length === 0) return [{ role: 'assistant', content: text }];
  const words = text !== '' ? text : options.thought === 'content' ? thought : '';
  return [
    ...(words === '' ? [] : [{ role: 'assistant', content: words }]),
    ...calls.map(({ name, arguments: values }) => ({
      role: 'tool_call',
      content: toPythonJson({ name: options.wireName(name), arguments: values }),
    })),
  ];
}
