import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../vscode/environment.ts';
import type { Verdict } from './check.ts';
import type { Pattern } from './patterns.ts';

/**
 * The verdicts of every pattern, one JSON object per line, kept in the repository: a check takes minutes and measures
 * time, so it is made once, where the pattern is written, and does not depend on how busy another machine is.
 */
const FILE = join(projectRoot, 'scripts/regex/verdicts.jsonl');

type Line = Verdict & { readonly pattern: string };

/**
 * The recorded verdicts that still hold, by the key of the pattern: none of another version of the checker, and none that
 * was measured with texts of another length.
 */
export async function readVerdicts(checker: string, patterns: readonly Pattern[]): Promise<Map<string, Verdict>> {
  const text = await readFile(FILE, 'utf8').catch(() => '');
  const [head, ...lines] = text.split('\n').filter((line) => line !== '');
  if (head === undefined || (JSON.parse(head) as { checker?: string }).checker !== checker) return new Map();
  const longest = new Map(patterns.map((pattern) => [pattern.key, pattern.longest]));
  const recorded = lines.map((line) => JSON.parse(line) as Line);
  const valid = recorded.filter(
    (line) => longest.has(line.pattern) && (line.kind === 'linear' || line.longest === longest.get(line.pattern)),
  );
  return new Map(valid.map(({ pattern, ...verdict }) => [pattern, verdict]));
}

/** Writes the verdicts of `patterns` in the order of their text; those of patterns that are gone are left out. */
export async function writeVerdicts(
  checker: string,
  patterns: readonly Pattern[],
  verdicts: ReadonlyMap<string, Verdict>,
): Promise<void> {
  const keys = patterns.map(({ key }) => key).sort();
  const lines = keys.flatMap((pattern) => {
    const verdict = verdicts.get(pattern);
    return verdict === undefined ? [] : [JSON.stringify({ pattern, ...verdict })];
  });
  await writeFile(FILE, `${[JSON.stringify({ checker }), ...lines].join('\n')}\n`);
}
