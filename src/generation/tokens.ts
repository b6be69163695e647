import { estimateTokenCount } from 'tokenx';
import type { ChatRequest, TokenUsage } from './model.ts';

/** About how many tokens a text has. Every tokenizer counts differently, so it is always shown with ≈. */
export function estimateTokens(text: string): number {
  return estimateTokenCount(text);
}

/** A chat template spends a few tokens on the frame of each message. */
const TOKENS_PER_MESSAGE = 4;

/** About how many tokens a request has, tool definitions and response schema included. */
export function estimateRequestTokens({ messages, tools = [], structure }: ChatRequest): number {
  const spoken = messages.reduce((sum, { content }) => sum + TOKENS_PER_MESSAGE + estimateTokens(content), 0);
  const extra = [...tools, ...(structure === undefined ? [] : [structure.schema])];
  return spoken + extra.reduce((sum: number, part) => sum + estimateTokens(JSON.stringify(part)), 0);
}

/** No tokens: the start of a sum. */
export const NO_TOKENS: TokenUsage = { inputTokens: 0, outputTokens: 0 };

/** The sum of two usages, input and output apart. */
export function addTokens(a: TokenUsage, b: TokenUsage): TokenUsage {
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}
