import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  incomplete: { en: 'This shot is a request and nothing more.', 'zh-CN': '这个示例只有请求，没有后续内容。' },
});

export const incompleteShot = defineRule({
  id: 'incomplete-shot',
  group: 'structure',
  summary: { en: 'A shot shows what is done about the request.', 'zh-CN': '示例要写出如何处理请求。' },
  defaultSeverity: 'warning',
  patient: true,
  check: {
    shots: ({ document }, _options, report) => {
      for (const { request, blocks } of document.shots) {
        if (request === undefined || blocks.length > 1) continue;
        // A request without words is `empty-block`'s finding already.
        if (request.content.end > request.content.start) {
          report({ range: request.label, message: say('incomplete'), scope: request });
        }
      }
    },
  },
});
