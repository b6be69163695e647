import type { Conversation } from '../conversation/conversation.ts';
import { BANDS, writeBands } from './minhash.ts';
import { compareShingles, hashShingles, toCallKey, toComparedText } from './shingles.ts';
import { createUnionFind, type UnionFind } from './unionFind.ts';

/** Samples that share at least this part of their pieces are near-duplicates. */
const THRESHOLD = 0.8;

/** How many clusters a bucket compares its members with. */
const MAX_COMPARED = 32;

/** Clusters of near-duplicates. */
export interface NearDuplicates {
  readonly sets: UnionFind;
  /** Clusters with more than one sample, and the samples in them. */
  readonly clusters: number;
  readonly samples: number;
  /** Of these clusters, those in which all samples make the same calls. */
  readonly sameCalls: number;
  /** Buckets with so many different samples that not all of them were compared. */
  readonly cappedBuckets: number;
}

/** Collects samples. It keeps one text and 16 numbers per sample. */
export interface NearDuplicateIndex {
  add(conversation: Conversation): void;
  find(): NearDuplicates;
}

export function createNearDuplicateIndex(): NearDuplicateIndex {
  const texts: string[] = [];
  const calls: string[] = [];
  let bands = new Uint32Array(BANDS * 1024);
  return {
    add(conversation) {
      const at = texts.length * BANDS;
      if (at + BANDS > bands.length) {
        const larger = new Uint32Array(bands.length * 2);
        larger.set(bands);
        bands = larger;
      }
      const text = toComparedText(conversation);
      writeBands(hashShingles(text), bands, at);
      texts.push(text);
      calls.push(toCallKey(conversation));
    },
    find: () => findClusters(texts, calls, bands),
  };
}

function findClusters(texts: readonly string[], calls: readonly string[], bands: Uint32Array): NearDuplicates {
  const sets = createUnionFind(texts.length);
  const compare = createComparison(texts);
  let cappedBuckets = 0;
  for (let band = 0; band < BANDS; band++) {
    for (const bucket of toBuckets(bands, band, texts.length)) {
      if (mergeBucket(bucket, sets, compare)) cappedBuckets += 1;
    }
  }
  return { sets, cappedBuckets, ...count(sets, calls) };
}

/** The samples with equal hashes of one band, at least two. Sorted numbers need less memory than a map of lists. */
function* toBuckets(bands: Uint32Array, band: number, count: number): Generator<readonly number[]> {
  // A hash has 32 bits, which leaves 21 bits of a double's precision for the index.
  const keys = new Float64Array(count);
  for (let index = 0; index < count; index++) keys[index] = (bands[index * BANDS + band] as number) * 2 ** 21 + index;
  keys.sort();
  let bucket: number[] = [];
  let current = -1;
  for (const key of keys) {
    const hash = Math.floor(key / 2 ** 21);
    if (hash !== current) {
      if (bucket.length > 1) yield bucket;
      bucket = [];
      current = hash;
    }
    bucket.push(key % 2 ** 21);
  }
  if (bucket.length > 1) yield bucket;
}

/** Merges the members of a bucket that are similar. True if not all could be compared. */
function mergeBucket(bucket: readonly number[], sets: UnionFind, compare: (a: number, b: number) => number): boolean {
  const heads: number[] = [];
  let isCapped = false;
  for (const item of bucket) {
    if (heads.some((head) => sets.find(head) === sets.find(item))) continue;
    const similar = heads.find((head) => compare(head, item) >= THRESHOLD);
    if (similar !== undefined) sets.union(similar, item);
    else if (heads.length < MAX_COMPARED) heads.push(item);
    else isCapped = true;
  }
  return isCapped;
}

/** The exact share of common pieces. The first text of a comparison is often that of the next one, too. */
function createComparison(texts: readonly string[]): (a: number, b: number) => number {
  let last = -1;
  let lastPieces: ReadonlySet<number> = new Set();
  return (a, b) => {
    if (texts[a] === texts[b]) return 1;
    if (a !== last) {
      last = a;
      lastPieces = new Set(hashShingles(texts[a] ?? ''));
    }
    return compareShingles(lastPieces, new Set(hashShingles(texts[b] ?? '')));
  };
}

function count(sets: UnionFind, calls: readonly string[]) {
  const members = new Map<number, number>();
  const different = new Set<number>();
  for (let index = 0; index < calls.length; index++) {
    const root = sets.find(index);
    members.set(root, (members.get(root) ?? 0) + 1);
    if (calls[index] !== calls[root]) different.add(root);
  }
  let clusters = 0;
  let samples = 0;
  let sameCalls = 0;
  for (const [root, size] of members) {
    if (size < 2) continue;
    clusters += 1;
    samples += size;
    if (!different.has(root)) sameCalls += 1;
  }
  return { clusters, samples, sameCalls };
}
