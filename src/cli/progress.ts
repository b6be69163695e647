import { basename } from 'node:path';
import type { CliIo } from './io.ts';

/** How long a run may take before it says how far it is, in milliseconds. */
const PATIENCE = 500;

/** Tells on a terminal's standard error how far a long run is; silent elsewhere and for short runs. */
export function createProgress(total: number, io: Pick<CliIo, 'isTerminal' | 'stderr'>) {
  const began = Date.now();
  let done = 0;
  let shown = false;
  return {
    step(path: string): void {
      done += 1;
      if (!io.isTerminal || total < 2 || Date.now() - began < PATIENCE) return;
      io.stderr(`\r\u001B[K[${done}/${total}] ${basename(path)}`);
      shown = true;
    },
    clear(): void {
      if (shown) io.stderr('\r\u001B[K');
      shown = false;
    },
  };
}
