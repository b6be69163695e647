import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  none: {
    en: 'No tool schema is loaded, so calls are checked for syntax only; name one under `tools:` in the front matter.',
    'zh-CN': '没有加载任何工具 schema，调用只检查语法；可在文件头的 `tools:` 里指定。',
  },
});

export const noTools = defineRule({
  id: 'no-tools',
  group: 'document',
  summary: {
    en: 'Calls can be checked against a schema only where one is loaded.',
    'zh-CN': '加载了工具 schema，才能检查调用的参数。',
  },
  defaultSeverity: 'hint',
  check: {
    shots: ({ tools, survey, missingFiles }, _options, report) => {
      // A file that was named in vain is told of at its name.
      if (tools.tools.length > 0 || missingFiles.length > 0) return;
      const first = survey.calls.unknown.find(({ site }) => site.call.unreadable !== true);
      if (first === undefined) return;
      report({ range: first.site.call.name, message: say('none') });
    },
  },
});
