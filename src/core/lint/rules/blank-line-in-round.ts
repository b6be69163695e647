import { defineMessages } from '../../l10n/messages.ts';
import { type BetweenNode, between } from '../between.ts';
import { defineRule, type Reporter } from '../rule.ts';

const say = defineMessages({
  blank: {
    en: 'A blank line parts this round; blank lines belong between rounds.',
    'zh-CN': '空行把这一轮拆开了；空行应放在轮与轮之间。',
  },
  fix: { en: 'Remove the blank line', 'zh-CN': '删除空行' },
});

export const blankLineInRound = defineRule({
  id: 'blank-line-in-round',
  group: 'style',
  summary: {
    en: 'The blocks of one round stand together, without blank lines.',
    'zh-CN': '同一轮的各段紧挨着写，中间不留空行。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, survey }, _options, report) => {
      const nodes = between(document.tree);
      for (const gap of survey.notable.gaps) {
        for (const node of nodes(gap.start, gap.end)) reportBlank(node, report);
      }
    },
  },
});

function reportBlank({ kind, start, end }: BetweenNode, report: Reporter): void {
  if (kind !== 'blank') return;
  const range = { start, end };
  report({ range, message: say('blank'), fix: { title: say('fix'), edits: [{ range, newText: '' }] } });
}
