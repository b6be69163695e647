import { reportSchemaProblems } from '../problems.ts';
import { defineRule } from '../rule.ts';

/** What the editor's own limits left out is told by the language service; what a schema may cost, by its loader. */
export const limitReached = defineRule({
  id: 'limit-reached',
  group: 'document',
  summary: {
    en: 'Says what was not checked because a limit was reached.',
    'zh-CN': '说明因为达到上限而没有检查的内容。',
  },
  defaultSeverity: 'warning',
  check: {
    tools: (subject, _options, report) => reportSchemaProblems(subject, 'limit-reached', report),
  },
});
