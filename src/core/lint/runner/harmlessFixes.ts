import type { Finding } from '../rule.ts';
import { applyEdits, selectCompatible, selectCompatibleEdits } from './applyFixes.ts';

/** How often harmful fixes make room for others, which are compared in turn. */
const MAX_ROUNDS = 5;

/** Texts compared for one file, in characters. Fixes that are not compared within it become suggestions. */
const MAX_COMPARED_CHARACTERS = 20_000_000;

/** Comparisons that any file gets, however long it is. */
const MIN_COMPARISONS = 20;

type Check = (chosen: readonly Finding[]) => boolean;

/**
 * Turns fixes that would change what a text says into suggestions, so that fix-all never applies them. `getMeaning`
 * returns what a text says. The fixes that fit together are tried at once; only where they change something are they
 * halved to find the ones that do. Fixes that do not fit beside a harmful one are compared after it.
 */
export function withHarmlessFixes(
  findings: readonly Finding[],
  text: string,
  getMeaning: (text: string) => string,
): readonly Finding[] {
  if (selectCompatible(findings).length === 0) return findings;
  const isHarmless = createCheck(text, getMeaning);
  let current = findings;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const candidates = selectCompatible(current);
    const harmless = new Set(selectHarmless(candidates, isHarmless));
    if (harmless.size === candidates.length) return current;
    const harmful = new Set(candidates.filter((finding) => !harmless.has(finding)));
    const isLast = round === MAX_ROUNDS - 1;
    current = current.map((finding) =>
      harmful.has(finding) || (isLast && !harmless.has(finding)) ? toSuggestion(finding) : finding,
    );
  }
  return current;
}

/** Compares the text with what it would be with some fixes, as long as that takes linear time in all. */
function createCheck(text: string, getMeaning: (text: string) => string): Check {
  const meaning = getMeaning(text);
  let left = Math.max(MIN_COMPARISONS, Math.floor(MAX_COMPARED_CHARACTERS / Math.max(1, text.length)));
  return (chosen) => left-- > 0 && getMeaning(applyEdits(text, selectCompatibleEdits(chosen))) === meaning;
}

function selectHarmless(findings: readonly Finding[], isHarmless: Check): readonly Finding[] {
  if (findings.length === 0 || isHarmless(findings)) return findings;
  if (findings.length === 1) return [];
  const middle = findings.length >> 1;
  const first = selectHarmless(findings.slice(0, middle), isHarmless);
  const second = selectHarmless(findings.slice(middle), isHarmless);
  const both = [...first, ...second];
  return isHarmless(both) ? both : first;
}

function toSuggestion(finding: Finding): Finding {
  const { fix, suggestions = [], ...rest } = finding;
  return fix === undefined ? finding : { ...rest, suggestions: [fix, ...suggestions] };
}
