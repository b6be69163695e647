import type { Shot, ShotsDocument } from '../../model/model.ts';
import { FirstIndex } from '../../similarity/firstIndex.ts';
import {
  addToSignature,
  createSignatureTable,
  hashSignature,
  SIGNATURE_LENGTH,
} from '../../similarity/signatureTable.ts';

/** A shot as far as comparing it with others needs it. `length` counts the characters of its blocks. */
export interface Fingerprint {
  readonly shot: Shot;
  readonly length: number;
  /** Where the shot's signature begins in `Fingerprints.signatures`. */
  readonly row: number;
}

export interface Fingerprints {
  /** One for each text: of shots that are equal, the first. */
  readonly distinct: readonly Fingerprint[];
  /** Shots whose text is that of an earlier one. */
  readonly repeated: readonly { readonly shot: Shot; readonly original: Shot }[];
  /** The signatures of all shots (see `similarity/signatureTable.ts`). */
  readonly signatures: Uint32Array;
}

/** Fingerprints while they are taken. */
export interface Fingerprinter extends Fingerprints {
  readonly text: string;
  /** Where in `distinct` the first of each key is. */
  readonly firsts: FirstIndex;
  readonly distinct: Fingerprint[];
  readonly repeated: { readonly shot: Shot; readonly original: Shot }[];
}

/** Begins to take the fingerprints of a document's shots. */
export function createFingerprinter({ text, shots }: ShotsDocument): Fingerprinter {
  const signatures = createSignatureTable(shots.length);
  return { text, firsts: new FirstIndex(shots.length), distinct: [], repeated: [], signatures };
}

/** Takes the fingerprint of the next shot of the document. */
export function addFingerprint(prints: Fingerprinter, shot: Shot): void {
  const { text, firsts, distinct, repeated, signatures } = prints;
  const row = shot.index * SIGNATURE_LENGTH;
  const fingerprint = { shot, length: writeSignature(text, shot, signatures, row), row };
  // A shot without text is like no other.
  const first =
    fingerprint.length === 0
      ? distinct.length
      : firsts.of(hashSignature(signatures, row, fingerprint.length), distinct.length);
  const original = distinct[first]?.shot;
  if (original !== undefined && hasSameText(text, shot, original)) repeated.push({ shot, original });
  else distinct.push(fingerprint);
}

/** Adds what a shot asks and does to its signature. Returns the length of all its blocks. */
function writeSignature(text: string, shot: Shot, signatures: Uint32Array, row: number): number {
  let length = 0;
  for (const { roleInfo, content } of shot.blocks) {
    length += content.end - content.start;
    // What is asked and what is done tells shots apart; thoughts and what comes back repeat themselves in any document.
    if (roleInfo.identifies === true) addToSignature(text, content.start, content.end, signatures, row);
  }
  return length;
}

/** Equal hashes are compared letter by letter, so that no shot is called a repetition by chance. */
function hasSameText(text: string, a: Shot, b: Shot): boolean {
  return plainText(text, a) === plainText(text, b);
}

function plainText(text: string, shot: Shot): string {
  return shot.blocks.map(({ role, content }) => `${role}:${text.slice(content.start, content.end)}`).join('\n');
}
