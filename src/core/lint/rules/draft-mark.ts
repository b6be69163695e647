import { defineMessages } from '../../l10n/messages.ts';
import { isDraftMark } from '../../model/comments.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  mark: {
    en: 'This comment marks the shot as a draft. It is left out of prompts and exports.',
    'zh-CN': '此注释把示例标记为草稿，它不会进入提示词和导出的数据。',
  },
});

export const draftMark = defineRule({
  id: 'draft-mark',
  group: 'data',
  summary: {
    en: 'Shots should not have comments that mark them as drafts.',
    'zh-CN': '示例不应带有标记为草稿的注释。',
  },
  defaultSeverity: 'hint',
  check: {
    shots: ({ document }, _options, report) => {
      if (document.tree.comments.length === 0) return;
      for (const shot of document.shots) {
        for (const comment of shot.comments) {
          if (!isDraftMark(document.text, comment)) continue;
          report({ range: { start: comment.start, end: comment.inner.end + '-->'.length }, message: say('mark') });
        }
      }
    },
  },
});
