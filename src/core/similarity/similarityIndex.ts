import { compareSignatureRows, type MinhashSignature, SIGNATURE_SIZE } from './textSignature.ts';

/** Texts are looked for by their smallest hashes. */
const KEY_LENGTH = 8;

/** Minimum of shared key hashes: similar texts share more, a common phrase shares one. */
const KEYS_IN_COMMON = 2;

/** A phrase that all texts share does not discriminate and would slow every search. */
const MAX_TEXTS_PER_KEY = 64;

/** An index of signatures that finds near-duplicates. */
export interface SimilarityIndex {
  /** The label of the most similar text at or above the threshold, and how similar it is, from 0 to 1. */
  findSimilar(signature: MinhashSignature): { readonly label: string; readonly similarity: number } | undefined;
  add(label: string, signature: MinhashSignature): void;
}

/**
 * Makes an index that keeps at most `capacity` texts, the latest: at 48 numbers a text its memory is bounded,
 * whatever the number of texts that pass by.
 */
export function createSimilarityIndex(threshold = 0.8, capacity = 20_000): SimilarityIndex {
  const texts = createSignatureRing(capacity);
  /** The numbers of the texts with a key, in ascending order. */
  const byKey = new Map<number, number[]>();
  /** Shared keys by row, cleared after each search: a map per search would cost more than the search. */
  const shared = new Uint8Array(capacity);

  const forget = (number: number, keys: Uint32Array): void => {
    for (const key of keys) {
      const bucket = byKey.get(key);
      // The oldest text is the first wherever it is.
      if (bucket?.[0] !== number) continue;
      if (bucket.length === 1) byKey.delete(key);
      else bucket.shift();
    }
  };
  const findCandidates = (signature: MinhashSignature): readonly number[] => {
    const keys = signature.subarray(0, KEY_LENGTH);
    const enough = Math.min(KEYS_IN_COMMON, keys.length);
    const touched: number[] = [];
    const found: number[] = [];
    for (const key of keys) {
      for (const number of byKey.get(key) ?? []) {
        const row = number % capacity;
        const count = (shared[row] as number) + 1;
        shared[row] = count;
        if (count === 1) touched.push(row);
        if (count === enough) found.push(number);
      }
    }
    for (const row of touched) shared[row] = 0;
    return found;
  };
  return {
    findSimilar: (signature) => {
      let best: number | undefined;
      let similarity = threshold;
      for (const number of findCandidates(signature)) {
        const found = texts.compare(number, signature, similarity);
        if (found < similarity) continue;
        best = number;
        similarity = found;
      }
      return best === undefined ? undefined : { label: texts.getLabel(best), similarity };
    },
    add: (label, signature) => {
      const number = texts.count;
      const replaced = number < capacity ? undefined : texts.getKeys(number - capacity).slice();
      texts.add(label, signature);
      for (const key of signature.subarray(0, KEY_LENGTH)) {
        const bucket = byKey.get(key);
        if (bucket === undefined) byKey.set(key, [number]);
        else if (bucket.length < MAX_TEXTS_PER_KEY) bucket.push(number);
      }
      if (replaced !== undefined) forget(number - capacity, replaced);
    },
  };
}

/** The signatures of the latest texts in one array. Texts are numbered in the order they come. */
interface SignatureRing {
  /** How many texts have come. */
  readonly count: number;
  add(label: string, signature: MinhashSignature): void;
  getLabel(number: number): string;
  getKeys(number: number): Uint32Array;
  compare(number: number, signature: MinhashSignature, least: number): number;
}

function createSignatureRing(capacity: number): SignatureRing {
  const labels: string[] = [];
  const lengths = new Uint8Array(capacity);
  let table = new Uint32Array(0);
  let count = 0;
  const grow = (rows: number): void => {
    const before = table;
    table = new Uint32Array(Math.min(capacity, rows) * SIGNATURE_SIZE);
    table.set(before);
  };
  return {
    get count() {
      return count;
    },
    add(label, signature) {
      const row = count++ % capacity;
      if (table.length <= row * SIGNATURE_SIZE) grow(Math.max(64, row * 2));
      labels[row] = label;
      lengths[row] = signature.length;
      table.set(signature, row * SIGNATURE_SIZE);
    },
    getLabel: (number) => labels[number % capacity] ?? '',
    getKeys(number) {
      const start = (number % capacity) * SIGNATURE_SIZE;
      return table.subarray(start, start + Math.min(KEY_LENGTH, lengths[number % capacity] ?? 0));
    },
    compare(number, signature, least) {
      const row = number % capacity;
      const start = row * SIGNATURE_SIZE;
      return compareSignatureRows(table, start, lengths[row] ?? 0, signature, 0, signature.length, least);
    },
  };
}
