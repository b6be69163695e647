import type { ChatToolCall, FinishReason, TokenUsage } from '../../generation/index.ts';

/** A reply as it came, masked if the request was. */
export interface ModelReply {
  readonly text: string;
  readonly toolCalls: readonly ChatToolCall[];
  readonly finish: FinishReason;
  readonly usage: TokenUsage | undefined;
  /** The time from the request to the end of the reply. */
  readonly milliseconds: number;
}
