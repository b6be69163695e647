import type { Shot } from '../../model/model.ts';
import { FirstIndex } from '../../similarity/firstIndex.ts';
import { BAND_SIZE, BANDED_LENGTH, compareRows, hashBand } from '../../similarity/signatureTable.ts';
import type { Fingerprint } from './fingerprints.ts';

export interface NearDuplicate {
  readonly shot: Shot;
  readonly original: Shot;
  /** The estimated share of text they have in common, from 0 to 1. */
  readonly similarity: number;
}

/**
 * Shots that resemble an earlier one. Locality-sensitive hashing by bands finds the candidates, so the time is
 * linear in the number of shots, even if all of them are similar.
 */
export function* findNearDuplicates(
  fingerprints: readonly Fingerprint[],
  signatures: Uint32Array,
  threshold: number,
): Generator<NearDuplicate> {
  const firsts = new FirstIndex(fingerprints.length * (BANDED_LENGTH / BAND_SIZE));
  for (let index = 0; index < fingerprints.length; index++) {
    const fingerprint = fingerprints[index] as Fingerprint;
    let best: NearDuplicate | undefined;
    for (let band = 0; band < BANDED_LENGTH && best === undefined; band += BAND_SIZE) {
      // Later shots of a family are compared with its first one.
      const first = firsts.of(hashBand(signatures, fingerprint.row, band), index);
      if (first === index) continue;
      best = compare(fingerprint, fingerprints[first] as Fingerprint, signatures, threshold);
    }
    if (best !== undefined) yield best;
  }
}

function compare(
  fingerprint: Fingerprint,
  other: Fingerprint,
  signatures: Uint32Array,
  threshold: number,
): NearDuplicate | undefined {
  const shorter = Math.min(fingerprint.length, other.length);
  if (shorter < Math.max(fingerprint.length, other.length) * 0.5) return undefined;
  const similarity = compareRows(signatures, fingerprint.row, other.row, threshold);
  return similarity >= threshold ? { shot: fingerprint.shot, original: other.shot, similarity } : undefined;
}
