import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  duplicate: {
    en: 'This shot is a duplicate of shot {number}.',
    'zh-CN': '这个示例与第 {number} 个示例完全相同。',
  },
  first: { en: 'The first occurrence', 'zh-CN': '首次出现的位置' },
});

export const duplicateShot = defineRule({
  id: 'duplicate-shot',
  group: 'data',
  summary: { en: 'A document must not contain duplicate shots.', 'zh-CN': '文档中不能有重复的示例。' },
  defaultSeverity: 'warning',
  check: {
    shots: ({ index }, _options, report) => {
      for (const { shot, original } of index.fingerprints.repeated) {
        report({
          range: shot.request?.label ?? shot,
          message: say('duplicate', { number: original.index + 1 }),
          related: [{ range: original.request?.label ?? original, message: say('first') }],
        });
      }
    },
  },
});
