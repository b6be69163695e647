import { groupDigits, type TokenCount } from '../../core/index.ts';

export type { TokenCount, TokenCounter } from '../../core/index.ts';

/** The count of an empty text. */
export const NO_TOKENS_COUNTED: TokenCount = { tokens: 0, isExact: true };

/** The sum of counts; exact if all of them are. */
export function sumCounts(counts: readonly TokenCount[]): TokenCount {
  return counts.reduce(
    (sum, { tokens, isExact }) => ({ tokens: sum.tokens + tokens, isExact: sum.isExact && isExact }),
    NO_TOKENS_COUNTED,
  );
}

/** The number as it is shown: with commas between thousands, and with ≈ if it is not exact. */
export function formatTokens({ tokens, isExact }: TokenCount): string {
  const digits = groupDigits(tokens);
  return isExact ? digits : `≈ ${digits}`;
}
