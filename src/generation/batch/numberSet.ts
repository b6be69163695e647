/** A set of whole numbers at a bit each, for the numbers of a batch, which lie side by side. */
export interface NumberSet {
  has(number: number): boolean;
  add(number: number): void;
}

const bits = 32;

export function createNumberSet(): NumberSet {
  // A map, since a number that somebody made up must not reserve memory for all below it.
  const words = new Map<number, number>();
  const mask = (number: number): number => 1 << (number % bits);
  const place = (number: number): number => Math.floor(number / bits);
  return {
    has: (number) => ((words.get(place(number)) ?? 0) & mask(number)) !== 0,
    add: (number) => void words.set(place(number), (words.get(place(number)) ?? 0) | mask(number)),
  };
}
