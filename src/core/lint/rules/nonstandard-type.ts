import { defineRule } from '../rule.ts';
import { reportSchemaProblems } from '../support/problems.ts';

export const nonstandardType = defineRule({
  id: 'nonstandard-type',
  group: 'schemas',
  summary: {
    en: 'Schemas must use JSON types, not types of a programming language (`dict`, `float`, `any`).',
    'zh-CN': '工具定义（schema）必须使用 JSON 类型，不能使用编程语言的类型（`dict`、`float`、`any`）。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: { tools: (subject, _options, report) => reportSchemaProblems(subject, 'nonstandard-type', report) },
});
