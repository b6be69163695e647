import type { Shot, ShotsDocument } from '../model/model.ts';
import type { Role } from '../parser/tree.ts';

/** How many values a signature has. Two shots' share of equal values estimates how much text they have in common. */
export const SIGNATURE_LENGTH = 64;

/** The value of a place of the signature that no piece of the text fell into. */
export const EMPTY = 0xffffffff;

/** A shot as far as comparing it with others needs it. `length` counts the characters of its blocks. */
export interface Fingerprint {
  readonly shot: Shot;
  readonly length: number;
  /**
   * A MinHash by one permutation (Li, Owen, Zhang: One Permutation Hashing, NIPS 2012): each piece of the text falls
   * into one of the places, which keeps the smallest. It costs one step a piece, however long the signature.
   */
  readonly signature: Uint32Array;
}

export interface Fingerprints {
  /** One for each text: of shots that are equal, the first. */
  readonly distinct: readonly Fingerprint[];
  /** Shots whose text is that of an earlier one. */
  readonly repeated: readonly { readonly shot: Shot; readonly original: Shot }[];
}

const known = new WeakMap<ShotsDocument, Fingerprints>();

/** The fingerprints of a document's shots, computed once for the rules that share them. */
export function fingerprintsOf(document: ShotsDocument): Fingerprints {
  const found = known.get(document) ?? fingerprints(document);
  known.set(document, found);
  return found;
}

function fingerprints(document: ShotsDocument): Fingerprints {
  const byKey = new Map<number, Fingerprint>();
  const distinct: Fingerprint[] = [];
  const repeated: { shot: Shot; original: Shot }[] = [];
  for (const shot of document.shots) {
    const fingerprint = fingerprintOf(document.text, shot);
    const key = keyOf(fingerprint);
    const same = byKey.get(key);
    if (same !== undefined && sameText(document.text, shot, same.shot)) {
      repeated.push({ shot, original: same.shot });
    } else {
      if (same === undefined && fingerprint.length > 0) byKey.set(key, fingerprint);
      distinct.push(fingerprint);
    }
  }
  return { distinct, repeated };
}

/** The same for equal texts, and rarely for others. */
function keyOf({ signature, length }: Fingerprint): number {
  let key = length;
  for (const value of signature) key = Math.imul(key ^ value, 16_777_619);
  return key;
}

/**
 * One pass over what a shot asks and does. A piece is four characters that end in one of a quarter of all characters:
 * which these are depends on the text alone, so equal passages have equal pieces, and most characters cost nothing.
 */
function fingerprintOf(text: string, shot: Shot): Fingerprint {
  const signature = new Uint32Array(SIGNATURE_LENGTH).fill(EMPTY);
  let length = 0;
  for (const { role, content } of shot.blocks) {
    const { start, end } = content;
    length += end - start;
    if (!TELLING.has(role)) continue;
    for (let at = start + 3; at < end; at++) {
      const code = text.charCodeAt(at);
      if ((code & 3) !== 0) continue;
      const near = (code << 16) | text.charCodeAt(at - 1);
      const far = (text.charCodeAt(at - 2) << 16) | text.charCodeAt(at - 3);
      const mixed = mix(Math.imul(near, 0x9e3779b1) ^ Math.imul(far, 0x7feb352d));
      const place = mixed & (SIGNATURE_LENGTH - 1);
      if (mixed < (signature[place] as number)) signature[place] = mixed;
    }
  }
  return { shot, length, signature };
}

/** What is asked and what is done tells shots apart; thoughts and what comes back repeat themselves in any document. */
const TELLING: ReadonlySet<Role> = new Set(['user', 'userRequest', 'action', 'actionInput', 'apiRequest', 'answer']);

/** Spreads a hash over all bits (the finaliser of MurmurHash3 by Austin Appleby, shortened by one round). */
function mix(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}

/** Equal hashes are compared letter by letter, so that no shot is called a repetition by chance. */
function sameText(text: string, a: Shot, b: Shot): boolean {
  return plainText(text, a) === plainText(text, b);
}

function plainText(text: string, shot: Shot): string {
  return shot.blocks.map(({ role, content }) => `${role}:${text.slice(content.start, content.end)}`).join('\n');
}
