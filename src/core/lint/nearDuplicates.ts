import type { Shot } from '../model/model.ts';
import { EMPTY, type Fingerprint, SIGNATURE_LENGTH } from './fingerprints.ts';

/** Signature places per band: shots that agree in a whole band are looked at more closely. */
const BAND = 4;

/** With how many earlier shots of a band's bucket a shot is compared: keeps the search linear. */
const COMPARED = 3;

export interface NearDuplicate {
  readonly shot: Shot;
  readonly original: Shot;
  /** The estimated share of text they have in common, from 0 to 1. */
  readonly alike: number;
}

/**
 * Shots that resemble an earlier one. Locality-sensitive hashing by bands finds the candidates, so the time is
 * linear in the number of shots, even if all of them are alike.
 */
export function* nearDuplicates(fingerprints: readonly Fingerprint[], similarity: number): Generator<NearDuplicate> {
  const buckets = new Map<number, Fingerprint[]>();
  for (const fingerprint of fingerprints) {
    let best: NearDuplicate | undefined;
    for (let start = 0; start < SIGNATURE_LENGTH; start += BAND) {
      const key = bandKey(fingerprint.signature, start);
      const bucket = buckets.get(key) ?? [];
      if (bucket.length === 0) buckets.set(key, bucket);
      if (best === undefined) best = mostAlike(fingerprint, bucket, similarity);
      // A shot that resembles another is not what later ones are compared with: the first of a family is.
      if (bucket.length < COMPARED && best === undefined) bucket.push(fingerprint);
    }
    if (best !== undefined) yield best;
  }
}

function mostAlike(
  fingerprint: Fingerprint,
  bucket: readonly Fingerprint[],
  similarity: number,
): NearDuplicate | undefined {
  for (const other of bucket) {
    const alike = likeness(fingerprint, other);
    if (alike >= similarity) return { shot: fingerprint.shot, original: other.shot, alike };
  }
  return undefined;
}

/** The share of places with equal values; places empty in both say nothing. */
function likeness(a: Fingerprint, b: Fingerprint): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter < Math.max(a.length, b.length) * 0.5) return 0;
  let equal = 0;
  let used = 0;
  for (let place = 0; place < SIGNATURE_LENGTH; place++) {
    const own = a.signature[place];
    const its = b.signature[place];
    if (own === EMPTY && its === EMPTY) continue;
    used++;
    if (own === its) equal++;
  }
  return used === 0 ? 0 : equal / used;
}

function bandKey(signature: Uint32Array, start: number): number {
  let key = start;
  for (let place = start; place < start + BAND; place++)
    key = (Math.imul(key, 16_777_619) ^ (signature[place] ?? 0)) | 0;
  return key;
}
