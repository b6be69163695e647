import { defineMessages } from '../../l10n/messages.ts';
import { hasWrittenKeyword } from '../schemaWalk.ts';
import type { ProviderLimit } from './provider.ts';
import { toolNameLimit } from './toolNames.ts';

const say = defineMessages({
  object: {
    en: 'MCP requires `"type": "object"` at the top level of `inputSchema`.',
    'zh-CN': 'MCP 要求 `inputSchema` 顶层为 `"type": "object"`。',
  },
});

/** What Amazon Bedrock's Converse API accepts. Its agents accept fewer names. */
export const BEDROCK_LIMITS: readonly ProviderLimit[] = [
  toolNameLimit(
    {
      provider: 'bedrock',
      source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html',
      seen: '2026-11-30',
      evidence: 'documentation',
    },
    'classic',
  ),
];

const MCP_SCHEMA = {
  provider: 'mcp',
  source: 'https://modelcontextprotocol.io/specification/draft/server/tools',
  seen: '2026-07-28',
  evidence: 'unverified',
} as const;

/** What the Model Context Protocol asks of the tools that a server lists. */
export const MCP_LIMITS: readonly ProviderLimit[] = [
  toolNameLimit(MCP_SCHEMA, 'mcp'),
  {
    ...MCP_SCHEMA,
    id: 'object',
    rule: 'provider-limits',
    summary: { en: 'The top level has `"type": "object"`.', 'zh-CN': '顶层须有 `"type": "object"`。' },
    *check(tools) {
      for (const tool of tools) {
        if (tool.operation === undefined && !hasWrittenKeyword(tool, '', 'type')) {
          yield { tool, pointer: '', message: say('object') };
        }
      }
    },
  },
];
