import { Worker } from 'node:worker_threads';
import type { Attack } from './attacks.ts';
import type { MeasuredMatch } from './measureWorker.ts';
import type { Pattern } from './patterns.ts';

/** The most processor time that a pattern may take for one text. */
export const MAX_MILLISECONDS = 1000;

/** How many times longer than that a measurement may take on a busy machine before it is ended. */
const PATIENCE = 30;

/** The processor time of a pattern for the slowest of its attacks, in milliseconds: of the time it was given if it had to be ended. */
export async function measure({ source, flags, longest }: Pattern, attacks: readonly Attack[]): Promise<number> {
  const task: MeasuredMatch = { source, flags, attacks, length: longest, enough: MAX_MILLISECONDS };
  const worker = new Worker(new URL('./measureWorker.ts', import.meta.url), { workerData: task });
  const longestWait = MAX_MILLISECONDS * PATIENCE;
  try {
    return await new Promise<number>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      setTimeout(resolve, longestWait, longestWait).unref();
    });
  } finally {
    await worker.terminate();
  }
}
