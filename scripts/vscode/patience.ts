import { availableParallelism, loadavg } from 'node:os';

/** How many times longer the busiest machine is waited for. */
const MOST = 4;

/** How long to wait, in milliseconds, for what takes at most so long on a quiet machine: a busy one gets more time. */
export function patience(milliseconds: number): number {
  const [load = 0] = loadavg();
  return Math.round(milliseconds * Math.min(MOST, Math.max(1, load / availableParallelism())));
}
