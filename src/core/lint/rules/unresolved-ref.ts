import { defineRule } from '../rule.ts';
import { reportSchemaProblems } from '../support/problems.ts';

export const unresolvedRef = defineRule({
  id: 'unresolved-ref',
  group: 'schemas',
  summary: {
    en: 'A `$ref` must point to an existing target inside the workspace.',
    'zh-CN': '`$ref` 必须指向工作区内已有的目标。',
  },
  defaultSeverity: 'error',
  check: { tools: (subject, _options, report) => reportSchemaProblems(subject, 'unresolved-ref', report) },
});
