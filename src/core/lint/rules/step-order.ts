import { defineRule } from '../rule.ts';

export const stepOrder = defineRule({
  id: 'step-order',
  group: 'procedure',
  summary: { en: 'x', 'zh-CN': 'x' },
  defaultSeverity: 'warning',
  check: {},
});
