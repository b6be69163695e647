import { defineRule } from '../rule.ts';
import { getFileTools, getInlineTools, reportLimits } from '../support/providerLimits.ts';

export const providerLimits = defineRule({
  id: 'provider-limits',
  group: 'schemas',
  summary: {
    en: 'Tool schemas must be accepted by the providers in `targets`.',
    'zh-CN': '工具定义（schema）必须符合 `targets` 中各服务商的要求。',
  },
  defaultSeverity: 'warning',
  check: {
    tools: (subject, _options, report) => reportLimits(getFileTools(subject), 'provider-limits', report),
    shots: (subject, _options, report) => reportLimits(getInlineTools(subject), 'provider-limits', report),
  },
});
