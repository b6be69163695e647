import type { Shot, ShotsDocument } from '../model/model.ts';
import type { Role } from '../parser/tree.ts';
import { FirstIndex } from './firstIndex.ts';

/** How many values a signature has. Two shots' share of equal values estimates how much text they have in common. */
export const SIGNATURE_LENGTH = 64;

/** The value of a place of the signature that no piece of the text fell into. */
export const EMPTY = 0xffffffff;

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
  /**
   * The signatures of all shots, one behind the other: an array for each of ten thousand shots would cost more than
   * the signatures themselves. A signature is a MinHash by one permutation (Li, Owen, Zhang: One Permutation Hashing,
   * NIPS 2012): each piece of the text falls into one of the places, which keeps the smallest. It costs one step a
   * piece, however long the signature.
   */
  readonly signatures: Uint32Array;
}

/** Fingerprints while they are taken. */
export interface Fingerprinting extends Fingerprints {
  readonly text: string;
  /** Where in `distinct` the first of each key is. */
  readonly firsts: FirstIndex;
  readonly distinct: Fingerprint[];
  readonly repeated: { readonly shot: Shot; readonly original: Shot }[];
}

/** Begins to take the fingerprints of a document's shots. */
export function newFingerprinting({ text, shots }: ShotsDocument): Fingerprinting {
  const signatures = new Uint32Array(shots.length * SIGNATURE_LENGTH).fill(EMPTY);
  return { text, firsts: new FirstIndex(shots.length), distinct: [], repeated: [], signatures };
}

/** Takes the fingerprint of the next shot of the document. */
export function addFingerprint(prints: Fingerprinting, shot: Shot): void {
  const { text, firsts, distinct, repeated, signatures } = prints;
  const row = shot.index * SIGNATURE_LENGTH;
  const fingerprint = { shot, length: sign(text, shot, signatures, row), row };
  // A shot without text is like no other.
  const first = fingerprint.length === 0 ? distinct.length : firsts.of(keyOf(signatures, fingerprint), distinct.length);
  const original = distinct[first]?.shot;
  if (original !== undefined && sameText(text, shot, original)) repeated.push({ shot, original });
  else distinct.push(fingerprint);
}

/** The same for equal texts, and rarely for others. */
function keyOf(signatures: Uint32Array, { row, length }: Fingerprint): number {
  let key = length;
  for (let place = row; place < row + SIGNATURE_LENGTH; place++) {
    key = Math.imul(key ^ (signatures[place] as number), 16_777_619);
  }
  return key;
}

/**
 * One pass over what a shot asks and does, which writes its signature and answers its length. A piece is four
 * characters that end in one of a quarter of all characters: which these are depends on the text alone, so equal
 * passages have equal pieces, and most characters cost nothing.
 */
function sign(text: string, shot: Shot, signatures: Uint32Array, row: number): number {
  let length = 0;
  for (const { role, content } of shot.blocks) {
    const { start, end } = content;
    length += end - start;
    if (!tells(role)) continue;
    let piece = 0;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      // What is older than four characters is shifted out.
      piece = (piece << 8) ^ code;
      if ((code & 3) !== 0 || at < start + 3) continue;
      const mixed = mix(piece);
      const place = row + (mixed & (SIGNATURE_LENGTH - 1));
      if (mixed < (signatures[place] as number)) signatures[place] = mixed;
    }
  }
  return length;
}

/** What is asked and what is done tells shots apart; thoughts and what comes back repeat themselves in any document. */
function tells(role: Role): boolean {
  switch (role) {
    case 'user':
    case 'userRequest':
    case 'action':
    case 'actionInput':
    case 'apiRequest':
    case 'answer':
      return true;
    default:
      return false;
  }
}

/** Spreads a hash over all bits, by the multipliers of MurmurHash3 (Austin Appleby). */
function mix(hash: number): number {
  const first = Math.imul(hash, 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 15), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}

/** Equal hashes are compared letter by letter, so that no shot is called a repetition by chance. */
function sameText(text: string, a: Shot, b: Shot): boolean {
  return plainText(text, a) === plainText(text, b);
}

function plainText(text: string, shot: Shot): string {
  return shot.blocks.map(({ role, content }) => `${role}:${text.slice(content.start, content.end)}`).join('\n');
}
