import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { reportTreeProblems } from '../support/problems.ts';

const say = defineMessages({
  conflict: { en: 'Unresolved merge conflict.', 'zh-CN': '合并冲突尚未解决。' },
});

export const mergeConflict = defineRule({
  id: 'merge-conflict',
  group: 'document',
  summary: { en: 'Files must not contain merge conflict markers.', 'zh-CN': '文件不能包含合并冲突标记。' },
  defaultSeverity: 'error',
  check: {
    shots: (subject, _options, report) => reportTreeProblems(subject, 'merge-conflict', report),
    procedure: ({ procedure: { text } }, _options, report) => {
      for (const match of text.matchAll(/^<{7} .*$/gm)) {
        report({ range: { start: match.index, end: match.index + match[0].length }, message: say('conflict') });
      }
    },
  },
});
