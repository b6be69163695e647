import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { getSeverityLimit } from '../support/callRanges.ts';

const say = defineMessages({
  placeholder: {
    en: '{value} is a placeholder. Use a real value: a model learns what is written.',
    'zh-CN': '{value} 是占位符。请使用真实的值，模型只能学到写出来的内容。',
  },
});

export const placeholderValue = defineRule({
  id: 'placeholder-value',
  group: 'calls',
  summary: {
    en: 'Calls should use real values, not placeholders.',
    'zh-CN': '调用应使用真实的值，而不是占位符。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ index }, _options, report) => {
      for (const { checked, node } of index.calls.placeholders) {
        report({ range: node, message: say('placeholder', { value: node.text }), ...getSeverityLimit(checked) });
      }
    },
  },
});
