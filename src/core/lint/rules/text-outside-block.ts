import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  outside: {
    en: 'This text belongs to no block, so it is lost on export; put it under a label or into a comment.',
    'zh-CN': '这段文字不属于任何段落，导出时会丢失；请放到某个标签之下，或写进注释。',
  },
});

export const textOutsideBlock = defineRule({
  id: 'text-outside-block',
  group: 'document',
  summary: { en: 'Text between shots must belong to a block.', 'zh-CN': '示例之间的文字必须属于某个段落。' },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document }, _options, report) => {
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
