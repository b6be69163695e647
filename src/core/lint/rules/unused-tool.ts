import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { integerOption } from '../ruleOptions.ts';
import { getToolNameRange } from '../support/toolRanges.ts';

const say = defineMessages({
  unused: { en: 'No shot calls `{name}`.', 'zh-CN': '没有示例调用 `{name}`。' },
});

export const unusedTool = defineRule({
  id: 'unused-tool',
  group: 'schemas',
  summary: { en: 'Every tool should be used by a shot.', 'zh-CN': '每个工具都应有示例使用。' },
  defaultSeverity: 'info',
  options: {
    fileUnder: integerOption(
      {
        en: 'Only files with fewer tools than this are checked. In a large API, most tools need no shots.',
        'zh-CN': '只检查工具数少于此值的文件。大型 API 中的多数工具不需要示例。',
      },
      30,
      1,
    ),
  },
  check: {
    tools: ({ file, usedTools, chosen }, { fileUnder }, report) => {
      // Where no shot calls anything yet, there is nothing to compare with.
      if (usedTools === undefined || usedTools.size === 0) return;
      if (file.tools.length >= fileUnder && chosen === undefined) return;
      for (const tool of file.tools) {
        const asked = chosen === undefined || chosen.has(tool.name);
        if (!asked || usedTools.has(tool.name)) continue;
        report({ range: getToolNameRange(tool), message: say('unused', { name: tool.name }) });
      }
    },
  },
});
