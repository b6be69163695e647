import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  open: {
    en: 'The procedure does not say what to do when this condition does not hold.',
    'zh-CN': '流程没有说明该条件不成立时怎么办。',
  },
});

export const missingElse = defineRule({
  id: 'missing-else',
  group: 'procedure',
  summary: {
    en: 'Every condition should say what happens otherwise.',
    'zh-CN': '每个条件都应说明不成立时的处理。',
  },
  defaultSeverity: 'off',
  check: {
    procedure: ({ procedure }, _options, report) => {
      for (const { range } of procedure.flow.openDecisions) report({ range, message: say('open') });
    },
  },
});
