import { basename } from 'node:path';
import { escapeControls } from '../core/index.ts';
import type { CliIo } from './io.ts';

/** How long a run may take before its progress is shown, in milliseconds. */
const SHOW_AFTER_MS = 500;

/** Shows the progress of a long run on a terminal's standard error; prints nothing elsewhere or for short runs. */
export function createProgress(total: number, io: Pick<CliIo, 'isTerminal' | 'status'>) {
  const began = Date.now();
  let done = 0;
  let shown = false;
  return {
    step(path: string): void {
      done += 1;
      if (!io.isTerminal || total < 2 || Date.now() - began < SHOW_AFTER_MS) return;
      io.status(`[${done}/${total}] ${escapeControls(basename(path))}`);
      shown = true;
    },
    clear(): void {
      if (shown) io.status('');
      shown = false;
    },
  };
}
