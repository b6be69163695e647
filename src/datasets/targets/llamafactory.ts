import type { JsonObject, JsonValue } from '../../core/index.ts';
import type { AssistantTurn, Conversation, ConversationCall, ToolTurn, Turn } from '../conversation/conversation.ts';
import { type Exclusion, exclude } from '../exclusion.ts';
import { toPythonJson } from '../json.ts';
import { toDatasetInfo } from './datasetInfo.ts';
import { type Note, note } from './notes.ts';
import { joinResults } from './observations.ts';
import type { DatasetTarget, TargetContent, TargetOptions } from './target.ts';
import { getThoughtWords, listTemplates } from './templateThoughts.ts';
import { toToolText } from './wireNames.ts';

/** ShareGPT rows for LLaMA-Factory, with the `dataset_info.json` that it finds them by. */
export const llamafactory: DatasetTarget = {
  id: 'llamafactory',
  aliases: ['sharegpt'],
  summary: {
    en: 'ShareGPT rows for LLaMA-Factory, with `dataset_info.json`',
    'zh-CN': 'LLaMA-Factory 的 ShareGPT 格式，附带 `dataset_info.json`',
  },
  holdsCalls: true,
  thoughts: ['think', 'text', 'drop'],
  readers: ({ thought }) => [thought === 'text' ? 'LLaMA-Factory 0.9.4' : 'LLaMA-Factory 0.9.2'],
  notes: getNotes,
  toRow,
  companions: (files) => [toDatasetInfo(files, SHAREGPT_ENTRY)],
};

function getNotes({ thought, template }: TargetOptions, content: TargetContent): readonly Note[] {
  const concerned = (trait: Parameters<typeof listTemplates>[0]): readonly string[] => {
    if (template === undefined) return listTemplates(trait);
    return listTemplates(trait).filter((name) => name === template);
  };
  const single = content.hasParallelCalls ? concerned('singleCalls') : [];
  const tagged = thought === 'text' && content.hasThoughts ? concerned('noTags') : [];
  const thoughts = thought === 'think' && content.hasThoughts && template === undefined ? listTemplates('thought') : [];
  return [
    ...(thoughts.length === 0 ? [] : [note('thoughtTags', thoughts)]),
    ...(tagged.length === 0 ? [] : [note('tags', tagged)]),
    ...(single.length === 0 ? [] : [note('singleCalls', single)]),
  ];
}

interface ShareGptTurn {
  readonly from: string;
  readonly value: string;
}

function toRow(conversation: Conversation, options: TargetOptions): JsonObject | Exclusion {
  const { turns } = conversation;
  const [first, ...rest] = turns;
  const system = first?.kind === 'system' ? [{ from: 'system', value: first.text }] : [];
  const conversations = toTurns(first?.kind === 'system' ? rest : turns, options);
  if (!isAlternating(conversations)) return exclude('order');
  const row = { conversations: [...system, ...conversations].map(({ from, value }) => ({ from, value })) };
  const tools = toToolText(conversation, options.wireName, options.uniform);
  return { ...row, ...(options.uniform ? { system: '' } : {}), ...(tools === undefined ? {} : { tools }) };
}

function toTurns(turns: readonly Turn[], options: TargetOptions): readonly ShareGptTurn[] {
  const written: ShareGptTurn[] = [];
  let results: ToolTurn[] = [];
  const flush = (): void => {
    if (results.length === 0) return;
    const value = joinResults(
      results.map(({ text }) => text),
      options.observations,
    );
    written.push({ from: 'observation', value });
    results = [];
  };
  for (const turn of turns) {
    if (turn.kind === 'tool') {
      results.push(turn);
      continue;
    }
    flush();
    if (turn.kind === 'assistant') written.push(toAssistant(turn, options));
    else written.push({ from: turn.kind === 'system' ? 'system' : 'human', value: turn.text });
  }
  flush();
  return written;
}

function toAssistant(turn: AssistantTurn, options: TargetOptions): ShareGptTurn {
  if (turn.calls.length === 0) return { from: 'gpt', value: turn.text };
  const [only, ...others] = turn.calls.map((call) => toCall(call, options));
  const calls = toPythonJson(others.length === 0 && only !== undefined ? only : [only ?? null, ...others]);
  return { from: 'function_call', value: withThought(turn, calls, options) };
}

function toCall({ name, arguments: values }: ConversationCall, { wireName }: TargetOptions): JsonValue {
  return { name: wireName(name), arguments: values };
}

function withThought({ text, thought }: AssistantTurn, calls: string, options: TargetOptions): string {
  // Words beside a call can only be written before a tagged call.
  if (text !== '') return `${text}\n<tool_call>${calls}</tool_call>`;
  if (thought === '' || options.thought === 'drop') return calls;
  if (options.thought === 'text') return `Thought: ${thought}\n<tool_call>${calls}</tool_call>`;
  const [open, close] = getThoughtWords(options.template);
  return `${open}${thought}${close}${calls}`;
}

const ASSISTANT: ReadonlySet<string> = new Set(['gpt', 'function_call']);

/** LLaMA-Factory skips rows in which the two sides do not alternate, or that do not end with the assistant. */
function isAlternating(turns: readonly ShareGptTurn[]): boolean {
  return turns.length % 2 === 0 && turns.every(({ from }, index) => ASSISTANT.has(from) === (index % 2 === 1));
}

/** LLaMA-Factory's own tags, which it uses where an entry has no `tags`. */
export const SHAREGPT_TAGS = {
  role_tag: 'from',
  content_tag: 'value',
  user_tag: 'human',
  assistant_tag: 'gpt',
  observation_tag: 'observation',
  function_tag: 'function_call',
  system_tag: 'system',
} as const;

/** All seven tags: a tag that is left out is read as none. */
export const SHAREGPT_ENTRY: JsonObject = {
  formatting: 'sharegpt',
  columns: { messages: 'conversations', system: 'system', tools: 'tools' },
  tags: SHAREGPT_TAGS,
};
