import { defineMessages } from '../../l10n/messages.ts';
import { formatName } from '../../schemas/expectation.ts';
import { forEachProblem, leniency, schemaPlace, valueRange } from '../callPlaces.ts';
import { defineRule } from '../rule.ts';
import { excerpt, pathName } from '../wording.ts';

const say = defineMessages({
  wrong: {
    en: '`{name}` must be {expected}, but it is {value}.',
    'zh-CN': '`{name}` 应为{expected}，而这里是 {value}。',
  },
  declared: { en: '`{name}` is declared here', 'zh-CN': '`{name}` 在此声明' },
});

export const parameterFormat = defineRule({
  id: 'parameter-format',
  group: 'calls',
  summary: { en: 'A string should have the format its schema names.', 'zh-CN': '字符串应符合 schema 指定的格式。' },
  defaultSeverity: 'warning',
  check: {
    shots: (subject, _options, report) => {
      forEachProblem(subject, 'format', (checked, tool, problem) => {
        const name = pathName(problem.path);
        const range = valueRange(checked, problem.path);
        const value = excerpt(subject.document.text, range);
        report({
          range,
          message: say('wrong', { name, value, expected: formatName(String(problem.schema.format ?? '')) }),
          related: [schemaPlace(tool, problem.schemaPointer, say('declared', { name }))],
          ...leniency(checked),
        });
      });
    },
  },
});
