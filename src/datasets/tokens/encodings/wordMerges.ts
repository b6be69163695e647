/** The rank of two neighbours: the lower, the earlier they are merged. Undefined if they are not. */
export type PairRank = (left: string, right: string) => number | undefined;

/** How many merged words are remembered. */
const MAX_KNOWN = 50_000;

/** Words longer than this are not remembered, in UTF-16 units. */
const MAX_KNOWN_LENGTH = 64;

/**
 * Merges the characters of words by byte pair encoding: of all neighbours the pair of the lowest rank, the leftmost one
 * first, until no pair has a rank. Arrays of the length of a word are faster than a queue, which pays for long ones only.
 */
export function createWordMerges(pairRank: PairRank): (word: string) => string[] {
  const known = new Map<string, string[]>();
  const rankOf = (left: string, right: string | undefined): number =>
    right === undefined ? Number.POSITIVE_INFINITY : (pairRank(left, right) ?? Number.POSITIVE_INFINITY);
  return (word) => {
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const symbols = Array.from(word);
    const pairs = symbols.map((symbol, index) => rankOf(symbol, symbols[index + 1]));
    for (let at = indexOfLowest(pairs); at !== -1; at = indexOfLowest(pairs)) {
      const merged = `${symbols[at]}${symbols[at + 1]}`;
      symbols.splice(at, 2, merged);
      pairs.splice(at + 1, 1);
      pairs[at] = rankOf(merged, symbols[at + 1]);
      if (at > 0) pairs[at - 1] = rankOf(symbols[at - 1] ?? '', merged);
    }
    if (known.size >= MAX_KNOWN) known.clear();
    if (word.length <= MAX_KNOWN_LENGTH) known.set(word, symbols);
    return symbols;
  };
}

/** The first index of the lowest rank; -1 if no pair has one. */
function indexOfLowest(ranks: readonly number[]): number {
  let lowest = Number.POSITIVE_INFINITY;
  let at = -1;
  for (let index = 0; index < ranks.length; index++) {
    const rank = ranks[index] ?? lowest;
    if (rank >= lowest) continue;
    lowest = rank;
    at = index;
  }
  return at;
}
