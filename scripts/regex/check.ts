import { check } from 'recheck';
import recheck from 'recheck/package.json' with { type: 'json' };

/** What the checker says about a pattern. */
export type Verdict =
  | { readonly kind: 'linear' }
  /** `isProven`: found by the automaton of the pattern; otherwise by measuring texts that take long. */
  | { readonly kind: 'polynomial' | 'exponential'; readonly summary: string; readonly isProven: boolean }
  | { readonly kind: 'unknown'; readonly summary: string };

/** Milliseconds per pattern; what is not decided by then is checked again, or must be listed as bounded. */
const LIMITS = { timeout: 5000, incubationTimeout: 200, attackTimeout: 200 };

/** What a verdict depends on besides the pattern. */
export const CHECKER = `recheck ${recheck.version} ${JSON.stringify(LIMITS)}`;

/**
 * How the time of a pattern grows with the length of the text, in the worst case. The checker measures its own limits
 * in real time, so a busy machine can leave a linear pattern undecided: give such a pattern `longer` times the time.
 */
export async function checkPattern(source: string, flags: string, longer = 1): Promise<Verdict> {
  // The checker does not know these flags; they do not change how a match is searched.
  const diagnostics = await check(
    source,
    flags.replace(/[dv]/g, (flag) => (flag === 'v' ? 'u' : '')),
    { ...LIMITS, timeout: LIMITS.timeout * longer },
  );
  if (diagnostics.status === 'safe') return { kind: 'linear' };
  if (diagnostics.status === 'unknown') return { kind: 'unknown', summary: diagnostics.error.kind };
  const { type, summary } = diagnostics.complexity;
  const isProven = diagnostics.checker === 'automaton';
  return { kind: type === 'exponential' ? 'exponential' : 'polynomial', summary, isProven };
}
