import { CHECKER, checkPattern, type Verdict } from '../regex/check.ts';
import { MAX_MILLISECONDS } from '../regex/measure.ts';
import { collectPatterns, type Pattern } from '../regex/patterns.ts';
import { readVerdicts, writeVerdicts } from '../regex/verdicts.ts';
import { CommandError, runTask } from '../vscode/processes.ts';

const WORKERS = 2;

/** `--all` does not trust the recorded verdicts. */
const isFresh = process.argv.includes('--all');

/** How many times longer the checker may think about a pattern with a doubtful verdict. */
const LONGER = 24;

await runTask(checkRegexes);

/**
 * Checks every regular expression of the program that has no recorded verdict yet, and records what it finds; throws with
 * those that are not as fast as they should be.
 */
async function checkRegexes(): Promise<void> {
  const patterns = await collectPatterns();
  const verdicts = isFresh ? new Map<string, Verdict>() : await readVerdicts(CHECKER, patterns);
  const queue = patterns.filter(({ key }) => !verdicts.has(key));
  console.log(`${patterns.length} regular expressions, ${queue.length} of them new or changed`);
  await Promise.all(Array.from({ length: WORKERS }, () => checkAll(queue, verdicts)));
  await checkDoubtful(patterns, verdicts);
  await writeVerdicts(CHECKER, patterns, verdicts);
  report([...verdicts.values()]);
  const faults = patterns.flatMap((pattern) => findFault(pattern, verdicts.get(pattern.key)));
  if (faults.length > 0) throw new CommandError(faults.join('\n'));
}

/** Says how many patterns are not linear, and how long the slowest of them takes. */
function report(verdicts: readonly Verdict[]): void {
  const slow = verdicts.flatMap((verdict) => (verdict.kind === 'linear' ? [] : [verdict.milliseconds]));
  console.log(
    `${slow.length} are not known to be linear; the slowest takes ${Math.max(0, ...slow)} ms for its longest text`,
  );
}

async function checkAll(queue: Pattern[], verdicts: Map<string, Verdict>): Promise<void> {
  for (let pattern = queue.shift(); pattern !== undefined; pattern = queue.shift()) {
    verdicts.set(pattern.key, await checkPattern(pattern));
  }
}

/** Checks again what a busy machine may have decided. */
async function checkDoubtful(patterns: readonly Pattern[], verdicts: Map<string, Verdict>): Promise<void> {
  for (const pattern of patterns) {
    const verdict = verdicts.get(pattern.key);
    if (verdict !== undefined && isDoubtful(verdict)) verdicts.set(pattern.key, await checkPattern(pattern, LONGER));
  }
}

/** True for a fault that was measured, not proven. */
function isDoubtful(verdict: Verdict): boolean {
  return isFault(verdict) && !('isProven' in verdict && verdict.isProven);
}

/** An exponential pattern is refused everywhere, any other one where it takes too long. */
function isFault(verdict: Verdict): verdict is Exclude<Verdict, { readonly kind: 'linear' }> {
  return verdict.kind === 'exponential' || (verdict.kind !== 'linear' && verdict.milliseconds > MAX_MILLISECONDS);
}

function findFault({ key, places }: Pattern, verdict: Verdict | undefined): readonly string[] {
  if (verdict === undefined || !isFault(verdict)) return [];
  const { kind, summary, milliseconds, longest } = verdict;
  const advice =
    kind === 'exponential' ? '' : ' If the code bounds its input, give the bound in scripts/regex/bounds.ts.';
  const cost = `${milliseconds} ms for ${longest} characters`;
  return [`${places.join(', ')}: ${key} is ${kind} (${summary}) and takes ${cost}.${advice}`];
}
