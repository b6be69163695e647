import { estimateTokenCount } from 'tokenx';
import type { ChatRequest, TokenUsage } from './model.ts';

/** About how many tokens a text has. Every tokenizer counts differently, so it is always shown with ≈. */
export function estimateTokens(text: string): number {
  return estimateTokenCount(text);
}

/** A chat template spends a few tokens on the frame of each message. */
const frame = 4;

/** About how many tokens a request has, tool definitions and response schema included. */
export function estimateRequestTokens({ messages, tools = [], structure }: ChatRequest): number {
  const spoken = messages.reduce((sum, { content }) => sum + frame + estimateTokens(content), 0);
  const extra = [...tools, ...(structure === undefined ? [] : [structure.schema])];
  return spoken + extra.reduce((sum: number, part) => sum + estimateTokens(JSON.stringify(part)), 0);
}

export const noTokens: TokenUsage = { inputTokens: 0, outputTokens: 0 };

export function addTokens(a: TokenUsage, b: TokenUsage): TokenUsage {
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}
