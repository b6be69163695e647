import { parentPort, workerData } from 'node:worker_threads';
import { createInput } from './inputs.ts';
import { createReaders, type FuzzedReader } from './readers.ts';

/** What a worker is given: the inputs `first`, `first + step`, … below `runs`. */
export interface FuzzTask {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly runs: number;
  /** Shared with the main thread: the index of the current input. */
  readonly progress: Int32Array;
}

/** A fault that a worker found. */
export interface FuzzFault {
  readonly index: number;
  readonly reader: string;
  readonly fault: string;
  readonly text: string;
}

/** Processor time of one reader. */
export interface FuzzCost {
  readonly reader: string;
  readonly inputs: number;
  readonly milliseconds: number;
  readonly slowest: number;
}

/** What a worker reports: faults at once, costs at the end. */
export type FuzzReport = { readonly fault: FuzzFault } | { readonly costs: readonly FuzzCost[] };

/** Processor time, which other programs on the machine do not count towards. */
const MAX_MILLISECONDS = 1000;

const { seed, first, step, runs, progress } = workerData as FuzzTask;
const readers = createReaders();
const costs = readers.map(({ name: reader }) => ({ reader, inputs: 0, milliseconds: 0, slowest: 0 }));
for (let index = first; index < runs; index += step) {
  Atomics.store(progress, 0, index);
  const reader = readers[index % readers.length];
  if (reader === undefined) continue;
  const text = createInput(seed, index, reader.samples);
  const { fault, milliseconds } = await tryInput(reader, text);
  const cost = costs[index % readers.length];
  if (cost !== undefined) {
    cost.inputs++;
    cost.milliseconds += milliseconds;
    cost.slowest = Math.max(cost.slowest, milliseconds);
  }
  if (fault !== undefined) send({ fault: { index, reader: reader.name, fault, text } });
}
send({ costs });
Atomics.store(progress, 0, runs);

function send(report: FuzzReport): void {
  parentPort?.postMessage(report);
}

interface Attempt {
  readonly fault: string | undefined;
  readonly milliseconds: number;
}

/** A slow run is repeated: the first one may include the compilation of code, or a collection of garbage. */
async function tryInput(reader: FuzzedReader, text: string): Promise<Attempt> {
  let milliseconds = 0;
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = process.threadCpuUsage();
    try {
      await reader.run(text);
    } catch (error) {
      const fault = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
      return { fault, milliseconds };
    }
    const { user, system } = process.threadCpuUsage(before);
    milliseconds = (user + system) / 1000;
    if (milliseconds < MAX_MILLISECONDS) return { fault: undefined, milliseconds };
  }
  return { fault: `takes more than ${MAX_MILLISECONDS} ms`, milliseconds };
}
