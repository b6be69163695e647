import { reportSchemaProblems } from '../problems.ts';
import { defineRule } from '../rule.ts';

export const nonstandardType = defineRule({
  id: 'nonstandard-type',
  group: 'schemas',
  summary: {
    en: 'A schema names JSON types, not those of a programming language (`dict`, `float`, `any`).',
    'zh-CN': 'schema 里用 JSON 的类型，而不是编程语言的类型（`dict`、`float`、`any`）。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: { tools: (subject, _options, report) => reportSchemaProblems(subject, 'nonstandard-type', report) },
});
