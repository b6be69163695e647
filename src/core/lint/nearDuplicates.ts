import type { Shot } from '../model/model.ts';
import { EMPTY, type Fingerprint, SIGNATURE_LENGTH } from './fingerprints.ts';

/** Signature places per band: shots that agree in a whole band are looked at more closely. */
const BAND = 3;

/**
 * How many of the places are banded. With four bands of three, shots that share nine tenths of their text agree in
 * one with a probability of 1 − (1 − 0.9³)⁴, over 99 %.
 */
const BANDED = 12;

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
  const firsts = new Map<number, Fingerprint>();
  for (const fingerprint of fingerprints) {
    let best: NearDuplicate | undefined;
    for (let start = 0; start < BANDED && best === undefined; start += BAND) {
      const key = bandKey(fingerprint.signature, start);
      const other = firsts.get(key);
      // Later shots of a family are compared with its first one.
      if (other === undefined) firsts.set(key, fingerprint);
      else if (other !== fingerprint) best = resemblance(fingerprint, other, similarity);
    }
    if (best !== undefined) yield best;
  }
}

function resemblance(fingerprint: Fingerprint, other: Fingerprint, similarity: number): NearDuplicate | undefined {
  const alike = likeness(fingerprint, other);
  return alike >= similarity ? { shot: fingerprint.shot, original: other.shot, alike } : undefined;
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
