import { type Bound, KNOWN_BOUNDS } from '../regex/bounds.ts';
import { recordBuiltPatterns } from '../regex/builtPatterns.ts';
import { CHECKER, checkPattern, type Verdict } from '../regex/check.ts';
import { type FoundPattern, findLiterals } from '../regex/literals.ts';
import { usePatternBuilders } from '../regex/patternBuilders.ts';
import { readVerdicts, toVerdictKey, writeVerdicts } from '../regex/verdicts.ts';
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
  const built = await recordBuiltPatterns(usePatternBuilders);
  const patterns = [...new Map([...findLiterals(), ...built].map((found) => [toVerdictKey(found), found])).values()];
  const verdicts = isFresh ? new Map<string, Verdict>() : await readVerdicts(CHECKER);
  const queue = patterns.filter((found) => !verdicts.has(toVerdictKey(found)));
  console.log(`${patterns.length} regular expressions, ${queue.length} of them new or changed`);
  await Promise.all(Array.from({ length: WORKERS }, () => checkAll(queue, verdicts)));
  await checkDoubtful(patterns, verdicts);
  await writeVerdicts(CHECKER, patterns, verdicts);
  report(patterns.filter((found) => verdicts.get(toVerdictKey(found))?.kind !== 'linear'));
  const faults = patterns.flatMap((found) => findFault(found, verdicts.get(toVerdictKey(found))));
  if (faults.length > 0) throw new CommandError(faults.join('\n'));
}

/** Says how many patterns rely on a bound, and for how many of them the code states it as a number. */
function report(slow: readonly FoundPattern[]): void {
  const bounds = slow.flatMap((found) => boundOf(found) ?? []);
  const counted = bounds.filter(({ longest }) => longest !== undefined);
  console.log(
    `${slow.length} are not known to be linear; the code bounds the length of the input of ${counted.length}`,
  );
}

function boundOf({ place }: FoundPattern): Bound | undefined {
  return KNOWN_BOUNDS.find(({ path }) => place.startsWith(path));
}

async function checkAll(queue: FoundPattern[], verdicts: Map<string, Verdict>): Promise<void> {
  for (let found = queue.shift(); found !== undefined; found = queue.shift()) {
    verdicts.set(toVerdictKey(found), await checkPattern(found.source, found.flags));
  }
}

/**
 * Checks again what a busy machine may have decided: patterns without a verdict that no bound excuses, and patterns that
 * were measured, not proven, to be exponential.
 */
async function checkDoubtful(patterns: readonly FoundPattern[], verdicts: Map<string, Verdict>): Promise<void> {
  for (const found of patterns) {
    if (!isDoubtful(found, verdicts.get(toVerdictKey(found)))) continue;
    verdicts.set(toVerdictKey(found), await checkPattern(found.source, found.flags, LONGER));
  }
}

function isDoubtful(found: FoundPattern, verdict: Verdict | undefined): boolean {
  if (verdict?.kind === 'unknown') return boundOf(found) === undefined;
  return verdict?.kind === 'exponential' && !verdict.isProven;
}

function findFault(found: FoundPattern, verdict: Verdict | undefined): readonly string[] {
  if (verdict === undefined || verdict.kind === 'linear') return [];
  if (verdict.kind !== 'exponential' && boundOf(found) !== undefined) return [];
  const advice = verdict.kind === 'exponential' ? '' : ' If its input is short, list it in scripts/regex/bounds.ts.';
  return [`${found.place}: ${toVerdictKey(found)} is ${verdict.kind} (${verdict.summary}).${advice}`];
}
