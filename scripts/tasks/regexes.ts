import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bound, KNOWN_BOUNDS } from '../regex/bounds.ts';
import { recordBuiltPatterns } from '../regex/builtPatterns.ts';
import { checkPattern, type Verdict } from '../regex/check.ts';
import { type FoundPattern, findLiterals } from '../regex/literals.ts';
import { usePatternBuilders } from '../regex/patternBuilders.ts';
import { projectRoot } from '../vscode/environment.ts';
import { CommandError, runTask } from '../vscode/processes.ts';

const WORKERS = 2;

/** How many times longer the checker may think about a pattern with a doubtful verdict. */
const LONGER = 24;

/** Verdicts of earlier runs: a pattern is checked again only when it or the checker changes. */
const CACHE = join(projectRoot, 'node_modules/.cache/regexes.json');

await runTask(checkRegexes);

/** Checks every regular expression of the program; throws with those that are not as fast as they should be. */
async function checkRegexes(): Promise<void> {
  const built = await recordBuiltPatterns(usePatternBuilders);
  const patterns = [...new Map([...findLiterals(), ...built].map((found) => [toKey(found), found])).values()];
  const verdicts = await readVerdicts();
  const queue = patterns.filter((found) => !verdicts.has(toKey(found)));
  console.log(`${patterns.length} regular expressions, ${queue.length} of them new or changed`);
  await Promise.all(Array.from({ length: WORKERS }, () => checkAll(queue, verdicts)));
  await checkDoubtful(patterns, verdicts);
  await writeVerdicts(verdicts);
  report(patterns.filter((found) => verdicts.get(toKey(found))?.kind !== 'linear'));
  const faults = patterns.flatMap((found) => findFault(found, verdicts.get(toKey(found))));
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
    verdicts.set(toKey(found), await checkPattern(found.source, found.flags));
  }
}

/**
 * Checks again what a busy machine may have decided: patterns without a verdict that no bound excuses, and patterns that
 * were measured, not proven, to be exponential.
 */
async function checkDoubtful(patterns: readonly FoundPattern[], verdicts: Map<string, Verdict>): Promise<void> {
  for (const found of patterns) {
    if (!isDoubtful(found, verdicts.get(toKey(found)))) continue;
    verdicts.set(toKey(found), await checkPattern(found.source, found.flags, LONGER));
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
  return [`${found.place}: ${toKey(found)} is ${verdict.kind} (${verdict.summary}).${advice}`];
}

function toKey({ source, flags }: FoundPattern): string {
  return `/${source}/${flags}`;
}

async function readVerdicts(): Promise<Map<string, Verdict>> {
  const text = await readFile(CACHE, 'utf8').catch(() => '{}');
  const { version, verdicts } = JSON.parse(text) as { version?: string; verdicts?: Record<string, Verdict> };
  return new Map(version === (await getCheckerVersion()) ? Object.entries(verdicts ?? {}) : []);
}

async function writeVerdicts(verdicts: ReadonlyMap<string, Verdict>): Promise<void> {
  await mkdir(join(CACHE, '..'), { recursive: true });
  await writeFile(
    CACHE,
    JSON.stringify({ version: await getCheckerVersion(), verdicts: Object.fromEntries(verdicts) }),
  );
}

async function getCheckerVersion(): Promise<string> {
  const files = ['node_modules/recheck/package.json', 'scripts/regex/check.ts'];
  const texts = await Promise.all(files.map((file) => readFile(join(projectRoot, file), 'utf8')));
  return createHash('sha256').update(texts.join()).digest('hex');
}
