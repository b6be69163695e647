import type { Localized, Message } from '../../l10n/messages.ts';
import type { Tool } from '../tool.ts';

/** Whom tools can be for: model providers, the strict mode of one, and the protocol that servers publish tools in. */
export const PROVIDER_IDS = ['openai', 'openai-strict', 'anthropic', 'gemini', 'bedrock', 'mcp'] as const;
/** The id of a provider in `targets` of a project file. */
export type ProviderId = (typeof PROVIDER_IDS)[number];

/** Whether a name is the id of a provider. */
export function isProviderId(name: string): name is ProviderId {
  return (PROVIDER_IDS as readonly string[]).includes(name);
}

/** What breaks a limit, and where. */
export interface LimitFinding {
  /** The tool that is reported; of a limit on a whole file, the first one beyond it. */
  readonly tool: Tool;
  /** A JSON pointer below the tool's `parameters`; undefined for the tool's name. */
  readonly pointer: string | undefined;
  readonly message: Message;
  /** What would have to change, where a rule can write it. */
  readonly edit?: { readonly key: 'additionalProperties' | 'required'; readonly names: readonly string[] };
}

/** One constraint of a provider: what it accepts, where that is said, and how it is checked. */
export interface ProviderLimit {
  readonly provider: ProviderId;
  readonly id: string;
  /** The rule that reports it. */
  readonly rule: 'provider-limits' | 'strict-mode' | 'tool-name';
  readonly summary: Localized;
  readonly source: string;
  /** The day on which the source said so. */
  readonly seen: string;
  readonly evidence: Evidence;
  /** A milder severity than the rule's. */
  readonly severity?: 'info';
  check(tools: readonly Tool[]): Iterable<LimitFinding>;
}

/**
 * How a limit is known: read in the provider's own documentation, from its error messages (the source quotes one), or
 * reported to be in the documentation at that address, where it has not been read.
 */
export type Evidence = 'documentation' | 'error-message' | 'unverified';

/** What the limits of one provider have in common. */
export interface LimitSource {
  readonly provider: ProviderId;
  readonly source: string;
  readonly seen: string;
  readonly evidence: Evidence;
}
