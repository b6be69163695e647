import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  duplicate: {
    en: 'This shot repeats shot {number} word for word.',
    'zh-CN': '这个示例与第 {number} 个示例完全相同。',
  },
  first: { en: 'The first of them', 'zh-CN': '最先出现的示例' },
});

export const duplicateShot = defineRule({
  id: 'duplicate-shot',
  group: 'data',
  summary: { en: 'No shot stands in a document twice.', 'zh-CN': '同一示例不在文档中出现两次。' },
  defaultSeverity: 'warning',
  check: {
    shots: ({ survey }, _options, report) => {
      for (const { shot, original } of survey.fingerprints.repeated) {
        report({
          range: shot.request?.label ?? shot,
          message: say('duplicate', { number: original.index + 1 }),
          related: [{ range: original.request?.label ?? original, message: say('first') }],
        });
      }
    },
  },
});
