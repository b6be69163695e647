import { reportSchemaProblems } from '../problems.ts';
import { defineRule } from '../rule.ts';

export const schemaInvalid = defineRule({
  id: 'schema-invalid',
  group: 'schemas',
  summary: {
    en: 'A tool file must be readable and its schemas valid.',
    'zh-CN': '工具文件必须可读，其中的 schema 必须有效。',
  },
  defaultSeverity: 'error',
  check: { tools: (subject, _options, report) => reportSchemaProblems(subject, 'schema-invalid', report) },
});
