import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRegressions, TOLERANCE } from './compare.ts';

/** One measured figure beside what is asked of it. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** Empty for a figure without a limit. */
  readonly limit: string;
  /** True if the figure is within the limit, or has none. */
  readonly isWithinLimit: boolean;
}

const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
/** The pages that have the same figures, each in its own language. */
const PAGES = [PAGE, fileURLToPath(new URL('../docs/zh-CN/performance.md', import.meta.url))];

/** Writes the figures of a section into both pages, where their place is kept between two comments, and prints them. */
export function record(section: string, figures: readonly Figure[]): void {
  const rows = figures.map(({ what, measured, limit, isWithinLimit }) => {
    return `| ${what} | ${measured} | ${limit === '' ? '–' : `${limit} ${isWithinLimit ? '✓' : '✗'}`} |`;
  });
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  const table = ['| metric | measured | limit |', '|---|---|---|', ...rows, '', `Measured with ${machine}.`].join('\n');
  console.log(`${section}\n${table}\n`);
  for (const page of PAGES) writeFileSync(page, withSection(readFileSync(page, 'utf8'), section, table));
}

/** The text of a page with another table in a section; a new section comes last. */
function withSection(page: string, section: string, table: string): string {
  const start = `<!-- bench:${section} -->`;
  const end = `<!-- /bench:${section} -->`;
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  const part = `${start}\n${table}\n${end}`;
  return from === -1 || to === -1 ? `${page}\n${part}\n` : page.slice(0, from) + part + page.slice(to + end.length);
}

/** Prints the figures that are worse than the committed ones. Answers whether a ratio is among them. */
export function reportRegressions(): boolean {
  const found = findRegressions(readCommitted(), readFileSync(PAGE, 'utf8'));
  const limit = `${Math.round((TOLERANCE - 1) * 100)} %`;
  console.log(found.length === 0 ? `No figure is more than ${limit} worse than the committed one.` : 'Worse:');
  for (const { what, before, now, factor, isRatio } of found) {
    const note = isRatio ? '' : ' (not a ratio: another machine or load may explain it)';
    console.log(`  ${what}: ${before} → ${now}, ${Math.round((factor - 1) * 100)} % worse${note}`);
  }
  return found.some(({ isRatio }) => isRatio);
}

function readCommitted(): string {
  return execFileSync('git', ['show', 'HEAD:docs/performance.md'], { cwd: dirname(PAGE), encoding: 'utf8' });
}

/**
 * Runs something several times and answers the milliseconds of each run, the shortest first. `between` comes before
 * each run and is not timed.
 */
export async function timed(
  runs: number,
  run: (index: number) => unknown,
  between: (index: number) => unknown = () => {},
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < runs; index++) {
    await between(index);
    const before = performance.now();
    await run(index);
    times.push(performance.now() - before);
  }
  return times.sort((a, b) => a - b);
}

/**
 * Runs something several times and answers the milliseconds of processor time of each run, all threads together, the
 * shortest first: other programs on the machine change it less than real time.
 */
export function timedProcessor(runs: number, run: () => void): readonly number[] {
  const times: number[] = [];
  for (let index = 0; index < runs; index++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b);
}

/** The value below which a share of the sorted times lies. */
export function quantile(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}
