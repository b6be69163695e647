import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQueue, createSlices } from '../../../src/core/text/timeSlices.ts';

let now = 1000;
let turns: (() => void)[] = [];

beforeEach(() => {
  turns = [];
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  vi.stubGlobal('setTimeout', (run: () => void) => turns.push(run));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Runs whoever waits for the next turn, and all that follows from it. */
async function nextTurn(): Promise<void> {
  await settle();
  turns.shift()?.();
  await settle();
}

async function settle(): Promise<void> {
  for (let step = 0; step < 50; step++) await Promise.resolve();
}

/** Work of some milliseconds, without anybody else getting a turn. */
function work(milliseconds: number): void {
  now += milliseconds;
}

describe('slices', () => {
  it('begin with a turn of their own and last for a while', async () => {
    const { yieldIfDue } = createSlices();
    const done: string[] = [];
    const all = (async () => {
      for (const piece of ['a', 'b', 'c']) {
        await yieldIfDue();
        work(1);
        done.push(piece);
      }
    })();
    expect(done).toEqual([]);
    await nextTurn();
    expect(done).toEqual(['a', 'b', 'c']);
    await all;
  });

  it('end when they are used up', async () => {
    const { yieldIfDue } = createSlices();
    const done: string[] = [];
    const all = (async () => {
      for (const piece of ['a', 'b']) {
        await yieldIfDue();
        work(100);
        done.push(piece);
      }
    })();
    await nextTurn();
    expect(done).toEqual(['a']);
    await nextTurn();
    expect(done).toEqual(['a', 'b']);
    await all;
  });
});

describe('a queue', () => {
  it('gives each waiting task its own time slice', async () => {
    const enqueue = createQueue(createSlices());
    const done: string[] = [];
    const all = ['a', 'b', 'c'].map((piece) =>
      enqueue(async (yieldIfDue) => {
        done.push(`read ${piece}`);
        await yieldIfDue();
        work(100);
        done.push(piece);
      }),
    );
    const read = ['read a', 'read b', 'read c'];
    for (const expected of [read, [...read, 'a'], [...read, 'a', 'b'], [...read, 'a', 'b', 'c']]) {
      expect(done).toEqual(expected);
      await nextTurn();
    }
    await Promise.all(all);
  });

  it('continues after a task that fails, and after one that never yields', async () => {
    const enqueue = createQueue(createSlices());
    const failing = enqueue(async (yieldIfDue) => {
      await yieldIfDue();
      throw new Error('no');
    });
    const seen = expect(failing).rejects.toThrow('no');
    const quick = enqueue(async () => {});
    const last = enqueue((yieldIfDue) => yieldIfDue());
    for (let turn = 0; turn < 4; turn++) await nextTurn();
    await Promise.all([seen, quick, last]);
  });
});
