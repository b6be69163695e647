import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLane, createSlices } from '../../../src/core/features/slices.ts';

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
    const { rest } = createSlices();
    const done: string[] = [];
    const all = (async () => {
      for (const piece of ['a', 'b', 'c']) {
        await rest();
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
    const { rest } = createSlices();
    const done: string[] = [];
    const all = (async () => {
      for (const piece of ['a', 'b']) {
        await rest();
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

describe('a lane', () => {
  it('gives each of those that wait a slice of its own', async () => {
    const lane = createLane(createSlices());
    const done: string[] = [];
    const all = ['a', 'b', 'c'].map((piece) =>
      lane(async (rest) => {
        done.push(`read ${piece}`);
        await rest();
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

  it('goes on behind a piece that fails, and behind one that never rests', async () => {
    const lane = createLane(createSlices());
    const failing = lane(async (rest) => {
      await rest();
      throw new Error('no');
    });
    const seen = expect(failing).rejects.toThrow('no');
    const quick = lane(async () => {});
    const last = lane((rest) => rest());
    for (let turn = 0; turn < 4; turn++) await nextTurn();
    await Promise.all([seen, quick, last]);
  });
});
