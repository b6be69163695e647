import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  none: {
    en: 'No tool schema is loaded, so only the syntax of calls is checked. Add a tool file to `tools:` in the front matter.',
    'zh-CN': '未加载工具定义（schema），只检查调用的语法。请在 Front Matter（文件头）的 `tools:` 中添加工具文件。',
  },
});

export const noTools = defineRule({
  id: 'no-tools',
  group: 'document',
  summary: {
    en: 'Documents with calls should load tool schemas.',
    'zh-CN': '含有调用的文档应加载工具定义（schema）。',
  },
  defaultSeverity: 'hint',
  check: {
    shots: ({ tools, index, missingFiles }, _options, report) => {
      // A named file that is missing is reported at its name.
      if (tools.tools.length > 0 || missingFiles.length > 0) return;
      const first = index.calls.ofUnknownTools.find(({ site }) => site.call.unreadable !== true);
      if (first === undefined) return;
      report({ range: first.site.call.name, message: say('none') });
    },
  },
});
