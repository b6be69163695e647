/**
 * Minhash signatures by one permutation (Li, Owen, Zhang: One Permutation Hashing, NIPS 2012), consecutively in
 * one array: an array per text would cost more than the signature. Each piece of a text falls into one slot, which
 * keeps the smallest hash; a piece costs one step, whatever the length of the signature.
 */

/** How many slots a signature has. The share of equal slots estimates how much two texts have in common. */
export const SIGNATURE_LENGTH = 64;

/** The value of a slot that no piece of the text fell into. */
const EMPTY_SLOT = 0xffffffff;

/** Slots per band: texts that agree in a whole band are compared. */
export const BAND_SIZE = 3;

/**
 * How many slots are in bands. With four bands of three, texts that share nine tenths agree in one with a probability
 * of 1 − (1 − 0.9³)⁴, over 99 %.
 */
export const BANDED_LENGTH = 12;

/** Creates the empty signatures of `count` texts. */
export function createSignatureTable(count: number): Uint32Array {
  return new Uint32Array(count * SIGNATURE_LENGTH).fill(EMPTY_SLOT);
}

/**
 * Adds a range of a text to the signature that begins at `row`. A piece is four characters that end in one of a
 * quarter of all characters: equal passages have equal pieces, and most characters cost nothing.
 */
export function addToSignature(text: string, start: number, end: number, table: Uint32Array, row: number): void {
  let piece = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    // Characters before the last four are shifted out.
    piece = (piece << 8) ^ code;
    if ((code & 3) !== 0 || at < start + 3) continue;
    const mixed = mix(piece);
    const slot = row + (mixed & (SIGNATURE_LENGTH - 1));
    if (mixed < (table[slot] as number)) table[slot] = mixed;
  }
}

/** A hash of a whole signature: the same for equal texts, and rarely for others. */
export function hashSignature(table: Uint32Array, row: number, seed: number): number {
  let hash = seed;
  for (let slot = row; slot < row + SIGNATURE_LENGTH; slot++) {
    hash = Math.imul(hash ^ (table[slot] as number), 16_777_619);
  }
  return hash;
}

/** A hash of one band of a signature, for locality-sensitive hashing. */
export function hashBand(table: Uint32Array, row: number, band: number): number {
  let hash = band;
  for (let slot = row + band; slot < row + band + BAND_SIZE; slot++) {
    hash = (Math.imul(hash, 16_777_619) ^ (table[slot] as number)) | 0;
  }
  return hash;
}

/** The share of slots with equal values, or 0 once it cannot reach `least`; slots empty in both do not count. */
export function compareRows(table: Uint32Array, a: number, b: number, least: number): number {
  const maxUnequal = SIGNATURE_LENGTH * (1 - least);
  let equal = 0;
  let unequal = 0;
  for (let slot = 0; slot < SIGNATURE_LENGTH; slot++) {
    const value = table[a + slot];
    if (value !== table[b + slot]) {
      if (++unequal > maxUnequal) return 0;
    } else if (value !== EMPTY_SLOT) equal++;
  }
  return equal === 0 ? 0 : equal / (equal + unequal);
}

/** Spreads a hash over all bits, by the multipliers of MurmurHash3 (Austin Appleby). */
function mix(hash: number): number {
  const first = Math.imul(hash, 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 15), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
