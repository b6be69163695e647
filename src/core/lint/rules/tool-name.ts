import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { toolNamePlace } from '../toolPlaces.ts';

const say = defineMessages({
  characters: {
    en: '`{name}` holds characters OpenAI-compatible APIs refuse in a tool name (letters, digits, `_` and `-` are allowed).',
    'zh-CN': '`{name}` 含有 OpenAI 兼容接口不接受的字符（只允许字母、数字、`_` 和 `-`）。',
  },
  length: {
    en: '`{name}` is longer than the 64 characters OpenAI-compatible APIs allow.',
    'zh-CN': '`{name}` 超过了 OpenAI 兼容接口允许的 64 个字符。',
  },
});

export const toolName = defineRule({
  id: 'tool-name',
  group: 'schemas',
  summary: {
    en: 'A tool name should be one that every API accepts.',
    'zh-CN': '工具名应是各家接口都接受的写法。',
  },
  defaultSeverity: 'info',
  check: {
    tools: ({ file }, _options, report) => {
      for (const tool of file.tools) {
        const { name } = tool;
        if (!/^[A-Za-z0-9_-]*$/.test(name))
          report({ range: toolNamePlace(tool), message: say('characters', { name }) });
        else if (name.length > 64) report({ range: toolNamePlace(tool), message: say('length', { name }) });
      }
    },
  },
});
