import type { JsonObject } from '../../core/index.ts';
import type { Conversation, Turn } from '../conversation/conversation.ts';
import { toPythonJson } from '../json.ts';
import { getContent } from './assistantParts.ts';
import type { DatasetTarget, TargetOptions } from './target.ts';
import { toWireTool } from './wireNames.ts';

/** Fine-tuning files of OpenAI's API: arguments are JSON strings, results refer to the id of their call. */
export const openai: DatasetTarget = {
  id: 'openai',
  aliases: [],
  summary: {
    en: "OpenAI's fine-tuning format: `messages` and `tools`, arguments as JSON strings",
    'zh-CN': 'OpenAI 微调格式：`messages` 与 `tools`，参数为 JSON 字符串',
  },
  holdsCalls: true,
  thoughts: ['content', 'drop'],
  namePattern: /^[a-zA-Z0-9_-]{1,64}$/,
  readers: () => ['OpenAI fine-tuning API'],
  toRow,
  withoutTools: (line) => line.replace(NO_TOOLS, '}'),
};

/** The API refuses an empty list of tools. */
const NO_TOOLS = /,"tools":\[\],"parallel_tool_calls":true\}$/;

function toRow({ turns, tools }: Conversation, options: TargetOptions): JsonObject {
  const messages = turns.map((turn) => toMessage(turn, options));
  if (tools.length === 0 && !options.uniform) return { messages };
  return { messages, tools: tools.map((tool) => toWireTool(tool, options.wireName)), parallel_tool_calls: true };
}

function toMessage(turn: Turn, options: TargetOptions): JsonObject {
  switch (turn.kind) {
    case 'system':
    case 'user':
      return { role: turn.kind, content: turn.text };
    case 'tool':
      return { role: 'tool', tool_call_id: turn.callId, content: turn.text };
    case 'assistant': {
      const calls = turn.calls.map(({ id, name, arguments: values }) => ({
        id,
        type: 'function',
        function: { name: options.wireName(name), arguments: toPythonJson(values) },
      }));
      return {
        role: 'assistant',
        content: getContent(turn, options.thought === 'content'),
        ...(calls.length === 0 ? {} : { tool_calls: calls }),
        ...(turn.weight === undefined ? {} : { weight: turn.weight }),
      };
    }
  }
}
