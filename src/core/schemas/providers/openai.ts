import { defineMessages } from '../../l10n/messages.ts';
import { isArrayWithoutItems, walkToolSchemas } from '../schemaWalk.ts';
import type { LimitSource, ProviderLimit } from './provider.ts';
import { toolNameLimit } from './toolNames.ts';

const say = defineMessages({
  items: {
    en: 'OpenAI does not accept the array `{name}` without `items`.',
    'zh-CN': 'OpenAI 不接受没有 `items` 的数组 `{name}`。',
  },
  count: {
    en: 'OpenAI accepts at most {limit} tools per request. This file has {count}.',
    'zh-CN': 'OpenAI 每次请求最多接受 {limit} 个工具，此文件有 {count} 个。',
  },
  description: {
    en: 'The description of `{name}` has {count} characters. OpenAI may accept only {limit}.',
    'zh-CN': '`{name}` 的描述有 {count} 个字符，OpenAI 可能只接受 {limit} 个。',
  },
});

const API: LimitSource = {
  provider: 'openai',
  source: 'https://platform.openai.com/docs/api-reference/chat/create',
  seen: '2026-11-30',
  evidence: 'documentation',
};

const MAX_TOOLS = 128;
const MAX_DESCRIPTION = 1024;

/** What OpenAI accepts in any mode. */
export const OPENAI_LIMITS: readonly ProviderLimit[] = [
  toolNameLimit({ ...API, evidence: 'unverified' }, 'classic'),
  {
    ...API,
    id: 'array-items',
    rule: 'provider-limits',
    summary: { en: 'Arrays have `items`.', 'zh-CN': '数组须有 `items`。' },
    source: 'https://github.com/mark3labs/mcphost/issues/35',
    evidence: 'error-message',
    *check(tools) {
      for (const { tool, schema, pointer, name } of walkToolSchemas(tools)) {
        if (isArrayWithoutItems(schema)) yield { tool, pointer, message: say('items', { name }) };
      }
    },
  },
  toolCountLimit(API, MAX_TOOLS),
  {
    ...API,
    id: 'description-length',
    rule: 'provider-limits',
    severity: 'info',
    summary: {
      en: `Descriptions have at most ${MAX_DESCRIPTION} characters.`,
      'zh-CN': `描述最多 ${MAX_DESCRIPTION} 个字符。`,
    },
    source: 'https://github.com/getsentry/sentry-mcp/issues/106',
    evidence: 'error-message',
    *check(tools) {
      for (const tool of tools) {
        const { name, description } = tool;
        const count = description.length;
        if (count <= MAX_DESCRIPTION) continue;
        yield { tool, pointer: undefined, message: say('description', { name, count, limit: MAX_DESCRIPTION }) };
      }
    },
  },
];

function toolCountLimit(source: LimitSource, limit: number): ProviderLimit {
  return {
    ...source,
    id: 'tool-count',
    rule: 'provider-limits',
    summary: { en: `A request has at most ${limit} tools.`, 'zh-CN': `每次请求最多 ${limit} 个工具。` },
    *check(tools) {
      const tool = tools[limit];
      if (tool !== undefined) yield { tool, pointer: undefined, message: say('count', { count: tools.length, limit }) };
    },
  };
}
