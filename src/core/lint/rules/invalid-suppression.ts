import { defineRule } from '../rule.ts';

/** Reported by the runner: only it knows the rules' names and which suppressions met a finding. */
export const invalidSuppression = defineRule({
  id: 'invalid-suppression',
  group: 'document',
  summary: {
    en: 'A suppression comment must name existing rules and suppress at least one problem.',
    'zh-CN': '禁用注释必须指定已有的规则，并且确实禁用了问题。',
  },
  defaultSeverity: 'warning',
  check: {},
});
