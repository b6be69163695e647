import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlices } from '../../../src/core/features/slices.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work of some milliseconds, without anybody else getting a turn. */
function work(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

describe('slices', () => {
  it('begin with a turn of their own and last for a while', async () => {
    const slices = createSlices();
    const done: string[] = [];
    const all = (async () => {
      for (const piece of ['a', 'b', 'c']) {
        await slices.rest();
        work(1);
        done.push(piece);
      }
    })();
    expect(done).toEqual([]);
    await vi.advanceTimersToNextTimerAsync();
    expect(done).toEqual(['a', 'b', 'c']);
    await all;
  });

  it('are outlasted by one piece of work only, however many wait', async () => {
    const slices = createSlices();
    const done: string[] = [];
    const all = ['a', 'b', 'c'].map(async (piece) => {
      await slices.rest();
      work(100);
      done.push(piece);
    });
    for (const expected of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      await vi.advanceTimersToNextTimerAsync();
      expect(done).toEqual(expected);
    }
    await Promise.all(all);
  });
});
