/** How many names are remembered; a document uses far fewer. */
const MOST = 10_000;

const known = new Map<string, string>();

/**
 * The one string for a name. A document names the same tools and parameters thousands of times; as one string they
 * take the memory of one, and looking them up needs no comparison.
 */
export function sameName(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= MOST) known.clear();
  // A name cut out of a document keeps the whole of it in memory; one put together anew does not.
  const own = ` ${name}`.slice(1);
  known.set(own, own);
  return own;
}
