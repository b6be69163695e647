import { estimateTokenCount } from 'tokenx';
import type { CostInputs } from './model.ts';

/** The part of core's shots document that counting needs. */
export interface CountedDocument {
  readonly text: string;
  readonly shots: readonly { readonly start: number; readonly end: number }[];
}

/** Size of the shots in a prompt. */
export interface ShotCount {
  readonly documents: number;
  readonly shots: number;
  /** An estimate: tokenizers differ. */
  readonly tokens: number;
}

/** Tokens of a text in a prompt. */
export function countShotTokens(text: string): number {
  return estimateTokenCount(text);
}

/** Counts the shots of one document: front matter and text between shots are not part of a prompt. */
export function countShots({ text, shots }: CountedDocument): ShotCount {
  const tokens = shots.reduce((total, { start, end }) => total + countShotTokens(text.slice(start, end)), 0);
  return { documents: 1, shots: shots.length, tokens };
}

/** The sum of several counts. */
export function sumShots(counts: readonly ShotCount[]): ShotCount {
  const sum = (read: (count: ShotCount) => number) => counts.reduce((total, count) => total + read(count), 0);
  return { documents: sum((one) => one.documents), shots: sum((one) => one.shots), tokens: sum((one) => one.tokens) };
}

/** The measured shots are part of today's request, so the request is at least as long. */
export function withShotTokens(cost: CostInputs, tokens: number): CostInputs {
  const { traffic } = cost;
  const rest = Math.max(0, traffic.inputTokensPerRequest - traffic.shotTokensPerRequest);
  return { ...cost, traffic: { ...traffic, shotTokensPerRequest: tokens, inputTokensPerRequest: rest + tokens } };
}
