import { defineRule } from '../rule.ts';
import { reportTreeProblems } from '../support/problems.ts';

export const unclosedFence = defineRule({
  id: 'unclosed-fence',
  group: 'document',
  summary: { en: 'Code fences must be closed.', 'zh-CN': '代码围栏必须有结束标记。' },
  defaultSeverity: 'warning',
  check: { shots: (subject, _options, report) => reportTreeProblems(subject, 'unclosed-fence', report) },
});
