import type { Shot } from '../model/model.ts';
import { EMPTY, type Fingerprint, SIGNATURE_LENGTH } from './fingerprints.ts';
import { FirstIndex } from './firstIndex.ts';

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
export function* nearDuplicates(
  fingerprints: readonly Fingerprint[],
  signatures: Uint32Array,
  similarity: number,
): Generator<NearDuplicate> {
  const firsts = new FirstIndex(fingerprints.length * (BANDED / BAND));
  for (let index = 0; index < fingerprints.length; index++) {
    const fingerprint = fingerprints[index] as Fingerprint;
    let best: NearDuplicate | undefined;
    for (let band = 0; band < BANDED && best === undefined; band += BAND) {
      // Later shots of a family are compared with its first one.
      const first = firsts.of(bandKey(signatures, fingerprint.row, band), index);
      if (first === index) continue;
      best = resemblance(fingerprint, fingerprints[first] as Fingerprint, signatures, similarity);
    }
    if (best !== undefined) yield best;
  }
}

function resemblance(
  fingerprint: Fingerprint,
  other: Fingerprint,
  signatures: Uint32Array,
  similarity: number,
): NearDuplicate | undefined {
  const alike = likeness(fingerprint, other, signatures, similarity);
  return alike >= similarity ? { shot: fingerprint.shot, original: other.shot, alike } : undefined;
}

/** The share of places with equal values, or 0 once it cannot reach `least`; places empty in both say nothing. */
function likeness(a: Fingerprint, b: Fingerprint, signatures: Uint32Array, least: number): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter < Math.max(a.length, b.length) * 0.5) return 0;
  const mostUnequal = SIGNATURE_LENGTH * (1 - least);
  let equal = 0;
  let unequal = 0;
  for (let place = 0; place < SIGNATURE_LENGTH; place++) {
    const own = signatures[a.row + place];
    const its = signatures[b.row + place];
    if (own !== its) {
      if (++unequal > mostUnequal) return 0;
    } else if (own !== EMPTY) equal++;
  }
  return equal === 0 ? 0 : equal / (equal + unequal);
}

function bandKey(signatures: Uint32Array, row: number, band: number): number {
  let key = band;
  for (let place = row + band; place < row + band + BAND; place++) {
    key = (Math.imul(key, 16_777_619) ^ (signatures[place] as number)) | 0;
  }
  return key;
}
