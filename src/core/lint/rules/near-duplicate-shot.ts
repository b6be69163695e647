import { defineMessages } from '../../l10n/messages.ts';
import { nearDuplicates } from '../nearDuplicates.ts';
import { integerOption, shareOption } from '../options.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  near: {
    en: 'This shot asks and does almost the same as shot {number} (about {percent} % alike).',
    'zh-CN': '这个示例的请求和行动与第 {number} 个示例几乎相同（相似度约 {percent}%）。',
  },
  other: { en: 'The shot it resembles', 'zh-CN': '与之相似的示例' },
});

export const nearDuplicateShot = defineRule({
  id: 'near-duplicate-shot',
  group: 'data',
  summary: {
    en: 'Shots ask for and do more than what another shot shows.',
    'zh-CN': '示例的请求和行动不能与另一个示例几乎相同。',
  },
  defaultSeverity: 'info',
  options: {
    similarity: shareOption(
      {
        en: 'From which share of equal text on two shots count as almost the same: what is asked, called and answered.',
        'zh-CN': '文字相同的比例达到多少算几乎相同。',
      },
      0.9,
    ),
    minimumLength: integerOption(
      {
        en: 'Shorter shots, in characters, are not compared.',
        'zh-CN': '短于此长度（字符数）的示例不作比较。',
      },
      80,
    ),
  },
  check: {
    shots: ({ survey }, { similarity, minimumLength }, report) => {
      const { distinct, signatures } = survey.fingerprints;
      const compared = distinct.filter(({ length }) => length >= minimumLength);
      for (const { shot, original, alike } of nearDuplicates(compared, signatures, similarity)) {
        report({
          range: shot.request?.label ?? shot,
          message: say('near', { number: original.index + 1, percent: Math.min(99, Math.round(alike * 100)) }),
          related: [{ range: original.request?.label ?? original, message: say('other') }],
        });
      }
    },
  },
});
