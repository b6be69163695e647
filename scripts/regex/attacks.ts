import { toFragments } from './fragments.ts';
import type { Pattern } from './patterns.ts';

/** A text that may take long: parts that are repeated, each after its prefix, and an end that does not match. */
export interface Attack {
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[];
  readonly suffix: string;
}

/** The attack as a text of at most `length` UTF-16 units, and of at least one repetition. */
export function toAttackText({ pumps, suffix }: Attack, length: number): string {
  const fixed = pumps.reduce((sum, { prefix }) => sum + prefix.length, suffix.length);
  const repeated = pumps.reduce((sum, { pump }) => sum + pump.length, 0);
  const times = Math.max(1, Math.floor((length - fixed) / Math.max(1, repeated)));
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix;
}

/** Attacks of a pattern for which the checker knows none: fragments of it and of lines, alone and two by two. */
export function guessAttacks({ source, flags }: Pattern): readonly Attack[] {
  const fragments = toFragments([{ source, flags, place: '' }]);
  const own = fragments.slice(-OWN_FRAGMENTS);
  const pairs = own.flatMap((first) => own.map((second) => first + second));
  return [...fragments, ...pairs].map((pump) => ({ pumps: [{ prefix: '', pump }], suffix: '\0' }));
}

/** So many of the last fragments, which are those of the pattern, are tried two by two. */
const OWN_FRAGMENTS = 20;
