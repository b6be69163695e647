import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { hasStrayLabels } from '../support/strayLabels.ts';

const say = defineMessages({
  outside: {
    en: 'This text is not part of a block and is ignored. Move it under a label or into a comment.',
    'zh-CN': '这段文字不属于任何段落，会被忽略。请移到某个标签之下，或写成注释。',
  },
});

export const textOutsideBlock = defineRule({
  id: 'text-outside-block',
  group: 'document',
  summary: { en: 'Text between shots must be part of a block.', 'zh-CN': '示例之间的文字必须属于某个段落。' },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document }, _options, report) => {
      if (document.shots.length > 0 && document.shots.every((shot) => hasStrayLabels(document, shot))) return;
      for (const node of document.tree.texts) {
        if (node.place !== 'outside') continue;
        report({ range: trimmed(document.text, node), message: say('outside') });
      }
    },
  },
});

function trimmed(text: string, node: { readonly start: number; readonly end: number }) {
  let end = node.end;
  while (end > node.start && /\s/.test(text.charAt(end - 1))) end--;
  return { start: node.start, end };
}
