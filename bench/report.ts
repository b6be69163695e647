import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** One measured figure beside what is asked of it. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** Empty for a figure that is only told. */
  readonly limit: string;
  /** True if the figure keeps the limit, or has none. */
  readonly holds: boolean;
}

const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

/** Writes the figures of a section of docs/performance.md, whose place is kept between two comments, and prints them. */
export function record(section: string, figures: readonly Figure[]): void {
  const rows = figures.map(({ what, measured, limit, holds }) => {
    return `| ${what} | ${measured} | ${limit === '' ? '–' : `${limit} ${holds ? '✓' : '✗'}`} |`;
  });
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  const table = ['| what | measured | asked |', '|---|---|---|', ...rows, '', `Measured with ${machine}.`].join('\n');
  console.log(`${section}\n${table}\n`);
  const start = `<!-- bench:${section} -->`;
  const end = `<!-- /bench:${section} -->`;
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '# Performance\n';
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  const part = `${start}\n${table}\n${end}`;
  const text =
    from === -1 || to === -1 ? `${page}\n${part}\n` : page.slice(0, from) + part + page.slice(to + end.length);
  writeFileSync(PAGE, text);
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

/** The value below which a share of the sorted times lies. */
export function quantile(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}
