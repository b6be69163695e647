import { defineRule } from '../rule.ts';
import { reportSchemaProblems } from '../support/problems.ts';

/** The language service reports what the editor's limits left out; the loader reports schemas that are too expensive. */
export const limitReached = defineRule({
  id: 'limit-reached',
  group: 'document',
  summary: {
    en: 'Reports content that was not checked because a limit was reached.',
    'zh-CN': '报告因达到上限而未检查的内容。',
  },
  defaultSeverity: 'warning',
  check: {
    tools: (subject, _options, report) => reportSchemaProblems(subject, 'limit-reached', report),
  },
});
