import type { JsonObject } from '../../core/index.ts';
import type { AssistantTurn, Conversation, ToolTurn, Turn } from '../conversation/conversation.ts';
import { toPythonJson } from '../json.ts';
import { getContent } from './assistantParts.ts';
import { joinResults } from './observations.ts';
import type { DatasetTarget, TargetOptions } from './target.ts';
import { toWireTool } from './wireNames.ts';

/** Chat text with the tags of Hermes: character for character what the template of Qwen2.5 makes of calls. */
export const hermes: DatasetTarget = {
  id: 'hermes',
  aliases: [],
  summary: {
    en: 'chat text with `<tools>`, `<tool_call>` and `<tool_response>`',
    'zh-CN': '含 `<tools>`、`<tool_call>`、`<tool_response>` 的对话文本',
  },
  holdsCalls: true,
  thoughts: ['content', 'drop'],
  readers: () => ['datasets 4.4'],
  toRow,
};

/** The template of Qwen2.5 writes this system text where a conversation has tools and none of its own. */
const DEFAULT_SYSTEM = 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.';

function toRow({ turns, tools }: Conversation, options: TargetOptions): JsonObject {
  const [first, ...rest] = turns;
  const own = first?.kind === 'system' ? first.text : undefined;
  const list = tools.map((tool) => toPythonJson(toWireTool(tool, options.wireName)));
  const system = list.length === 0 ? own : toSystem(own ?? DEFAULT_SYSTEM, list);
  const messages = toMessages(first?.kind === 'system' ? rest : turns, options);
  return { messages: system === undefined ? messages : [{ role: 'system', content: system }, ...messages] };
}

function toSystem(system: string, tools: readonly string[]): string {
  return [
    system,
    '',
    '# Tools',
    '',
    'You may call one or more functions to assist with the user query.',
    '',
    'You are provided with function signatures within <tools></tools> XML tags:',
    '<tools>',
    ...tools,
    '</tools>',
    '',
    'For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:',
    '<tool_call>',
    '{"name": <function-name>, "arguments": <args-json-object>}',
    '</tool_call>',
  ].join('\n');
}

function toMessages(turns: readonly Turn[], options: TargetOptions): readonly JsonObject[] {
  const messages: JsonObject[] = [];
  let results: ToolTurn[] = [];
  const flush = (): void => {
    const text = joinResults(
      results.map((result) => result.text),
      'tags',
    );
    if (results.length > 0) messages.push({ role: 'user', content: `<tool_response>\n${text}\n</tool_response>` });
    results = [];
  };
  for (const turn of turns) {
    if (turn.kind === 'tool') {
      results.push(turn);
      continue;
    }
    flush();
    if (turn.kind === 'assistant') messages.push({ role: 'assistant', content: toAssistant(turn, options) });
    else messages.push({ role: turn.kind, content: turn.text });
  }
  flush();
  return messages;
}

function toAssistant(turn: AssistantTurn, options: TargetOptions): string {
  const calls = turn.calls.map(({ name, arguments: values }) => {
    return `<tool_call>\n${toPythonJson({ name: options.wireName(name), arguments: values })}\n</tool_call>`;
  });
  const content = getContent(turn, options.thought === 'content');
  return [...(content === '' ? [] : [content]), ...calls].join('\n');
}
