import { matchesAt, toCharCodes } from '../characters.ts';

/**
 * What is written before a value of a call or an object, such as `, top_k = `, or after its last value. A document
 * writes the same few thousands of times: each is read once, and compared from then on.
 */
export interface ValuePrefix {
  /** As it is written, by its codes. */
  readonly written: Uint16Array;
  /** The name of the call; empty in an object. */
  readonly call: string;
  /** The member whose value follows; undefined where the bracket is closed, and nothing follows. */
  readonly member: string | undefined;
  /** What was met after that value. Undefined if this prefix is not cached, so that nothing leads here again. */
  readonly following: ValuePrefix[] | undefined;
}

/** The prefixes of one document. */
export interface PrefixCache {
  /** What calls begin with, and what objects do. */
  readonly calls: ValuePrefix;
  readonly objects: ValuePrefix;
  /** How many more are cached: thousands of different names cost neither memory nor time. */
  left: number;
}

const MAX_CACHED = 1000;

/** More prefixes than this after one value are no repetition, and a longer one is none either. */
const MAX_FOLLOWING = 32;
const MAX_LENGTH = 200;

const NOTHING = new Uint16Array(0);

/** Makes the cache of one document. */
export function createPrefixCache(): PrefixCache {
  return { calls: start(), objects: start(), left: MAX_CACHED };
}

function start(): ValuePrefix {
  return { written: NOTHING, call: '', member: undefined, following: [] };
}

/** The prefix at an offset, if it followed the same value before. */
export function findCached({ following }: ValuePrefix, text: string, at: number, end: number): ValuePrefix | undefined {
  if (following === undefined) return undefined;
  for (const prefix of following) {
    if (at + prefix.written.length <= end && matchesAt(text, at, prefix.written)) return prefix;
  }
  return undefined;
}

/** The prefix that was read as `written` after another one. It is cached if there is room for it. */
export function cachePrefix(
  cache: PrefixCache,
  { following }: ValuePrefix,
  written: string,
  call: string,
  member: string | undefined,
): ValuePrefix {
  const isFull = following === undefined || following.length === MAX_FOLLOWING || cache.left === 0;
  if (isFull || written.length > MAX_LENGTH) return { written: NOTHING, call, member, following: undefined };
  const prefix: ValuePrefix = { written: toCharCodes(written), call, member, following: [] };
  following.push(prefix);
  cache.left--;
  return prefix;
}
