import { defineMessages, type Message } from '../../l10n/messages.ts';
import { forEachProblem, leniency, schemaPlace, valueRange } from '../callPlaces.ts';
import { defineRule } from '../rule.ts';
import { excerpt, pathName } from '../wording.ts';

const formats = defineMessages({
  date: { en: 'a date such as `2025-03-08`', 'zh-CN': '形如 `2025-03-08` 的日期' },
  time: { en: 'a time such as `14:30:00`', 'zh-CN': '形如 `14:30:00` 的时间' },
  'date-time': {
    en: 'a date and time such as `2025-03-08T14:30:00+08:00`',
    'zh-CN': '形如 `2025-03-08T14:30:00+08:00` 的日期时间',
  },
  duration: { en: 'a duration such as `PT30M`', 'zh-CN': '形如 `PT30M` 的时长' },
  email: { en: 'an e-mail address', 'zh-CN': '电子邮件地址' },
  uri: { en: 'a full URI such as `https://example.com/a`', 'zh-CN': '完整的 URI，例如 `https://example.com/a`' },
  uuid: { en: 'a UUID', 'zh-CN': 'UUID' },
  ipv4: { en: 'an IPv4 address', 'zh-CN': 'IPv4 地址' },
  ipv6: { en: 'an IPv6 address', 'zh-CN': 'IPv6 地址' },
  other: { en: 'written in the format `{format}`', 'zh-CN': '`{format}` 格式' },
});

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
          message: say('wrong', { name, value, expected: expectedFormat(String(problem.schema.format ?? '')) }),
          related: [schemaPlace(tool, problem.schemaPointer, say('declared', { name }))],
          ...leniency(checked),
        });
      });
    },
  },
});

function expectedFormat(format: string): Message {
  switch (format) {
    case 'date':
    case 'time':
    case 'date-time':
    case 'duration':
    case 'email':
    case 'uri':
    case 'uuid':
    case 'ipv4':
    case 'ipv6':
      return formats(format);
    default:
      return formats('other', { format });
  }
}
