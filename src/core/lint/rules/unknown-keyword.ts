import { defineMessages } from '../../l10n/messages.ts';
import { findMeantKeyword } from '../../schemas/keywords.ts';
import type { ToolSchema } from '../../schemas/schemaWalk.ts';
import { appendPointer } from '../../text/jsonPointer.ts';
import { defineRule, type Report } from '../rule.ts';
import { reportInSchemas } from '../support/schemaReports.ts';

const say = defineMessages({
  unknown: {
    en: '`{key}` is not a keyword of JSON Schema and has no effect. Did you mean `{meant}`?',
    'zh-CN': '`{key}` 不是 JSON Schema 的关键字，不起作用。是否应为 `{meant}`？',
  },
  rename: { en: 'Change to `{meant}`', 'zh-CN': '改为 `{meant}`' },
});

export const unknownKeyword = defineRule({
  id: 'unknown-keyword',
  group: 'schemas',
  summary: {
    en: 'Keywords of a tool schema must be spelled correctly.',
    'zh-CN': '工具定义（schema）中的关键字必须拼写正确。',
  },
  defaultSeverity: 'warning',
  fixable: 'suggestion',
  check: {
    tools: ({ uri, file }, _options, report) =>
      reportInSchemas(file, (schema) => misspeltKeywords(schema, uri), report),
  },
});

function* misspeltKeywords({ tool, schema, pointer }: ToolSchema, uri: string): Generator<Report> {
  for (const key of Object.keys(schema)) {
    const meant = findMeantKeyword(key);
    if (meant === undefined || Object.hasOwn(schema, meant)) continue;
    const found = tool.file.parameterLocation(tool, appendPointer(pointer, key));
    const { key: range } = found.ranges;
    if (found.uri !== uri || range === undefined || !found.source.text.slice(range.start, range.end).includes(key))
      continue;
    const [quote = ''] = /^["']?/.exec(found.source.text.slice(range.start, range.end)) ?? [];
    const edits = [{ range, newText: `${quote}${meant}${quote}` }];
    yield {
      range,
      message: say('unknown', { key, meant }),
      suggestions: [{ title: say('rename', { meant }), edits }],
    };
  }
}
