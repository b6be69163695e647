/** Okapi BM25 with the usual constants (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009). */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/** Words of ASCII letters and digits, or runs of other letters. */
const RUN = /[a-z0-9_]+|[\p{L}\p{N}\p{M}]/gu;

/** Texts that others are compared with, by BM25. */
export interface TextIndex {
  /** How relevant each text is for a query: 0 for nothing in common, without an upper limit. */
  scores(query: string): readonly number[];
}

interface Posting {
  readonly text: number;
  readonly count: number;
}

/**
 * Indexes texts by characters and pairs of neighbouring characters, as needed for Chinese, where words have no
 * spaces between them; ASCII words are indexed as a whole.
 */
export function createTextIndex(texts: readonly string[]): TextIndex {
  const postings = new Map<string, Posting[]>();
  const lengths = texts.map((text, index) => {
    const terms = toTerms(text);
    for (const [term, count] of countTerms(terms)) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [{ text: index, count }]);
      else list.push({ text: index, count });
    }
    return terms.length;
  });
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
  const weigh = ({ text, count }: Posting): number => {
    const length = (lengths[text] ?? 0) / Math.max(1, averageLength);
    return (count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length));
  };
  return {
    scores: (query) => {
      const scores = texts.map(() => 0);
      for (const [term] of countTerms(toTerms(query))) {
        const list = postings.get(term) ?? [];
        const rarity = Math.log(1 + (texts.length - list.length + 0.5) / (list.length + 0.5));
        for (const posting of list) scores[posting.text] = (scores[posting.text] ?? 0) + rarity * weigh(posting);
      }
      return scores;
    },
  };
}

/** The terms of a text: ASCII words, other characters, and pairs of these that are next to each other. */
function toTerms(text: string): readonly string[] {
  const terms: string[] = [];
  let before: { readonly character: string; readonly end: number } | undefined;
  for (const { 0: run, index } of text.toLowerCase().matchAll(RUN)) {
    terms.push(run);
    const isWord = run.charCodeAt(0) < 0x80;
    if (!isWord && before?.end === index) terms.push(before.character + run);
    before = isWord ? undefined : { character: run, end: index + run.length };
  }
  return terms;
}

function countTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
