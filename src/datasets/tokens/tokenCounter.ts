/** The number of tokens of a text. */
export interface TokenCount {
  /** The number of tokens. */
  readonly tokens: number;
  /** False for an estimate, and where an unbroken run of characters was too long to be merged as a whole. */
  readonly isExact: boolean;
}

/** Counts tokens as one tokenizer does. */
export interface TokenCounter {
  /** The encoding, or the name of the tokenizer file. */
  readonly name: string;
  count(text: string): TokenCount;
}

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
  const digits = tokens.toLocaleString('en-US');
  return isExact ? digits : `≈ ${digits}`;
}
