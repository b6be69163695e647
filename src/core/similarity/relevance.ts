import { createTextIndex } from './textIndex.ts';

/** Weight of relevance against difference from the texts that were chosen before (Carbonell, Goldstein, 1998). */
const RELEVANCE_WEIGHT = 0.7;

/** A text that was chosen for a query. */
export interface RelevantText {
  /** The index of the text. */
  readonly index: number;
  /** How relevant the text is, from 0 to 1 for the most relevant one. */
  readonly relevance: number;
}

/**
 * Orders texts by maximal marginal relevance: each next one is relevant for the query and unlike those before it. Of
 * equal ones the first comes first. The order is computed lazily.
 */
export function* rankByRelevance(texts: readonly string[], query: string): Generator<RelevantText, void> {
  const index = createTextIndex(texts);
  const relevance = toShares(index.scores(query));
  const likeness = texts.map(() => 0);
  const left = new Set(texts.keys());
  while (left.size > 0) {
    let best: number | undefined;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (const candidate of left) {
      const value =
        RELEVANCE_WEIGHT * (relevance[candidate] ?? 0) - (1 - RELEVANCE_WEIGHT) * (likeness[candidate] ?? 0);
      if (value > bestValue) {
        best = candidate;
        bestValue = value;
      }
    }
    if (best === undefined) return;
    left.delete(best);
    yield { index: best, relevance: relevance[best] ?? 0 };
    const scores = index.scores(texts[best] ?? '');
    const own = Math.max(scores[best] ?? 0, Number.MIN_VALUE);
    for (const other of left) likeness[other] = Math.max(likeness[other] ?? 0, Math.min(1, (scores[other] ?? 0) / own));
  }
}

/** Scores as shares of the highest one. */
function toShares(scores: readonly number[]): readonly number[] {
  const highest = scores.reduce((most, score) => Math.max(most, score), 0);
  return highest === 0 ? scores : scores.map((score) => score / highest);
}
