import { expect, test } from 'vitest';
import { createSharedRun } from '../../src/extension/sharedRun.ts';

/** Runs that end when they are told to, each with its number. */
function createRuns() {
  const ends: (() => void)[] = [];
  let under = 0;
  let most = 0;
  const run = async (): Promise<number> => {
    under += 1;
    most = Math.max(most, under);
    const number = await new Promise<number>((resolve) => {
      const own = ends.length + 1;
      ends.push(() => resolve(own));
    });
    under -= 1;
    return number;
  };
  return { run, ends, most: () => most };
}

/** Lets everything go on that waits for nothing but other promises. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('those who ask at once share a run', async () => {
  const { run, ends } = createRuns();
  const ask = createSharedRun(run);
  const answers = Promise.all([ask(), ask(), ask()]);
  await settle();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  expect(await answers).toEqual([1, 1, 1]);
});

test('who asks while a run is under way gets the next one, which begins when the other has ended', async () => {
  const { run, ends, most } = createRuns();
  const ask = createSharedRun(run);
  const first = ask();
  await settle();
  const later = Promise.all([ask(), ask()]);
  await settle();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  expect(await first).toBe(1);
  await settle();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  expect(await later).toEqual([2, 2]);
  expect(most()).toBe(1);
});

test('a run that fails fails for those who share it, and not for those after it', async () => {
  let runs = 0;
  const ask = createSharedRun(async () => {
    runs += 1;
    if (runs === 1) throw new Error('The folder cannot be read.');
    return runs;
  });
  const [one, other] = await Promise.allSettled([ask(), ask()]);
  expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
  expect(await ask()).toBe(2);
});
