/** `node bench/batch.ts`: writes and reads batches of very many requests, and looks at the memory that takes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildExtension } from '../scripts/vscode/extension.ts';
import { type Figure, record } from './report.ts';
import { answerBatch } from './support/results.ts';
import { TOOLS } from './support/tools.ts';

const PROGRAM = fileURLToPath(new URL('../dist/cli.mjs', import.meta.url));
const PEAK = new URL('./support/peakMemory.ts', import.meta.url).href;
const FEW = 10_000;
const MANY = 100_000;
/** Node's own heap may not grow beyond this, in MB: whatever keeps something of each request would run against it. */
const HEAP = 128;

const SOP = `# Repairs
1. Look the fault up with \`SearchSolution\`.
2. If a visit is needed, find a time with \`SearchAvailableTime\`.
3. Tell the customer what happens next.
`;

const COMMON = ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en'];

interface Measured {
  readonly seconds: number;
  /** Resident memory at most, in bytes. */
  readonly peak: number;
  readonly said: string;
}

/** Measures and records the figures of batches. */
export async function benchBatch(): Promise<void> {
  await buildExtension({ production: true, only: ['src/cli'] });
  const few = await measureBatch(FEW);
  const many = await measureBatch(MANY);
  const limit = `at most ${HEAP} MB of heap, ${FEW.toLocaleString('en')} or ${MANY.toLocaleString('en')} alike`;
  record('batch', [
    memoryFigure('write', few.write, many.write, limit),
    memoryFigure('read, check and mend', few.read, many.read, limit),
    { what: 'of the results read', measured: many.read.said, limit: '', holds: true },
  ]);
}

function memoryFigure(what: string, few: Measured, many: Measured, limit: string): Figure {
  const rate = Math.round(MANY / many.seconds).toLocaleString('en');
  const measured = `${many.seconds.toFixed(0)} s (${rate} a second), ${megabytes(many)} resident at most; for ${FEW.toLocaleString('en')}: ${megabytes(few)}`;
  return { what: `${what} ${MANY.toLocaleString('en')} requests`, measured, limit, holds: true };
}

async function measureBatch(count: number): Promise<{ readonly write: Measured; readonly read: Measured }> {
  const folder = mkdtempSync(join(tmpdir(), 'sop-shots-bench-'));
  try {
    await writeFile(join(folder, 'a.sop.md'), SOP);
    await writeFile(join(folder, 'a.tools.json'), JSON.stringify(TOOLS));
    const out = ['--model', 'm', '--count', String(count), '--batch-out', 'requests.jsonl'];
    const write = await run(folder, [...COMMON, ...out]);
    await answerBatch(join(folder, 'requests.jsonl'), join(folder, 'results.jsonl'));
    const read = await run(folder, [...COMMON, '--batch-in', 'results.jsonl', '--out', 'new.shots.md']);
    return { write, read };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the command line in a process of its own, whose memory is nobody else's. */
async function run(cwd: string, args: readonly string[]): Promise<Measured> {
  const before = performance.now();
  const flags = [`--max-old-space-size=${HEAP}`, '--import', PEAK, PROGRAM];
  const child = spawn(process.execPath, [...flags, ...args], { cwd, stdio: ['ignore', 'inherit', 'pipe'] });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  const seconds = (performance.now() - before) / 1000;
  const [, words = '', peak] = /^([\s\S]*)\npeak (\d+)\n$/.exec(said) ?? [];
  if (peak === undefined) throw new Error(`ended with ${code}: ${said.slice(-2000)}`);
  return { seconds, peak: Number(peak), said: words.trim().replaceAll(/\s*\n\s*/g, '; ') };
}

function megabytes({ peak }: Measured): string {
  return `${Math.round(peak / 2 ** 20)} MB`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchBatch();
