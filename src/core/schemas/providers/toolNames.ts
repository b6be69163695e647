import { defineMessages } from '../../l10n/messages.ts';
import type { LimitSource, ProviderId, ProviderLimit } from './provider.ts';

const say = defineMessages({
  name: {
    en: '{provider} does not accept the tool name `{name}`: {rule}.',
    'zh-CN': '{provider} 不接受工具名 `{name}`：{rule}。',
  },
  classic: {
    en: 'only letters, digits, `_` and `-`, at most 64 characters',
    'zh-CN': '只允许字母、数字、`_` 和 `-`，最多 64 个字符',
  },
  gemini: {
    en: 'letters, digits, `_`, `.` and `-`, starting with a letter or `_`, at most 64 characters',
    'zh-CN': '只允许字母、数字、`_`、`.` 和 `-`，以字母或 `_` 开头，最多 64 个字符',
  },
  mcp: {
    en: 'letters, digits, `_`, `.`, `/` and `-`, at most 128 characters',
    'zh-CN': '只允许字母、数字、`_`、`.`、`/` 和 `-`，最多 128 个字符',
  },
});

/** How providers are called in messages. */
export const PROVIDER_NAMES: Readonly<Record<ProviderId, string>> = {
  openai: 'OpenAI',
  'openai-strict': 'OpenAI strict mode',
  anthropic: 'Anthropic',
  gemini: 'Gemini',
  bedrock: 'Amazon Bedrock',
  mcp: 'MCP',
};

const NAME_RULES = {
  classic: {
    pattern: /^[a-zA-Z0-9_-]{1,64}$/,
    summary: { en: 'Tool names match `^[a-zA-Z0-9_-]{1,64}$`.', 'zh-CN': '工具名须匹配 `^[a-zA-Z0-9_-]{1,64}$`。' },
  },
  gemini: {
    pattern: /^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$/,
    summary: {
      en: 'Tool names match `^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$`.',
      'zh-CN': '工具名须匹配 `^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$`。',
    },
  },
  mcp: {
    pattern: /^[a-zA-Z0-9_./-]{1,128}$/,
    summary: {
      en: 'Tool names match `^[a-zA-Z0-9_./-]{1,128}$`.',
      'zh-CN': '工具名须匹配 `^[a-zA-Z0-9_./-]{1,128}$`。',
    },
  },
} as const;

/** The limit of a provider on the names of tools. */
export function toolNameLimit(source: LimitSource, kind: keyof typeof NAME_RULES): ProviderLimit {
  const { pattern, summary } = NAME_RULES[kind];
  return {
    ...source,
    id: 'tool-name',
    rule: 'tool-name',
    summary,
    *check(tools) {
      for (const tool of tools) {
        const { name } = tool;
        if (pattern.test(name)) continue;
        const message = say('name', { provider: PROVIDER_NAMES[source.provider], name, rule: say(kind) });
        yield { tool, pointer: undefined, message };
      }
    },
  };
}
