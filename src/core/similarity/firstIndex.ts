const FREE = -1;

/**
 * The first index that came with each of many whole numbers, for as many as `most`. A table of numbers in two arrays,
 * probed one place after the other: a map of tens of thousands of entries grows by copying itself again and again.
 */
export class FirstIndex {
  readonly #keys: Int32Array;
  readonly #indices: Int32Array;
  readonly #mask: number;

  constructor(most: number) {
    let size = 16;
    while (size < most * 2) size *= 2;
    this.#keys = new Int32Array(size);
    this.#indices = new Int32Array(size).fill(FREE);
    this.#mask = size - 1;
  }

  /** The index that came first with a number of 32 bits; the given one if none did. */
  of(key: number, index: number): number {
    const hashed = key | 0;
    for (let place = spread(hashed) & this.#mask; ; place = (place + 1) & this.#mask) {
      const found = this.#indices[place] ?? FREE;
      if (found === FREE) {
        this.#keys[place] = hashed;
        this.#indices[place] = index;
        return index;
      }
      if (this.#keys[place] === hashed) return found;
    }
  }
}

/** Puts the upper bits among the lower ones (Fibonacci hashing; Knuth, The Art of Computer Programming, vol. 3, 6.4). */
function spread(key: number): number {
  const product = Math.imul(key, 0x9e3779b1);
  return product ^ (product >>> 16);
}
