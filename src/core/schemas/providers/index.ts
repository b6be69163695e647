import { ANTHROPIC_LIMITS } from './anthropic.ts';
import { GEMINI_LIMITS } from './gemini.ts';
import { OPENAI_LIMITS } from './openai.ts';
import { OPENAI_STRICT_LIMITS } from './openaiStrict.ts';
import { BEDROCK_LIMITS, MCP_LIMITS } from './others.ts';
import type { ProviderLimit } from './provider.ts';

export { isProviderId, type LimitFinding, PROVIDER_IDS, type ProviderId, type ProviderLimit } from './provider.ts';
export { PROVIDER_NAMES } from './toolNames.ts';

/** Every limit that is known of a provider: the one place that rules, documentation and settings read. */
export const PROVIDER_LIMITS: readonly ProviderLimit[] = [
  ...OPENAI_LIMITS,
  ...OPENAI_STRICT_LIMITS,
  ...ANTHROPIC_LIMITS,
  ...GEMINI_LIMITS,
  ...BEDROCK_LIMITS,
  ...MCP_LIMITS,
];
