import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { getRoleName } from '../support/roles.ts';

const say = defineMessages({
  missing: {
    en: 'This round has no `{think}`, but most rounds of the document have one.',
    'zh-CN': '这一轮缺少 `{think}`，而文档中大多数轮次都有。',
  },
});

export const missingThink = defineRule({
  id: 'missing-think',
  group: 'structure',
  summary: {
    en: 'If most rounds have a thought, every round must have one.',
    'zh-CN': '如果大多数轮次有思考，则每一轮都必须有。',
  },
  defaultSeverity: 'warning',
  deferred: true,
  check: {
    shots: ({ document, index }, _options, report) => {
      const { actingRoundCount, roundsWithoutThought } = index.shots;
      // If only half of the rounds have a thought, the others are not reported.
      if (roundsWithoutThought.length * 2 >= actingRoundCount) return;
      for (const round of roundsWithoutThought) {
        const first = round.blocks[0]?.label ?? round;
        report({
          range: first,
          message: say('missing', { think: getRoleName('think', document.detectedStyle) }),
          scope: round,
        });
      }
    },
  },
});
