import type { JsonObject } from '../../core/index.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { type Exclusion, exclude } from '../exclusion.ts';
import { toDatasetInfo } from './datasetInfo.ts';
import type { DatasetTarget, TargetOptions } from './target.ts';

/** Rows of instruction and output; earlier turns are the history. It holds no calls. */
export const alpaca: DatasetTarget = {
  id: 'alpaca',
  aliases: [],
  summary: {
    en: '`instruction`, `input`, `output`, `system`, `history`; calls as ReAct text',
    'zh-CN': '`instruction`、`input`、`output`、`system`、`history`；调用写成 ReAct 文本',
  },
  holdsCalls: false,
  thoughts: ['drop'],
  readers: () => ['LLaMA-Factory 0.9', 'datasets 4.4'],
  toRow,
  companions: (files) => [toDatasetInfo(files, ALPACA_ENTRY)],
};

const ALPACA_ENTRY: JsonObject = {
  columns: { prompt: 'instruction', query: 'input', response: 'output', system: 'system', history: 'history' },
};

function toRow({ turns }: Conversation, { uniform }: TargetOptions): JsonObject | Exclusion {
  const [first, ...rest] = turns;
  const system = first?.kind === 'system' ? first.text : '';
  const said = first?.kind === 'system' ? rest : turns;
  const pairs: [string, string][] = [];
  let input = '';
  for (let index = 0; index < said.length; index += 2) {
    const [user, assistant] = [said[index], said[index + 1]];
    if (assistant?.kind === 'assistant' && assistant.calls.length > 0) return exclude('calls');
    if (user?.kind !== 'user' || assistant?.kind !== 'assistant') return exclude('order');
    pairs.push([user.text, assistant.text]);
    input = user.input ?? '';
  }
  const [instruction = '', output = ''] = pairs.pop() ?? [];
  const row = { instruction, input, output };
  if (uniform) return { ...row, system, history: pairs };
  return { ...row, ...(system === '' ? {} : { system }), ...(pairs.length === 0 ? {} : { history: pairs }) };
}
