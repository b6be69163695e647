/** A bit set of integers, for the dense indexes of a batch. */
export interface NumberSet {
  has(number: number): boolean;
  add(number: number): void;
}

const BITS_PER_WORD = 32;

export function createNumberSet(): NumberSet {
  // A map, so that one large made-up number does not allocate memory for all smaller ones.
  const words = new Map<number, number>();
  const mask = (number: number): number => 1 << (number % BITS_PER_WORD);
  const place = (number: number): number => Math.floor(number / BITS_PER_WORD);
  return {
    has: (number) => ((words.get(place(number)) ?? 0) & mask(number)) !== 0,
    add: (number) => void words.set(place(number), (words.get(place(number)) ?? 0) | mask(number)),
  };
}
