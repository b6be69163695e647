import { reportTreeProblems } from '../problems.ts';
import { defineRule } from '../rule.ts';

export const unclosedFence = defineRule({
  id: 'unclosed-fence',
  group: 'document',
  summary: { en: 'A code fence must be closed.', 'zh-CN': '代码围栏必须闭合。' },
  defaultSeverity: 'warning',
  check: { shots: (subject, _options, report) => reportTreeProblems(subject, 'unclosed-fence', report) },
});
