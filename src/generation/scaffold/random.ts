import { hash32 } from '../../core/index.ts';

/** A source of numbers that only look random: the same seed gives the same ones on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number between two others, both included. */
  integer(minimum: number, maximum: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** A source of its own for a part of the work, so that a change elsewhere does not move its numbers. */
  fork(label: string): Random;
}

/** Makes a source from a seed. It is Marsaglia's xorshift with 32 bits of state (Journal of Statistical Software 8/14). */
export function createRandom(seed: number | string): Random {
  const start = hash32(`seed ${seed}`);
  let state = start === 0 ? 1 : start;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    next,
    integer: (minimum, maximum) => minimum + Math.floor(next() * (maximum - minimum + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    fork: (label) => createRandom(`${seed}/${label}`),
  };
}
