import { distance } from 'fastest-levenshtein';

/** The plain forms of a list of candidates: a catalogue of tools is asked about many wrong names. */
const plainForms = new WeakMap<readonly string[], readonly string[]>();

/** The candidates a mistyped word may have meant, the likeliest first; at most `count`. */
export function findNearest(word: string, candidates: readonly string[], count = 3): readonly string[] {
  const plain = toPlainForm(word);
  const forms = plainForms.get(candidates) ?? candidates.map(toPlainForm);
  plainForms.set(candidates, forms);
  const scored: { readonly candidate: string; readonly score: number }[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const score = getScore(plain, forms[index] ?? '');
    if (score !== undefined && candidate !== word) scored.push({ candidate, score });
  }
  // Sorting is stable, so candidates as near as each other keep the schema's order.
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** True if one edit turns `word` into `label`; swapping two neighbouring letters counts as one. */
export function isWithinEdits(word: string, label: string, edits: number): boolean {
  if (Math.abs(word.length - label.length) > edits) return false;
  const far = distance(word, label);
  return far <= edits || (far === edits + 1 && isSwapAway(word, label));
}

function isSwapAway(word: string, label: string): boolean {
  if (word.length !== label.length) return false;
  let at = 0;
  while (at < word.length && word[at] === label[at]) at++;
  const swapped = `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
  return distance(swapped, label) < distance(word, label) - 1;
}

/** Case and separators are what people get wrong most, so they cost nothing. */
function toPlainForm(word: string): string {
  return word.toLowerCase().replace(/[\s_.-]/g, '');
}

function getScore(word: string, candidate: string): number | undefined {
  if (word === candidate) return 0;
  const longest = Math.max(word.length, candidate.length);
  const contained =
    Math.min(word.length, candidate.length) >= 3 && (word.includes(candidate) || candidate.includes(word));
  // A length that alone is further away than any accepted distance needs no closer look.
  if (!contained && Math.abs(word.length - candidate.length) > longest * 0.4) return undefined;
  const far = distance(word, candidate);
  if (far <= Math.max(1, Math.floor(longest * 0.34))) return far;
  return contained ? longest : undefined;
}
