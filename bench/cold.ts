import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../scripts/vscode/environment.ts';
import { buildExtension } from '../scripts/vscode/extension.ts';
import { createLanguageService } from '../src/core/index.ts';
import { memoryHost, memoryUri } from '../test/support/memoryHost.ts';
import { type Figure, quantile, record } from './report.ts';
import { writeDocuments } from './support/folder.ts';

const DOCUMENTS = 3000;
const CALLS = 16;
const TURNS = 3;

const CLI = join(projectRoot, 'dist/cli.mjs');
const MARKDOWNLINT = join(projectRoot, 'node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs');

/** Measures whole processes, as people run them, beside markdownlint-cli2 and an empty Node, in turns. */
export async function benchCold(): Promise<void> {
  await buildExtension({ production: true, only: ['src/cli'] });
  const folder = await mkdtemp(join(tmpdir(), 'sop-shots-cold-'));
  try {
    await writeDocuments(folder, DOCUMENTS, CALLS);
    await writeFile(join(folder, '.markdownlint.json'), '{ "default": true }\n');
    const one = join('part-0', 'document-0.shots.md');
    record('cold', [
      ratio(
        '`--version`',
        'node -e 0',
        inTurns(folder, [CLI, '--version'], ['-e', '0']),
        'at most 3 ×',
        (times) => 1 / times <= 3,
      ),
      ratio(
        'one file',
        'markdownlint-cli2',
        inTurns(folder, [CLI, 'lint', one], [MARKDOWNLINT, one]),
        'no slower',
        (times) => times >= 1,
      ),
      ratio(
        `folder of ${DOCUMENTS.toLocaleString('en')} documents`,
        'markdownlint-cli2',
        inTurns(folder, [CLI, 'lint'], [MARKDOWNLINT, '**/*.md']),
        'at least 4 × as fast',
        (times) => times >= 4,
      ),
      ...(await floors(folder)),
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

/** Medians of both, which run one after the other, so that a busy machine slows both down. */
function inTurns(cwd: string, ours: readonly string[], theirs: readonly string[]): Pair {
  const pairs = Array.from({ length: TURNS }, () => [runOnce(cwd, ours), runOnce(cwd, theirs)] as const);
  const median = (index: 0 | 1) =>
    quantile(
      pairs.map((pair) => pair[index]).toSorted((a, b) => a - b),
      0.5,
    );
  return { ours: median(0), theirs: median(1) };
}

function runOnce(cwd: string, args: readonly string[]): number {
  const before = performance.now();
  try {
    execFileSync(process.execPath, args, { cwd, stdio: 'ignore' });
  } catch {
    // Findings set the exit code.
  }
  return performance.now() - before;
}

/** What no program can do without: to read the files; and what is left when they are one text in memory. */
async function floors(folder: string): Promise<readonly Figure[]> {
  const before = performance.now();
  const texts: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith('.shots.md')) texts.push(await readFile(join(folder, name), 'utf8'));
  }
  const reading = performance.now() - before;
  const host = memoryHost({ 'all.tools.json': await readFile(join(folder, 'all.tools.json'), 'utf8') });
  host.write(memoryUri('a.shots.md'), texts.join('\n---\n').replace('../all.tools.json', './all.tools.json'));
  const start = performance.now();
  await createLanguageService(host, { language: 'en' }).lint(memoryUri('a.shots.md'));
  const linting = performance.now() - start;
  return [info('floor: reading the files', reading), info('floor: the same text as one document', linting)];
}

function info(what: string, milliseconds: number): Figure {
  return { what, measured: `${milliseconds.toFixed(0)} ms`, limit: '', isWithinLimit: true };
}

function ratio(
  what: string,
  other: string,
  { ours, theirs }: Pair,
  limit: string,
  holds: (times: number) => boolean,
): Figure {
  const times = theirs / ours;
  const measured = `${ours.toFixed(0)} ms; ${other} ${theirs.toFixed(0)} ms: ${times.toFixed(2)} ×`;
  return { what, measured, limit, isWithinLimit: holds(times) };
}
