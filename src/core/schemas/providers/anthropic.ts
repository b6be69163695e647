import { defineMessages } from '../../l10n/messages.ts';
import { appendPointer } from '../../text/jsonPointer.ts';
import { getOwnNames, walkToolSchemas } from '../schemaWalk.ts';
import type { LimitSource, ProviderLimit } from './provider.ts';
import { toolNameLimit } from './toolNames.ts';

const say = defineMessages({
  root: {
    en: 'Anthropic does not accept `{keyword}` at the top level of the parameters. One such tool fails the whole request.',
    'zh-CN': 'Anthropic 不接受参数顶层的 `{keyword}`，只要有一个这样的工具，整个请求就会失败。',
  },
  property: {
    en: 'Anthropic does not accept the property name `{name}`: only letters, digits, `_`, `.` and `-`, at most 64 characters. One such name fails the whole request.',
    'zh-CN':
      'Anthropic 不接受属性名 `{name}`：只允许字母、数字、`_`、`.` 和 `-`，最多 64 个字符。只要有一个这样的名称，整个请求就会失败。',
  },
});

const DOCS: LimitSource = {
  provider: 'anthropic',
  source: 'https://platform.claude.com/docs/en/managed-agents/self-hosted-sandboxes',
  seen: '2026-09-15',
  evidence: 'documentation',
};

const UNIONS = ['oneOf', 'anyOf', 'allOf'] as const;

/** What Anthropic's Messages API accepts. */
export const ANTHROPIC_LIMITS: readonly ProviderLimit[] = [
  toolNameLimit(
    {
      ...DOCS,
      source: 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview',
      seen: '2026-05-26',
      evidence: 'unverified',
    },
    'classic',
  ),
  {
    ...DOCS,
    id: 'root-union',
    rule: 'provider-limits',
    summary: {
      en: 'The top level has no `oneOf`, `anyOf` or `allOf`.',
      'zh-CN': '顶层不能有 `oneOf`、`anyOf` 或 `allOf`。',
    },
    *check(tools) {
      for (const tool of tools) {
        for (const keyword of UNIONS) {
          if (tool.parameters[keyword] === undefined) continue;
          yield { tool, pointer: appendPointer('', keyword), message: say('root', { keyword }) };
        }
      }
    },
  },
  {
    ...DOCS,
    id: 'property-name',
    rule: 'provider-limits',
    summary: {
      en: 'Property names match `^[a-zA-Z0-9_.-]{1,64}$`.',
      'zh-CN': '属性名须匹配 `^[a-zA-Z0-9_.-]{1,64}$`。',
    },
    *check(tools) {
      for (const { tool, schema, pointer } of walkToolSchemas(tools)) {
        for (const name of getOwnNames(schema)) {
          if (/^[a-zA-Z0-9_.-]{1,64}$/.test(name)) continue;
          yield { tool, pointer: appendPointer(pointer, 'properties', name), message: say('property', { name }) };
        }
      }
    },
  },
];
