import { parentPort, workerData } from 'node:worker_threads';
import { type Attack, toAttackText } from './attacks.ts';

/** What is measured: the pattern on a text of each attack, until one takes `enough` milliseconds. */
export interface MeasuredMatch {
  readonly source: string;
  readonly flags: string;
  readonly attacks: readonly Attack[];
  readonly length: number;
  readonly enough: number;
}

const { source, flags, attacks, length, enough } = workerData as MeasuredMatch;
let slowest = 0;
for (const attack of attacks) {
  slowest = Math.max(slowest, timeOf(new RegExp(source, flags), toAttackText(attack, length)));
  if (slowest > enough) break;
}
parentPort?.postMessage(Math.round(slowest));

/** Processor time, which other programs on the machine do not count towards, for all matches that the flags ask for. */
function timeOf(pattern: RegExp, text: string): number {
  const before = process.threadCpuUsage();
  if (pattern.global) for (const _ of text.matchAll(pattern));
  else pattern.exec(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
