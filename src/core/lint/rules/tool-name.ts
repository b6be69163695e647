import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { getFileTools, getInlineTools, reportLimits } from '../support/providerLimits.ts';
import { getToolNameRange } from '../support/toolRanges.ts';

const say = defineMessages({
  characters: {
    en: '`{name}` contains characters that OpenAI-compatible APIs reject in a tool name (allowed: letters, digits, `_` and `-`).',
    'zh-CN': '`{name}` 包含 OpenAI 兼容 API 不接受的字符（只允许字母、数字、`_` 和 `-`）。',
  },
  length: {
    en: '`{name}` exceeds the 64 characters that OpenAI-compatible APIs allow.',
    'zh-CN': '`{name}` 超过 OpenAI 兼容 API 允许的 64 个字符。',
  },
});

export const toolName = defineRule({
  id: 'tool-name',
  group: 'schemas',
  summary: {
    en: 'Tool names should be valid for all common APIs.',
    'zh-CN': '工具名应符合各常用 API 的要求。',
  },
  defaultSeverity: 'warning',
  check: {
    tools: (subject, _options, report) => {
      // Where the providers are known, their own limits count.
      if (subject.targets.length > 0) return reportLimits(getFileTools(subject), 'tool-name', report);
      // Without them, a name is a matter of taste unless the project says otherwise.
      const isChosen = subject.project.rules['tool-name']?.severity !== undefined;
      const severity = isChosen ? {} : ({ maxSeverity: 'info' } as const);
      for (const tool of subject.file.tools) {
        const { name } = tool;
        if (!/^[A-Za-z0-9_-]*$/.test(name))
          report({ range: getToolNameRange(tool), message: say('characters', { name }), ...severity });
        else if (name.length > 64)
          report({ range: getToolNameRange(tool), message: say('length', { name }), ...severity });
      }
    },
    shots: (subject, _options, report) => reportLimits(getInlineTools(subject), 'tool-name', report),
  },
});
