import { reportSchemaProblems } from '../problems.ts';
import { defineRule } from '../rule.ts';

export const unresolvedRef = defineRule({
  id: 'unresolved-ref',
  group: 'schemas',
  summary: {
    en: 'A `$ref` must lead to something inside the workspace.',
    'zh-CN': '`$ref` 必须指向工作区内存在的内容。',
  },
  defaultSeverity: 'error',
  check: { tools: (subject, _options, report) => reportSchemaProblems(subject, 'unresolved-ref', report) },
});
