/** How many names are remembered; a document uses far fewer. */
const MOST = 10_000;

const known = new Map<string, string>();

/** The names met last, by a cheap hash of how they are written. */
const recent = new Array<string | undefined>(512).fill(undefined);

/**
 * The name that stands in a range of a text, as the one string for it. A document names the same tools and parameters
 * thousands of times; as one string they take the memory of one, and looking them up needs no comparison.
 */
export function nameAt(text: string, start: number, end: number): string {
  const length = end - start;
  const middle = text.charCodeAt(start + (length >> 1));
  const slot = (text.charCodeAt(start) * 31 + middle * 17 + text.charCodeAt(end - 1) * 7 + length) & 511;
  const last = recent[slot];
  if (last !== undefined && last.length === length && stands(text, start, last)) return last;
  const name = sameName(text.slice(start, end));
  recent[slot] = name;
  return name;
}

function stands(text: string, start: number, name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    if (text.charCodeAt(start + index) !== name.charCodeAt(index)) return false;
  }
  return true;
}

function sameName(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= MOST) known.clear();
  // A name cut out of a document keeps the whole of it in memory; one put together anew does not.
  const own = ` ${name}`.slice(1);
  known.set(own, own);
  return own;
}
