import { defineRule } from '../rule.ts';

/** Reported by the runner: only it knows the rules' names and which suppressions met a finding. */
export const invalidSuppression = defineRule({
  id: 'invalid-suppression',
  group: 'document',
  summary: {
    en: 'A suppression comment must name known rules and suppress something.',
    'zh-CN': '屏蔽注释必须写已有的规则，并且确实屏蔽了问题。',
  },
  defaultSeverity: 'warning',
  check: {},
});
