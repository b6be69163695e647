import { defineMessages } from '../../l10n/messages.ts';
import { findNearDuplicates } from '../analysis/nearDuplicates.ts';
import { defineRule } from '../rule.ts';
import { integerOption, shareOption } from '../ruleOptions.ts';

const say = defineMessages({
  near: {
    en: 'This shot is almost identical to shot {number} (about {percent} % similar).',
    'zh-CN': '这个示例与第 {number} 个示例几乎相同（相似度约 {percent}%）。',
  },
  other: { en: 'The similar shot', 'zh-CN': '相似的示例' },
});

export const nearDuplicateShot = defineRule({
  id: 'near-duplicate-shot',
  group: 'data',
  summary: {
    en: 'Shots must not be almost identical to other shots.',
    'zh-CN': '示例不能与另一个示例几乎相同。',
  },
  defaultSeverity: 'info',
  options: {
    similarity: shareOption(
      {
        en: 'Minimum similarity (0 to 1) of requests, calls and answers at which two shots are reported.',
        'zh-CN': '两个示例的请求、调用和回答达到此相似度（0 到 1）时报告。',
      },
      0.9,
    ),
    minimumLength: integerOption(
      {
        en: 'Shots shorter than this number of characters are not compared.',
        'zh-CN': '不比较短于此字符数的示例。',
      },
      80,
    ),
  },
  check: {
    shots: ({ index }, { similarity, minimumLength }, report) => {
      const { distinct, signatures } = index.fingerprints;
      const compared = distinct.filter(({ length }) => length >= minimumLength);
      for (const { shot, original, similarity: share } of findNearDuplicates(compared, signatures, similarity)) {
        report({
          range: shot.request?.label ?? shot,
          message: say('near', { number: original.index + 1, percent: Math.min(99, Math.round(share * 100)) }),
          related: [{ range: original.request?.label ?? original, message: say('other') }],
        });
      }
    },
  },
});
