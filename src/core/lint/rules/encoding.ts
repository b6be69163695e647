import { reportSchemaProblems, reportTreeProblems } from '../problems.ts';
import { defineRule } from '../rule.ts';

export const encoding = defineRule({
  id: 'encoding',
  group: 'document',
  summary: {
    en: 'Files must be UTF-8; GB18030 is recognised and named.',
    'zh-CN': '文件必须是 UTF-8；GB18030 会被识别并指出。',
  },
  defaultSeverity: 'error',
  check: {
    shots: (subject, _options, report) => reportTreeProblems(subject, 'encoding', report),
    tools: (subject, _options, report) => reportSchemaProblems(subject, 'encoding', report),
  },
});
