import { codesOf, standsAt } from '../characters.ts';

/**
 * What stands before a value of a call or an object, `, top_k = `, or behind its last one. A document writes the same
 * few thousands of times: each is read once, and compared from then on.
 */
export interface Seam {
  /** As it is written, by its codes. */
  readonly written: Uint16Array;
  /** The name of the call; empty in an object. */
  readonly call: string;
  /** The member whose value follows; undefined where nothing follows, since the bracket is closed. */
  readonly member: string | undefined;
  /** The seams seen behind the value, or those that open calls or objects. Undefined in one that is not remembered. */
  readonly following: Seam[] | undefined;
}

/** The seams of one document. */
export interface Seams {
  /** Where calls open, and where objects do. */
  readonly calls: Seam;
  readonly objects: Seam;
  /** How many more are remembered, so that names by the thousand cost neither memory nor time. */
  left: number;
}

const MOST = 1000;

/** More seams than this behind one value are no habit, and a longer one is none either. */
const MOST_FOLLOWING = 32;
const LONGEST = 200;

/** Makes the memory of one document. */
export function newSeams(): Seams {
  return { calls: opening(), objects: opening(), left: MOST };
}

function opening(): Seam {
  return { written: NOTHING, call: '', member: undefined, following: [] };
}

const NOTHING = new Uint16Array(0);

/** The seam that stands at an offset, of those seen at such a place before. */
export function knownSeam({ following }: Seam, text: string, at: number, end: number): Seam | undefined {
  if (following === undefined) return undefined;
  for (const seam of following) {
    if (at + seam.written.length <= end && standsAt(text, at, seam.written)) return seam;
  }
  return undefined;
}

/** The seam that was read as `written` behind another one. It is remembered if there is room for it. */
export function seamBehind(
  { following }: Seam,
  written: string,
  call: string,
  member: string | undefined,
  seams: Seams,
): Seam {
  const isFull = following === undefined || following.length === MOST_FOLLOWING || seams.left === 0;
  if (isFull || written.length > LONGEST) return { written: NOTHING, call, member, following: undefined };
  const seam: Seam = { written: codesOf(written), call, member, following: [] };
  following.push(seam);
  seams.left--;
  return seam;
}
