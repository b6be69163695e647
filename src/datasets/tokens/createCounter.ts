import { estimateTokenCount } from 'tokenx';
import { countLongRun, splitLongRuns } from './longRuns.ts';
import { sumCounts, type TokenCounter } from './tokenCounter.ts';

/** How many texts a counter remembers: a preview counts the same parts again after each change. */
const MAX_KNOWN = 20_000;

/** A counter over a function that counts texts without long runs. */
export function createCounter(name: string, countText: (text: string) => number): TokenCounter {
  return {
    name,
    count: (text) => {
      return sumCounts(
        splitLongRuns(text).map((part) => ({
          tokens: part.isLongRun ? countLongRun(part.text, countText) : countText(part.text),
          isExact: !part.isLongRun,
        })),
      );
    },
  };
}

/** The same counter with the counts of the latest texts remembered. */
export function withMemory(counter: TokenCounter): TokenCounter {
  const known = new Map<string, ReturnType<TokenCounter['count']>>();
  return {
    name: counter.name,
    count: (text) => {
      const count = known.get(text) ?? counter.count(text);
      if (known.size >= MAX_KNOWN) known.clear();
      known.set(text, count);
      return count;
    },
  };
}

/** Counts without tables, for the time until they are loaded. */
export const ESTIMATE: TokenCounter = {
  name: '≈',
  count: (text) => ({ tokens: estimateTokenCount(text), isExact: false }),
};
