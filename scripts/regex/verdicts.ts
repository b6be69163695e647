import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../vscode/environment.ts';
import type { Verdict } from './check.ts';
import type { FoundPattern } from './literals.ts';

/**
 * The verdicts of every pattern, one JSON object per line, kept in the repository: a check takes minutes and measures
 * time, so it is made once, where the pattern is written, and does not depend on how busy another machine is.
 */
const FILE = join(projectRoot, 'scripts/regex/verdicts.jsonl');

const LONGEST_KEY = 120;

type Line = Verdict & { readonly pattern: string };

/** The verdicts that the given version of the checker gave, by pattern; none of another version. */
export async function readVerdicts(checker: string): Promise<Map<string, Verdict>> {
  const text = await readFile(FILE, 'utf8').catch(() => '');
  const [head, ...lines] = text.split('\n').filter((line) => line !== '');
  if (head === undefined || (JSON.parse(head) as { checker?: string }).checker !== checker) return new Map();
  return new Map(
    lines.map((line) => {
      const { pattern, ...verdict } = JSON.parse(line) as Line;
      return [pattern, verdict];
    }),
  );
}

/** Writes the verdicts of `patterns` in the order of their text; those of patterns that are gone are left out. */
export async function writeVerdicts(
  checker: string,
  patterns: readonly FoundPattern[],
  verdicts: ReadonlyMap<string, Verdict>,
): Promise<void> {
  const keys = [...new Set(patterns.map(toVerdictKey))].sort();
  const lines = keys.flatMap((pattern) => {
    const verdict = verdicts.get(pattern);
    return verdict === undefined ? [] : [JSON.stringify({ pattern, ...verdict })];
  });
  await writeFile(FILE, `${[JSON.stringify({ checker }), ...lines].join('\n')}\n`);
}

/** The pattern as it is written; a long one by its beginning and its hash. */
export function toVerdictKey({ source, flags }: FoundPattern): string {
  const written = `/${source}/${flags}`;
  if (written.length <= LONGEST_KEY) return written;
  const hash = createHash('sha256').update(written).digest('hex').slice(0, 16);
  return `${written.slice(0, LONGEST_KEY - 20)}… ${hash}`;
}
