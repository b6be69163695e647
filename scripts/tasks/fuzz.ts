import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { FuzzCost, FuzzFault, FuzzReport, FuzzTask } from '../fuzz/worker.ts';
import { projectRoot, resultsFolder } from '../vscode/environment.ts';

const usage = `npm run test:fuzz -- [--runs N] [--seed N] [--workers N]
Gives mutated texts to every reader: none may throw, take more than a second, report a range outside of the text, or
change calls by a fix. The same seed gives the same texts; faults are written into test-results/fuzz.`;

/** A worker that stays at one input for so many milliseconds hangs. */
const HANG = 30_000;
const MAX_FAULTS = 50;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    workers: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});
const [runs, seed, workers] = [Number(values.runs), Number(values.seed), Number(values.workers)];
if (values.help || ![runs, seed, workers].every(Number.isInteger)) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  await fuzz();
}

async function fuzz(): Promise<void> {
  const started = Date.now();
  console.log(`seed ${seed}, ${runs} inputs, ${workers} workers`);
  const faults: FuzzFault[] = [];
  const costs: FuzzCost[] = [];
  await Promise.all(Array.from({ length: workers }, (_, first) => runWorker(first, faults, costs)));
  await report(faults);
  printCosts(costs);
  const seconds = (Date.now() - started) / 1000;
  console.log(`${runs} inputs in ${seconds.toFixed(0)} s (${(runs / seconds).toFixed(0)} per second), seed ${seed}`);
  if (faults.length > 0) process.exitCode = 1;
}

/** Runs a worker to its end; one that hangs is ended, and the next begins after the input at fault. */
async function runWorker(offset: number, faults: FuzzFault[], costs: FuzzCost[]): Promise<void> {
  let first = offset;
  while (first < runs && faults.length < MAX_FAULTS) {
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const task: FuzzTask = { seed, first, step: workers, runs, progress };
    const worker = new Worker(new URL('../fuzz/worker.ts', import.meta.url), { workerData: task });
    worker.on('message', (report: FuzzReport) => {
      if ('fault' in report) faults.push(report.fault);
      else costs.push(...report.costs);
    });
    const fault = await Promise.race([ended(worker), watch(progress)]);
    await worker.terminate();
    if (fault === undefined) return;
    const index = Atomics.load(progress, 0);
    faults.push({ index, reader: `number ${index}`, fault, text: '' });
    first = index + workers;
  }
}

/** Undefined when a worker came to its end, what broke it otherwise. */
function ended(worker: Worker): Promise<string | undefined> {
  return new Promise((resolve) => {
    worker.once('error', (error) => resolve(`ends the worker: ${error instanceof Error ? error.message : error}`));
    worker.once('exit', () => resolve(undefined));
  });
}

/** Resolves when a worker stays at one input. */
async function watch(progress: Int32Array): Promise<string> {
  for (let before = -1; ; ) {
    const now = Atomics.load(progress, 0);
    if (now === before && now < runs) return 'hangs';
    before = now;
    await sleep(HANG, undefined, { ref: false });
  }
}

/** Processor time per reader, and what that makes per second and core. */
function printCosts(costs: readonly FuzzCost[]): void {
  let [inputs, total] = [0, 0];
  for (const reader of new Set(costs.map((cost) => cost.reader))) {
    const own = costs.filter((cost) => cost.reader === reader);
    const count = own.reduce((sum, cost) => sum + cost.inputs, 0);
    const milliseconds = own.reduce((sum, cost) => sum + cost.milliseconds, 0);
    const slowest = Math.max(...own.map((cost) => cost.slowest));
    console.log(`  ${reader}: ${(milliseconds / count).toFixed(2)} ms on average, at most ${slowest.toFixed(0)} ms`);
    inputs += count;
    total += milliseconds;
  }
  if (total > 0) console.log(`  ${((inputs / total) * 1000).toFixed(0)} inputs per second of processor time`);
}

async function report(faults: readonly FuzzFault[]): Promise<void> {
  const kinds = new Map<string, FuzzFault[]>();
  for (const found of faults) {
    const kind = `${found.reader}: ${found.fault.split('\n')[0]}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), found]);
  }
  const folder = join(resultsFolder, 'fuzz');
  if (faults.length > 0) await mkdir(folder, { recursive: true });
  for (const [kind, [example, ...others]] of kinds) {
    if (example === undefined) continue;
    const path = join(folder, `${seed}-${example.index}.txt`);
    await writeFile(path, example.text);
    console.log(
      `✗ ${kind} (${1 + others.length} inputs), such as number ${example.index}: ${path.slice(projectRoot.length + 1)}`,
    );
    const where = example.fault.split('\n').find((line) => line.includes('/src/'));
    if (where !== undefined) console.log(`   ${where.trim().replace(projectRoot, '')}`);
  }
}
