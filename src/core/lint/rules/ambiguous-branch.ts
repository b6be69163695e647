import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  gap: { en: 'No branch covers {amount}.', 'zh-CN': '没有分支涵盖 {amount}。' },
  overlap: {
    en: 'This branch and another one can hold at the same time: {amount}.',
    'zh-CN': '此分支与另一个分支可能同时成立：{amount}。',
  },
  other: { en: 'The other branch', 'zh-CN': '另一个分支' },
});

export const ambiguousBranch = defineRule({
  id: 'ambiguous-branch',
  group: 'procedure',
  summary: {
    en: 'The amounts of exclusive branches must neither overlap nor leave a gap.',
    'zh-CN': '互斥分支的数值范围不应重叠，也不应留有空档。',
  },
  defaultSeverity: 'info',
  check: {
    procedure: ({ procedure }, _options, report) => {
      for (const { kind, range, other, amount } of procedure.flow.branchProblems) {
        report({ range, message: say(kind, { amount }), related: [{ range: other, message: say('other') }] });
      }
    },
  },
});
