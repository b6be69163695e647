import { hash32 } from './hash.ts';

const shingleLength = 4;
const sketchLength = 48;
const keyLength = 8;

/** The smallest hashes of a text's pieces: two texts' sketches tell how much they have in common (bottom-k sketches, Broder 1997). */
export type Sketch = Uint32Array;

/** Remembers sketches of texts, and finds the one that a new text repeats with hardly another word. */
export interface SimilarityIndex {
  /** The label of the most similar text at or above the threshold, and how similar it is, from 0 to 1. */
  find(sketch: Sketch): { readonly label: string; readonly alike: number } | undefined;
  add(label: string, sketch: Sketch): void;
}

/** Texts that are alike share far more of their first hashes than this; a phrase in common shares one. */
const keysInCommon = 2;

/**
 * Makes an index that keeps at most `capacity` texts, the latest: at 48 numbers a text its memory is bounded,
 * whatever the number of texts that pass by.
 */
export function createSimilarityIndex(threshold = 0.8, capacity = 20_000): SimilarityIndex {
  const entries = new Map<number, { readonly label: string; readonly sketch: Sketch }>();
  const byHash = new Map<number, number[]>();
  let added = 0;
  const forget = (id: number): void => {
    for (const hash of entries.get(id)?.sketch.subarray(0, keyLength) ?? []) {
      const rest = byHash.get(hash)?.filter((other) => other !== id) ?? [];
      if (rest.length === 0) byHash.delete(hash);
      else byHash.set(hash, rest);
    }
    entries.delete(id);
  };
  const candidates = (sketch: Sketch): readonly number[] => {
    const keys = sketch.subarray(0, keyLength);
    const hits = new Map<number, number>();
    for (const hash of keys) for (const id of byHash.get(hash) ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
    const enough = Math.min(keysInCommon, keys.length);
    return [...hits].flatMap(([id, count]) => (count < enough ? [] : [id]));
  };
  return {
    find: (sketch) => {
      let best: { label: string; alike: number } | undefined;
      for (const id of candidates(sketch)) {
        const entry = entries.get(id);
        const alike = entry === undefined ? 0 : likeness(sketch, entry.sketch);
        if (entry !== undefined && alike >= Math.max(threshold, best?.alike ?? 0)) best = { label: entry.label, alike };
      }
      return best;
    },
    add: (label, sketch) => {
      const id = added++;
      entries.set(id, { label, sketch });
      for (const hash of sketch.subarray(0, keyLength)) {
        const bucket = byHash.get(hash);
        if (bucket === undefined) byHash.set(hash, [id]);
        // A phrase that all shots share says nothing, and would make every search long.
        else if (bucket.length < 64) bucket.push(id);
      }
      if (entries.size > capacity) forget(id - capacity);
    },
  };
}

/** Spaces, punctuation, digits and case do not make a text another one. */
export function sketchOf(text: string): Sketch {
  const plain = text.toLowerCase().replace(/[\s\p{P}\p{S}\d]+/gu, '');
  const hashes = new Set<number>();
  for (let at = 0; at + shingleLength <= plain.length; at++) hashes.add(hash32(plain, at, at + shingleLength));
  if (hashes.size === 0) hashes.add(hash32(plain));
  return Uint32Array.from(hashes).sort().slice(0, sketchLength);
}

/** The estimated share of pieces that two texts have in common. */
export function likeness(a: Sketch, b: Sketch): number {
  const size = Math.min(sketchLength, Math.max(a.length, b.length));
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
