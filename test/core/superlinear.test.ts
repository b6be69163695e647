import { expect, test } from 'vitest';
import { parseProcedure, parseShots } from '../../src/core/index.ts';

/** Processor time of work on a text, the least of three, in milliseconds. */
function cost(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** Four times the length takes four times as long, or sixteen times where each part looks at all the others. */
const MOST_GROWTH = 9;

/** What takes less is lost in the noise. */
const NOISE = 40;

test.each<[string, (count: number) => unknown]>([
  ['comments on one line', (count) => parseShots(`**User**: a\n**Think**: b\n${'<!-- step 1 -->'.repeat(count)}\n`)],
  [
    'line separators in a step',
    (count) => parseProcedure('file:///a.sop.md', `1. Call: the ${'\u2028'.repeat(count)} number\n2. End.\n`).flow,
  ],
])('%s are read in time that grows with them', { timeout: 120_000 }, (_, read) => {
  const [short, long] = [cost(() => read(8_000)), cost(() => read(32_000))];
  expect(long).toBeLessThan(Math.max(short, NOISE) * MOST_GROWTH);
});
