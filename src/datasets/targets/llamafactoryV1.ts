import type { JsonObject } from '../../core/index.ts';
import type { AssistantTurn, Conversation, Turn } from '../conversation/conversation.ts';
import { toPythonJson } from '../json.ts';
import { toDatasetName } from './datasetInfo.ts';
import type { CompanionFile, DataFile, DatasetTarget, TargetOptions } from './target.ts';
import { toToolText } from './wireNames.ts';

/** The native rows of LLaMA-Factory's v1, which hold text, thoughts and calls as parts of a message. */
export const llamafactoryV1: DatasetTarget = {
  id: 'llamafactory-v1',
  aliases: [],
  summary: {
    en: 'the native rows of LLaMA-Factory v1, with the YAML of the dataset',
    'zh-CN': 'LLaMA-Factory v1 的原生格式，附带数据集 YAML',
  },
  holdsCalls: true,
  thoughts: ['reasoning', 'drop'],
  readers: () => ['LLaMA-Factory 0.9.5 (v1)'],
  toRow,
  companions: (files) => [toDatasetYaml(files)],
};

interface Part {
  readonly type: 'text' | 'reasoning' | 'tool_call';
  readonly value: string;
}

function toRow(conversation: Conversation, options: TargetOptions): JsonObject {
  const messages = conversation.turns.map((turn) => toMessage(turn, options));
  const tools = toToolText(conversation, options.wireName, options.uniform);
  return tools === undefined ? { messages } : { messages, tools };
}

function toMessage(turn: Turn, options: TargetOptions): JsonObject {
  const weight = turn.weight ?? (turn.kind === 'assistant' ? 1 : 0);
  const content = turn.kind === 'assistant' ? toParts(turn, options) : [{ type: 'text', value: turn.text }];
  const isWeighted = options.uniform || turn.weight !== undefined;
  return {
    role: turn.kind,
    content: content.map(({ type, value }) => ({ type, value })),
    ...(isWeighted ? { loss_weight: weight } : {}),
  };
}

function toParts({ thought, text, calls }: AssistantTurn, options: TargetOptions): readonly Part[] {
  return [
    ...(thought === '' || options.thought === 'drop' ? [] : [{ type: 'reasoning' as const, value: thought }]),
    ...(text === '' ? [] : [{ type: 'text' as const, value: text }]),
    ...calls.map(({ name, arguments: values }) => ({
      type: 'tool_call' as const,
      value: toPythonJson({ name: options.wireName(name), arguments: values }),
    })),
  ];
}

function toDatasetYaml(files: readonly DataFile[]): CompanionFile {
  const entries = files.map(({ name }) => `${toDatasetName(name)}:\n  path: ${name}\n  source: local\n`);
  return { name: 'dataset.yaml', text: entries.join('') };
}
