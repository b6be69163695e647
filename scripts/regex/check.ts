import { check } from 'recheck';
import recheck from 'recheck/package.json' with { type: 'json' };
import { type Attack, guessAttacks } from './attacks.ts';
import { measure } from './measure.ts';
import type { Pattern } from './patterns.ts';

/** What the checker says about a pattern, and how long one that is not linear takes. */
export type Verdict = { readonly kind: 'linear' } | (SlowKind & Cost);

type SlowKind =
  /** `isProven`: found by the automaton of the pattern; otherwise by measuring texts that take long. */
  | { readonly kind: 'polynomial' | 'exponential'; readonly summary: string; readonly isProven: boolean }
  | { readonly kind: 'unknown'; readonly summary: string };

interface Cost {
  /** UTF-16 units of the longest text that the pattern was measured with. */
  readonly longest: number;
  /** The processor time for the slowest text of that length. */
  readonly milliseconds: number;
}

/** Milliseconds per pattern; what is not decided by then is checked again, or only measured. */
const LIMITS = { timeout: 5000, incubationTimeout: 200, attackTimeout: 200 };

/** What a verdict depends on besides the pattern. */
export const CHECKER = `recheck ${recheck.version} ${JSON.stringify(LIMITS)}`;

/**
 * How the time of a pattern grows with the length of the text, in the worst case. The checker measures its own limits
 * in real time, so a busy machine can leave a linear pattern undecided: give such a pattern `longer` times the time.
 */
export async function checkPattern(pattern: Pattern, longer = 1): Promise<Verdict> {
  // The checker does not know these flags; they do not change how a match is searched.
  const flags = pattern.flags.replace(/[dv]/g, (flag) => (flag === 'v' ? 'u' : ''));
  const diagnostics = await check(pattern.source, flags, { ...LIMITS, timeout: LIMITS.timeout * longer });
  if (diagnostics.status === 'safe') return { kind: 'linear' };
  if (diagnostics.status === 'unknown') {
    return { kind: 'unknown', summary: diagnostics.error.kind, ...(await costOf(pattern, guessAttacks(pattern))) };
  }
  const { type, summary } = diagnostics.complexity;
  const kind = type === 'exponential' ? 'exponential' : 'polynomial';
  const isProven = diagnostics.checker === 'automaton';
  return { kind, summary, isProven, ...(await costOf(pattern, [diagnostics.attack])) };
}

async function costOf(pattern: Pattern, attacks: readonly Attack[]): Promise<Cost> {
  return { longest: pattern.longest, milliseconds: await measure(pattern, attacks) };
}
