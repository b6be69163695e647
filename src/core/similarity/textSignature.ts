const SHINGLE_LENGTH = 4;

/** The maximum number of hashes in a signature. */
export const SIGNATURE_SIZE = 48;

/** MinHash signature: the smallest hashes of a text's shingles in ascending order (bottom-k sketch, Broder 1997). */
export type MinhashSignature = Uint32Array;

/** What is known of a character: whether it counts. */
const UNKNOWN = 0;
const COUNTS = 1;
const IGNORED = 2;

/** By UTF-16 unit, filled in when a unit first occurs. */
const kinds = new Uint8Array(0x10000);

/** Spaces, punctuation, digits and case do not make a text another one. */
const IGNORED_CHARACTER = /[\s\p{P}\p{S}\d]/u;

/** The characters that count, of one text after the other. */
let units = new Uint16Array(1024);

/** The signature while it is made. */
const smallest = new Uint32Array(SIGNATURE_SIZE);

/** Computes the signature of a text. */
export function toSignature(text: string): MinhashSignature {
  const length = readUnits(text.toLowerCase());
  if (length < SHINGLE_LENGTH) return Uint32Array.of(hashUnits(units, 0, length));
  const from = units;
  let size = 0;
  let largest = Number.POSITIVE_INFINITY;
  for (let end = SHINGLE_LENGTH; end <= length; end++) {
    const hash = hashUnits(from, end - SHINGLE_LENGTH, end);
    if (hash >= largest) continue;
    size = insert(hash, size);
    if (size === SIGNATURE_SIZE) largest = smallest[size - 1] as number;
  }
  return smallest.slice(0, size);
}

/** Keeps the units of a text that count, and answers how many there are. */
function readUnits(text: string): number {
  if (units.length < text.length) units = new Uint16Array(text.length * 2);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    let kind = kinds[unit];
    if (kind === UNKNOWN) {
      const point = text.codePointAt(at) ?? unit;
      if (point > 0xffff) {
        // Two units are one character, of which there are too many for a table.
        if (!IGNORED_CHARACTER.test(String.fromCodePoint(point))) {
          units[length++] = unit;
          units[length++] = text.charCodeAt(at + 1);
        }
        at++;
        continue;
      }
      kind = IGNORED_CHARACTER.test(String.fromCharCode(unit)) ? IGNORED : COUNTS;
      // Half a character counts, unless the other half follows.
      if (unit < 0xd800 || unit > 0xdfff) kinds[unit] = kind;
    }
    if (kind === COUNTS) units[length++] = unit;
  }
  return length;
}

const FNV_PRIME = 0x01000193;
const FNV_PRIME_SQUARED = Math.imul(FNV_PRIME, FNV_PRIME);

/** `hash32` of some UTF-16 units. Of a unit with one byte, the other one only multiplies the hash once more. */
function hashUnits(from: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at++) {
    const unit = from[at] as number;
    if (unit < 0x100) hash = Math.imul(hash ^ unit, FNV_PRIME_SQUARED);
    else hash = Math.imul(Math.imul(hash ^ (unit & 0xff), FNV_PRIME) ^ (unit >> 8), FNV_PRIME);
  }
  return hash >>> 0;
}

/** Puts a hash in its place among the first `size`, without those that are no longer among the smallest. */
function insert(hash: number, size: number): number {
  let place = size;
  while (place > 0 && (smallest[place - 1] as number) > hash) place--;
  if (place > 0 && smallest[place - 1] === hash) return size;
  const grown = Math.min(size + 1, SIGNATURE_SIZE);
  smallest.copyWithin(place + 1, place, grown - 1);
  smallest[place] = hash;
  return grown;
}

/** The estimated share of pieces that two texts have in common. */
export function compareSignatures(a: MinhashSignature, b: MinhashSignature): number {
  return compareSignatureRows(a, 0, a.length, b, 0, b.length, 0);
}

/** True if two texts have at least a share of their pieces in common: faster than `compareSignatures` for different texts. */
export function areSimilar(a: MinhashSignature, b: MinhashSignature, least: number): boolean {
  return compareSignatureRows(a, 0, a.length, b, 0, b.length, least) >= least;
}

/**
 * The estimated share of pieces that two texts have in common, of signatures within larger arrays; 0 if it is below
 * `least`, which is mostly clear after a few hashes.
 */
export function compareSignatureRows(
  a: Uint32Array,
  startA: number,
  lengthA: number,
  b: Uint32Array,
  startB: number,
  lengthB: number,
  least: number,
): number {
  const size = Math.min(SIGNATURE_SIZE, Math.max(lengthA, lengthB));
  if (size === 0) return 0;
  let common = 0;
  for (let union = 0, i = 0, j = 0; union < size; union++) {
    const left = i < lengthA ? (a[startA + i] as number) : Number.POSITIVE_INFINITY;
    const right = j < lengthB ? (b[startB + j] as number) : Number.POSITIVE_INFINITY;
    if (left === right) common++;
    else if ((common + size - union - 1) / size < least) return 0;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return common / size;
}
