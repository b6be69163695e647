import { defineRule } from '../rule.ts';

export const stepUncovered = defineRule({
  id: 'step-uncovered',
  group: 'procedure',
  summary: { en: 'x', 'zh-CN': 'x' },
  defaultSeverity: 'warning',
  check: {},
});
