import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { toolNamePlace } from '../toolPlaces.ts';

const say = defineMessages({
  duplicate: {
    en: 'Another tool is named `{name}` too; calls are checked against the first.',
    'zh-CN': '另一个工具也叫 `{name}`；调用只按第一个检查。',
  },
  first: { en: 'The first `{name}`', 'zh-CN': '第一个 `{name}`' },
});

export const duplicateTool = defineRule({
  id: 'duplicate-tool',
  group: 'schemas',
  summary: { en: 'Tools have different names.', 'zh-CN': '工具不能重名。' },
  defaultSeverity: 'error',
  check: {
    tools: ({ uri, file, catalog }, _options, report) => {
      for (const tool of file.tools) {
        const same = catalog.named(tool.name);
        const first = same[0] ?? file.tools.find((other) => other.name === tool.name);
        if (first === undefined || (first.file.uri === uri && first.pointer === tool.pointer)) continue;
        report({
          range: toolNamePlace(tool),
          message: say('duplicate', { name: tool.name }),
          related: [{ uri: first.file.uri, range: toolNamePlace(first), message: say('first', { name: tool.name }) }],
        });
      }
    },
  },
});
