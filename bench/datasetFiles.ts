/** `node bench/datasetFiles.ts`: exports and checks very many shots as files, and looks at the time and memory of it. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExtension } from '../scripts/vscode/extension.ts';
import { type Figure, record } from './report.ts';
import { generateDocument } from './support/document.ts';
import { type Measured, measureRun, megabytes } from './support/measuredRun.ts';
import { TOOLS } from './support/tools.ts';

const FEW = 10_000;
const MANY = 1_000_000;
/** How large the heap of a run may be, in MB. */
const HEAP = 256;
const SHOTS_PER_DOCUMENT = 1000;
const CALLS_PER_SHOT = 4;
const MEGABYTE = 1_000_000;

interface MeasuredFiles {
  readonly written: Measured;
  readonly checked: Measured;
  /** The length of the data, in bytes. */
  readonly bytes: number;
}

/** Measures and records the figures of an export to files and of checking them. */
export async function benchDatasetFiles(): Promise<void> {
  await buildExtension({ production: true, only: ['src/cli'] });
  const few = await measureFiles(FEW);
  const many = await measureFiles(MANY);
  record('dataset-files', [
    toFigure('export to hf', few.written, many.written, many.bytes),
    toFigure('lint', few.checked, many.checked, many.bytes),
  ]);
}

function toFigure(what: string, few: Measured, many: Measured, bytes: number): Figure {
  const rate = (seconds: number) => `${Math.round(bytes / MEGABYTE / seconds)} MB/s`;
  const speed = `${rate(many.processorSeconds)} of processor time, ${rate(many.seconds)} of real time`;
  const size = `${(bytes / MEGABYTE / 1000).toFixed(1)} GB`;
  return {
    what: `${what}: ${MANY.toLocaleString('en')} shots, ${size}`,
    measured: `${speed}; ${megabytes(many)} resident memory at most; for ${FEW.toLocaleString('en')}: ${megabytes(few)}`,
    limit: `at most ${HEAP} MB of heap for both`,
    isWithinLimit: true,
  };
}

async function measureFiles(shots: number): Promise<MeasuredFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'sop-shots-bench-'));
  try {
    await writeDocuments(join(folder, 'shots'), shots);
    const written = await measureRun(folder, ['export', 'shots', '--to', 'hf', '--out', 'data'], HEAP);
    const checked = await measureRun(folder, ['lint', 'data/train.jsonl'], HEAP);
    return { written, checked, bytes: statSync(join(folder, 'data/train.jsonl')).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeDocuments(folder: string, shots: number): Promise<void> {
  mkdirSync(folder);
  await writeFile(join(folder, 'bench.tools.json'), JSON.stringify(TOOLS));
  const calls = SHOTS_PER_DOCUMENT * CALLS_PER_SHOT;
  const text = generateDocument({ calls, wrong: 0, bytes: 250 * calls });
  for (let index = 0; index < shots / SHOTS_PER_DOCUMENT; index++) {
    // All rows differ, or a check would report them as duplicates.
    await writeFile(join(folder, `${index}.shots.md`), text.replaceAll('**User**: ', `**User**: case ${index} `));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchDatasetFiles();
