import { leniency } from '../callPlaces.ts';
import { defineRule, type Fix } from '../rule.ts';

export const callSyntax = defineRule({
  id: 'call-syntax',
  group: 'calls',
  summary: {
    en: 'A call must be written so that it can be read: brackets closed, values quoted, arguments apart.',
    'zh-CN': '调用要写得能读懂：括号成对，值加引号，参数之间用逗号隔开。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: ({ survey }, _options, report) => {
      for (const checked of survey.calls.remarked) {
        for (const problem of checked.site.call.problems) {
          if (problem.kind !== 'syntax') continue;
          const suggestions = (problem.choices ?? []).map(
            ({ title, range, replacement }): Fix => ({ title, edits: [{ range, newText: replacement }] }),
          );
          report({ range: problem, message: problem.message, suggestions, ...leniency(checked) });
        }
      }
    },
  },
});
