import { defineRule, type Fix } from '../rule.ts';
import { getSeverityLimit } from '../support/callRanges.ts';

export const callSyntax = defineRule({
  id: 'call-syntax',
  group: 'calls',
  summary: {
    en: 'A call must have valid syntax: closed brackets, quoted strings, separated arguments.',
    'zh-CN': '调用的语法必须正确：括号成对，字符串加引号，参数之间用逗号分隔。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: ({ index }, _options, report) => {
      for (const checked of index.calls.withParseProblems) {
        for (const problem of checked.site.call.problems) {
          if (problem.kind !== 'syntax') continue;
          const suggestions = (problem.choices ?? []).map(
            ({ title, range, replacement }): Fix => ({ title, edits: [{ range, newText: replacement }] }),
          );
          report({ range: problem, message: problem.message, suggestions, ...getSeverityLimit(checked) });
        }
      }
    },
  },
});
