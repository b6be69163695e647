import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { getToolNameRange } from '../support/toolRanges.ts';

const say = defineMessages({
  duplicate: {
    en: 'Duplicate tool name `{name}`. Calls are checked against the first definition only.',
    'zh-CN': '工具名 `{name}` 重复，调用只按第一个定义检查。',
  },
  first: { en: 'The first `{name}`', 'zh-CN': '第一个 `{name}`' },
});

export const duplicateTool = defineRule({
  id: 'duplicate-tool',
  group: 'schemas',
  summary: { en: 'Tool names must be unique.', 'zh-CN': '工具名不能重复。' },
  defaultSeverity: 'error',
  check: {
    tools: ({ uri, file, catalog }, _options, report) => {
      for (const tool of file.tools) {
        const same = catalog.named(tool.name);
        // A document that uses the file may have selected other tools of it.
        const isUsed = same.some((other) => other.file.uri === uri && other.pointer === tool.pointer);
        const first = isUsed ? same[0] : file.tools.find((other) => other.name === tool.name);
        if (first === undefined || (first.file.uri === uri && first.pointer === tool.pointer)) continue;
        report({
          range: getToolNameRange(tool),
          message: say('duplicate', { name: tool.name }),
          related: [
            { uri: first.file.uri, range: getToolNameRange(first), message: say('first', { name: tool.name }) },
          ],
        });
      }
    },
  },
});
