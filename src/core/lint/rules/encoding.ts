import { defineRule } from '../rule.ts';
import { reportSchemaProblems, reportTreeProblems } from '../support/problems.ts';

export const encoding = defineRule({
  id: 'encoding',
  group: 'document',
  summary: {
    en: 'Files must be encoded in UTF-8.',
    'zh-CN': '文件必须使用 UTF-8 编码。',
  },
  defaultSeverity: 'error',
  check: {
    shots: (subject, _options, report) => reportTreeProblems(subject, 'encoding', report),
    tools: (subject, _options, report) => reportSchemaProblems(subject, 'encoding', report),
  },
});
