import type { Conversation } from '../conversation/conversation.ts';
import type { DatasetTarget } from './target.ts';

/** The shot as it is written, labels included, for training on plain text. */
export const text: DatasetTarget = {
  id: 'text',
  aliases: [],
  summary: { en: 'the ReAct text with its labels as written', 'zh-CN': 'ReAct 原文，标签保持不变' },
  holdsCalls: false,
  mixesForms: true,
  thoughts: ['text'],
  readers: () => ['datasets 4.4'],
  toRow: ({ written, turns }: Conversation) => ({
    text: written ?? turns.map((turn) => turn.text).join('\n'),
  }),
};
