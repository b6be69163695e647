import { defineMessages } from '../../l10n/messages.ts';
import { createNodesBetweenReader, type NodeBetween } from '../analysis/nodesBetween.ts';
import { defineRule, type Reporter } from '../rule.ts';
import { hasUsualLabel } from '../support/labels.ts';

const say = defineMessages({
  blank: {
    en: 'This round contains a blank line. Use blank lines only between rounds.',
    'zh-CN': '这一轮中间有空行。空行只应出现在两轮之间。',
  },
  fix: { en: 'Remove the blank line', 'zh-CN': '删除空行' },
});

export const blankLineInRound = defineRule({
  id: 'blank-line-in-round',
  group: 'style',
  summary: {
    en: 'The blocks of a round must not be separated by blank lines.',
    'zh-CN': '同一轮的各段之间不能有空行。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, index }, _options, report) => {
      const nodes = createNodesBetweenReader(document.tree);
      for (const gap of index.shots.textBetweenBlocks) {
        const fixable = hasUsualLabel(document, gap.next);
        for (const node of nodes(gap.start, gap.end) ?? []) reportBlank(node, fixable, report);
      }
    },
  },
});

function reportBlank({ kind, start, end }: NodeBetween, fixable: boolean, report: Reporter): void {
  if (kind !== 'blank') return;
  const range = { start, end };
  const fix = { title: say('fix'), edits: [{ range, newText: '' }] };
  report({ range, message: say('blank'), ...(fixable ? { fix } : {}) });
}
