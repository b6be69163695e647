import { defineMessages } from '../../l10n/messages.ts';
import { leniency } from '../callPlaces.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  placeholder: {
    en: '{value} is a placeholder: a model learns what is written, so write a real value.',
    'zh-CN': '{value} 是占位符，请换成真实的值，否则示例教不会模型填什么。',
  },
});

export const placeholderValue = defineRule({
  id: 'placeholder-value',
  group: 'calls',
  summary: {
    en: 'A call in an example should hold real values, not placeholders.',
    'zh-CN': '示例里的调用应写真实的值，而不是占位符。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ survey }, _options, report) => {
      for (const { checked, node } of survey.calls.placeholders) {
        report({ range: node, message: say('placeholder', { value: node.text }), ...leniency(checked) });
      }
    },
  },
});
