import { estimateTokenCount } from 'tokenx';
import type { CostInputs } from './model.ts';

/** A document as far as counting its shots goes: the core's shots documents have this. */
export interface CountedDocument {
  readonly text: string;
  readonly shots: readonly { readonly start: number; readonly end: number }[];
}

/** What the shots of documents add to every request that carries them. */
export interface ShotCount {
  readonly documents: number;
  readonly shots: number;
  /** An estimate: every vocabulary cuts text in its own way. */
  readonly tokens: number;
}

/** Tokens of a text that stands in a prompt. */
export function countShotTokens(text: string): number {
  return estimateTokenCount(text);
}

/** Counts the shots of one document: its front matter and what stands between shots are no part of a prompt. */
export function countShots({ text, shots }: CountedDocument): ShotCount {
  const tokens = shots.reduce((total, { start, end }) => total + countShotTokens(text.slice(start, end)), 0);
  return { documents: 1, shots: shots.length, tokens };
}

/** The counts of several documents together. */
export function sumOfShots(counts: readonly ShotCount[]): ShotCount {
  const sum = (read: (count: ShotCount) => number) => counts.reduce((total, count) => total + read(count), 0);
  return { documents: sum((one) => one.documents), shots: sum((one) => one.shots), tokens: sum((one) => one.tokens) };
}

/** The measured shots are part of what a request sends today, so the request is at least as long. */
export function withShotTokens(cost: CostInputs, tokens: number): CostInputs {
  const { traffic } = cost;
  const rest = Math.max(0, traffic.inputTokensPerRequest - traffic.shotTokensPerRequest);
  return { ...cost, traffic: { ...traffic, shotTokensPerRequest: tokens, inputTokensPerRequest: rest + tokens } };
}
