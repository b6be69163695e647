import { defineMessages } from '../../l10n/messages.ts';
import { reportTreeProblems } from '../problems.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  conflict: { en: 'A merge conflict is left here.', 'zh-CN': '这里留有未解决的合并冲突。' },
});

export const mergeConflict = defineRule({
  id: 'merge-conflict',
  group: 'document',
  summary: { en: 'No merge conflict may be left in a file.', 'zh-CN': '文件里不能留有合并冲突标记。' },
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
