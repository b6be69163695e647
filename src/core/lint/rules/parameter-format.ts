import { defineMessages } from '../../l10n/messages.ts';
import { formatName } from '../../schemas/expectation.ts';
import { defineRule } from '../rule.ts';
import { forEachProblem, getSeverityLimit, getValueRange, toSchemaLocation } from '../support/callRanges.ts';
import { toExcerpt, toPathName } from '../support/wording.ts';

const say = defineMessages({
  wrong: {
    en: '`{name}` must be {expected}, but is {value}.',
    'zh-CN': '`{name}` 应为{expected}，而这里是 {value}。',
  },
  declared: { en: '`{name}` is declared here', 'zh-CN': '`{name}` 在此处声明' },
});

export const parameterFormat = defineRule({
  id: 'parameter-format',
  group: 'calls',
  summary: {
    en: 'Strings should match the format of their schema.',
    'zh-CN': '字符串应符合工具定义（schema）指定的格式。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: (subject, _options, report) => {
      forEachProblem(subject, 'format', (checked, tool, problem) => {
        const name = toPathName(problem.path);
        const range = getValueRange(checked, problem.path);
        const value = toExcerpt(subject.document.text, range);
        report({
          range,
          message: say('wrong', { name, value, expected: formatName(String(problem.schema.format ?? '')) }),
          related: [toSchemaLocation(tool, problem.schemaPointer, say('declared', { name }))],
          ...getSeverityLimit(checked),
        });
      });
    },
  },
});
