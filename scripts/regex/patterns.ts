import { createHash } from 'node:crypto';
import { longestInput } from './bounds.ts';
import { recordBuiltPatterns } from './builtPatterns.ts';
import { findLiterals } from './literals.ts';
import { usePatternBuilders } from './patternBuilders.ts';

const LONGEST_KEY = 120;

/** A regular expression of the program, at whatever places it is written or built. */
export interface Pattern {
  /** The pattern as it is written; a long one by its beginning and its hash. */
  readonly key: string;
  readonly source: string;
  readonly flags: string;
  readonly places: readonly string[];
  /** The longest text that it is checked with, in UTF-16 units. */
  readonly longest: number;
}

/** Every regular expression that the program holds as a literal or builds at run time. */
export async function collectPatterns(): Promise<readonly Pattern[]> {
  const found = [...findLiterals(), ...(await recordBuiltPatterns(usePatternBuilders))];
  const placesOf = new Map<string, Set<string>>();
  for (const pattern of found) {
    const key = toKey(pattern);
    placesOf.set(key, (placesOf.get(key) ?? new Set()).add(pattern.place));
  }
  const byKey = new Map(found.map((pattern) => [toKey(pattern), pattern]));
  return [...byKey].map(([key, { source, flags }]) => {
    const places = [...(placesOf.get(key) ?? [])];
    return { key, source, flags, places, longest: longestInput(places) };
  });
}

function toKey({ source, flags }: { readonly source: string; readonly flags: string }): string {
  const written = `/${source}/${flags}`;
  if (written.length <= LONGEST_KEY) return written;
  const hash = createHash('sha256').update(written).digest('hex').slice(0, 16);
  return `${written.slice(0, LONGEST_KEY - 20)}… ${hash}`;
}
