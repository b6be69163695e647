/**
 * Loaded before a program (`node --import`): it prints, on standard error and in milliseconds, how long its main thread was
 * busy at most between two turns of the event loop since the last SIGUSR2. Processor time counts: other processes of the
 * machine do not change it much.
 */
import { writeSync } from 'node:fs';

let longest = 0;
let last = busyMilliseconds();

function busyMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function measure(): void {
  const now = busyMilliseconds();
  longest = Math.max(longest, now - last);
  last = now;
}

setInterval(measure, 1).unref();
process.on('SIGUSR2', () => {
  measure();
  longest = 0;
});
process.on('exit', () => {
  measure();
  writeSync(2, `\nblocked ${longest}\n`);
});
