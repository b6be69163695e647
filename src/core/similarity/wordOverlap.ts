/** Words too common to say what a step is about. */
const COMMON = new Set(
  (
    'the and for with that this from then are was has have will can may not you your they them their user customer ' +
    'step should must into out about any all ask tell'
  ).split(' '),
);

const TOKEN = /[\p{Script=Han}]+|[a-z][a-z0-9]{2,}/gu;

/** The similarity of a text to each of a few others, from 0 to 1. */
export type WordOverlap = (text: string) => readonly number[];

/**
 * Compares texts with a fixed list of others by the words they share: pairs of characters in Chinese, words without
 * their endings in English. A word that many of the others have counts less. One pass over a text compares it with
 * all of them.
 */
export function createWordOverlap(others: readonly string[]): WordOverlap {
  const holders = new Map<string, number[]>();
  for (const [index, other] of others.entries()) {
    for (const token of tokensOf(other)) {
      const list = holders.get(token);
      if (list === undefined) holders.set(token, [index]);
      else list.push(index);
    }
  }
  const totals = others.map(() => 0);
  for (const list of holders.values()) for (const index of list) totals[index] = (totals[index] ?? 0) + 1 / list.length;
  return (text) => {
    const shared = others.map(() => 0);
    for (const token of tokensOf(text)) {
      const list = holders.get(token) ?? [];
      for (const index of list) shared[index] = (shared[index] ?? 0) + 1 / list.length;
    }
    return shared.map((weight, index) => (weight === 0 ? 0 : weight / (totals[index] ?? 1)));
  };
}

function tokensOf(text: string): ReadonlySet<string> {
  const tokens = new Set<string>();
  for (const [run] of text.toLowerCase().matchAll(TOKEN)) {
    if (run.charCodeAt(0) < 0x80) {
      if (!COMMON.has(run)) tokens.add(run.replace(/(?:ing|ed|es|s)$/, ''));
    } else {
      for (let at = 0; at + 1 < run.length; at++) tokens.add(run.slice(at, at + 2));
    }
  }
  return tokens;
}
