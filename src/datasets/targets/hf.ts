import type { JsonObject } from '../../core/index.ts';
import type { Conversation, Turn } from '../conversation/conversation.ts';
import { toPythonJson } from '../json.ts';
import { getContent } from './assistantParts.ts';
import { note } from './notes.ts';
import type { DatasetTarget, TargetOptions } from './target.ts';
import { toWireTool } from './wireNames.ts';

/**
 * Messages for the chat templates of `transformers`: arguments are objects, since many templates write strings as
 * JSON a second time, and content is always a string, since some write the word None for a missing one.
 */
export const hf: DatasetTarget = {
  id: 'hf',
  aliases: ['trl', 'axolotl', 'unsloth'],
  summary: {
    en: 'chat messages for Hugging Face templates (TRL, Axolotl, Unsloth): arguments as objects',
    'zh-CN': 'Hugging Face 对话模板所用的消息（TRL、Axolotl、Unsloth）：参数为对象',
  },
  holdsCalls: true,
  thoughts: ['content', 'reasoning', 'drop'],
  readers: ({ arguments: form }) => (form === 'string' ? ['datasets 4.4'] : ['datasets 5.2']),
  notes: (options, { hasParallelCalls, hasThoughts, splitTurns }) => [
    ...(options.arguments === 'string' ? [note('stringArguments')] : []),
    ...(hasParallelCalls ? [note('oneCall')] : []),
    ...(options.thought === 'reasoning' && hasThoughts && !splitTurns ? [note('droppedThoughts')] : []),
  ],
  toRow,
};

function toRow({ turns, tools }: Conversation, options: TargetOptions): JsonObject {
  const messages = turns.map((turn) => toMessage(turn, options));
  if (tools.length === 0 && !options.uniform) return { messages };
  const list = tools.map((tool) => toWireTool(tool, options.wireName));
  return { messages, tools: options.arguments === 'string' ? toPythonJson(list) : list };
}

function toMessage(turn: Turn, options: TargetOptions): JsonObject {
  switch (turn.kind) {
    case 'system':
    case 'user':
      return { role: turn.kind, content: turn.text };
    case 'tool':
      return { role: 'tool', content: turn.text, tool_call_id: turn.callId, name: options.wireName(turn.name) };
    case 'assistant': {
      const calls = turn.calls.map(({ id, name, arguments: values }) => ({
        id,
        type: 'function',
        function: {
          name: options.wireName(name),
          arguments: options.arguments === 'string' ? toPythonJson(values) : values,
        },
      }));
      const reasoning = options.thought === 'reasoning' && turn.thought !== '';
      return {
        role: 'assistant',
        content: getContent(turn, options.thought === 'content'),
        ...(reasoning ? { reasoning_content: turn.thought } : {}),
        ...(calls.length === 0 ? {} : { tool_calls: calls }),
      };
    }
  }
}
