/** 16 bands of 8 values: pairs that share 80 % of their pieces are found with 95 %, those that share 90 % with 99.9 %. */
export const BANDS = 16;
const ROWS = 8;
const SIZE = BANDS * ROWS;

const FACTORS = new Int32Array(SIZE);
const OFFSETS = new Int32Array(SIZE);
for (let index = 0, state = 0x9e3779b9; index < SIZE; index++) {
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
  FACTORS[index] = state | 1;
  state = Math.imul(state ^ (state >>> 13), 0x297a2d39) + 0x7f4a7c15;
  OFFSETS[index] = state;
}

/** Signed numbers, since the engine calculates with these without leaving its registers. */
const minima = new Int32Array(SIZE);

/** Writes one hash per band of a text's minhash signature; equal bands make two texts candidates. */
export function writeBands(hashes: Int32Array, bands: Uint32Array, at: number): void {
  for (let index = 0; index < SIZE; index++) {
    const factor = FACTORS[index] as number;
    const offset = OFFSETS[index] as number;
    let least = 0x7fffffff;
    for (let piece = 0; piece < hashes.length; piece++) {
      const value = (Math.imul(hashes[piece] as number, factor) + offset) | 0;
      if (value < least) least = value;
    }
    minima[index] = least;
  }
  for (let band = 0; band < BANDS; band++) {
    let hash = band + 1;
    for (let row = 0; row < ROWS; row++)
      hash = Math.imul(hash ^ (minima[band * ROWS + row] as number), 0x01000193) ^ (hash >>> 16);
    bands[at + band] = hash;
  }
}
