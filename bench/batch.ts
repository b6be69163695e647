/** `node bench/batch.ts`: writes and reads batches of very many requests, and looks at the memory that takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExtension } from '../scripts/vscode/extension.ts';
import { type Figure, record } from './report.ts';
import { type Measured, measureRun, megabytes } from './support/measuredRun.ts';
import { answerBatch } from './support/results.ts';
import { TOOLS } from './support/tools.ts';

const FEW = 10_000;
const MANY = 100_000;
/** How large the heap of a run may be, in MB. */
const HEAP = 128;

const SOP = `# Repairs
1. Look the fault up with \`SearchSolution\`.
2. If a visit is needed, find a time with \`SearchAvailableTime\`.
3. Tell the customer what happens next.
`;

const COMMON = ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en'];

/** Measures and records the figures of batches. */
export async function benchBatch(): Promise<void> {
  await buildExtension({ production: true, only: ['src/cli'] });
  const few = await measureBatch(FEW);
  const many = await measureBatch(MANY);
  const limit = `at most ${HEAP} MB of heap for both ${FEW.toLocaleString('en')} and ${MANY.toLocaleString('en')}`;
  record('batch', [
    memoryFigure('write', few.write, many.write, limit),
    memoryFigure('read, check and fix', few.read, many.read, limit),
    { what: 'results', measured: many.read.said, limit: '', isWithinLimit: true },
  ]);
}

function memoryFigure(what: string, few: Measured, many: Measured, limit: string): Figure {
  const rate = Math.round(MANY / many.seconds).toLocaleString('en');
  const measured = `${many.seconds.toFixed(0)} s (${rate} per second), ${megabytes(many)} resident memory at most; for ${FEW.toLocaleString('en')}: ${megabytes(few)}`;
  return { what: `${what} ${MANY.toLocaleString('en')} requests`, measured, limit, isWithinLimit: true };
}

async function measureBatch(count: number): Promise<{ readonly write: Measured; readonly read: Measured }> {
  const folder = mkdtempSync(join(tmpdir(), 'sop-shots-bench-'));
  try {
    await writeFile(join(folder, 'a.sop.md'), SOP);
    await writeFile(join(folder, 'a.tools.json'), JSON.stringify(TOOLS));
    const out = ['--model', 'm', '--count', String(count), '--batch-out', 'requests.jsonl'];
    const write = await measureRun(folder, [...COMMON, ...out], HEAP);
    await answerBatch(join(folder, 'requests.jsonl'), join(folder, 'results.jsonl'));
    const read = await measureRun(folder, [...COMMON, '--batch-in', 'results.jsonl', '--out', 'new.shots.md'], HEAP);
    return { write, read };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchBatch();
