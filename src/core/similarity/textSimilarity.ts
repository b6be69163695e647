import { hash32 } from '../text/hash.ts';

const SHINGLE_LENGTH = 4;
const SKETCH_LENGTH = 48;
const KEY_LENGTH = 8;

/** MinHash signature: the smallest hashes of a text's shingles (bottom-k sketch, Broder 1997). */
export type MinhashSignature = Uint32Array;

/** An index of signatures that finds near-duplicates. */
export interface SimilarityIndex {
  /** The label of the most similar text at or above the threshold, and how similar it is, from 0 to 1. */
  findSimilar(signature: MinhashSignature): { readonly label: string; readonly similarity: number } | undefined;
  add(label: string, signature: MinhashSignature): void;
}

/** Minimum of shared key hashes: similar texts share more, a common phrase shares one. */
const KEYS_IN_COMMON = 2;

/**
 * Makes an index that keeps at most `capacity` texts, the latest: at 48 numbers a text its memory is bounded,
 * whatever the number of texts that pass by.
 */
export function createSimilarityIndex(threshold = 0.8, capacity = 20_000): SimilarityIndex {
  const entries = new Map<number, { readonly label: string; readonly signature: MinhashSignature }>();
  const byHash = new Map<number, number[]>();
  let added = 0;
  const forget = (id: number): void => {
    for (const hash of entries.get(id)?.signature.subarray(0, KEY_LENGTH) ?? []) {
      const rest = byHash.get(hash)?.filter((other) => other !== id) ?? [];
      if (rest.length === 0) byHash.delete(hash);
      else byHash.set(hash, rest);
    }
    entries.delete(id);
  };
  /** Shared keys by `id % capacity`, cleared after each search: a map per search would cost more than the search. */
  const shared = new Uint8Array(capacity + 1);
  const candidates = (signature: MinhashSignature): readonly number[] => {
    const keys = signature.subarray(0, KEY_LENGTH);
    const enough = Math.min(KEYS_IN_COMMON, keys.length);
    const touched: number[] = [];
    const found: number[] = [];
    for (const hash of keys) {
      for (const id of byHash.get(hash) ?? []) {
        const place = id % shared.length;
        const count = (shared[place] ?? 0) + 1;
        shared[place] = count;
        if (count === 1) touched.push(place);
        if (count === enough) found.push(id);
      }
    }
    for (const place of touched) shared[place] = 0;
    return found;
  };
  return {
    findSimilar: (signature) => {
      let best: { label: string; similarity: number } | undefined;
      for (const id of candidates(signature)) {
        const entry = entries.get(id);
        const similarity = entry === undefined ? 0 : compareSignatures(signature, entry.signature);
        if (entry !== undefined && similarity >= Math.max(threshold, best?.similarity ?? 0))
          best = { label: entry.label, similarity };
      }
      return best;
    },
    add: (label, signature) => {
      const id = added++;
      entries.set(id, { label, signature });
      for (const hash of signature.subarray(0, KEY_LENGTH)) {
        const bucket = byHash.get(hash);
        if (bucket === undefined) byHash.set(hash, [id]);
        // A phrase that all shots share does not discriminate and would slow every search.
        else if (bucket.length < 64) bucket.push(id);
      }
      if (entries.size > capacity) forget(id - capacity);
    },
  };
}

/** Spaces, punctuation, digits and case do not make a text another one. */
export function toSignature(text: string): MinhashSignature {
  const plain = text.toLowerCase().replace(/[\s\p{P}\p{S}\d]+/gu, '');
  const hashes = new Uint32Array(Math.max(1, plain.length - SHINGLE_LENGTH + 1));
  for (let at = 0; at < hashes.length; at++) {
    hashes[at] = hash32(plain, at, Math.min(at + SHINGLE_LENGTH, plain.length));
  }
  return takeSmallest(hashes.sort());
}

/** The first different numbers of a sorted array, which is overwritten. */
function takeSmallest(sorted: Uint32Array): Uint32Array {
  let length = 0;
  for (const hash of sorted) {
    if (length === SKETCH_LENGTH) break;
    if (length === 0 || hash !== sorted[length - 1]) sorted[length++] = hash;
  }
  return sorted.slice(0, length);
}

/** The estimated share of pieces that two texts have in common. */
export function compareSignatures(a: MinhashSignature, b: MinhashSignature): number {
  const size = Math.min(SKETCH_LENGTH, Math.max(a.length, b.length));
  let union = 0;
  let common = 0;
  for (let i = 0, j = 0; union < size && (i < a.length || j < b.length); union++) {
    const left = a[i] ?? Number.POSITIVE_INFINITY;
    const right = b[j] ?? Number.POSITIVE_INFINITY;
    if (left === right) common++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return union === 0 ? 0 : common / union;
}
