import { defineMessages } from '../../l10n/messages.ts';
import { roleName } from '../roles.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  missing: {
    en: 'This round has no `{think}`, while most rounds of the document have one.',
    'zh-CN': '这一轮没有 `{think}`，而文档中大多数轮次都有。',
  },
});

export const missingThink = defineRule({
  id: 'missing-think',
  group: 'structure',
  summary: {
    en: 'Where most rounds say what they think, every round does.',
    'zh-CN': '大多数轮次都写了思考时，每一轮都要写。',
  },
  defaultSeverity: 'warning',
  patient: true,
  check: {
    shots: ({ document, survey }, _options, report) => {
      const { acting, thoughtless } = survey.notable;
      // Half and half is no habit, so nobody is told to follow it.
      if (thoughtless.length * 2 >= acting) return;
      for (const round of thoughtless) {
        const first = round.blocks[0]?.label ?? round;
        report({
          range: first,
          message: say('missing', { think: roleName('think', document.habit) }),
          scope: round,
        });
      }
    },
  },
});
