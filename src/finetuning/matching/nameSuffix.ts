/** A set of names. A key matches if it equals one of them or ends in `.name`. */
export interface SuffixSet {
  /** `key in names` */
  equals(key: string): boolean;
  /** `any(key.endswith("." + name) for name in names)` */
  matchesSuffix(key: string): boolean;
  /** Names that the key equals or ends in. */
  matches(key: string): readonly string[];
}

/** Creates a set of names. A lookup takes as many steps as the longest name has segments, however many names there are. */
export function createSuffixSet(names: Iterable<string>): SuffixSet {
  const set = new Set(names);
  let maxDepth = 0;
  for (const name of set) maxDepth = Math.max(maxDepth, name.split('.').length);
  const getSuffixes = (key: string): readonly string[] => {
    const suffixes: string[] = [];
    for (let dot = key.lastIndexOf('.'), depth = 1; dot !== -1 && depth <= maxDepth; depth += 1) {
      suffixes.push(key.slice(dot + 1));
      dot = dot === 0 ? -1 : key.lastIndexOf('.', dot - 1);
    }
    return suffixes;
  };
  return {
    equals: (key) => set.has(key),
    matchesSuffix: (key) => getSuffixes(key).some((suffix) => set.has(suffix)),
    matches: (key) => [key, ...getSuffixes(key)].filter((suffix) => set.has(suffix)),
  };
}
