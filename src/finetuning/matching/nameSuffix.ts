/** A set of names that a key matches when it is one of them or ends in `.name`. */
export interface SuffixSet {
  /** `key in names` */
  equals(key: string): boolean;
  /** `any(key.endswith("." + name) for name in names)` */
  endsIn(key: string): boolean;
  /** Names that a key equals or ends in. */
  hits(key: string): readonly string[];
}

/** A set of names; a look-up takes as many steps as the longest name has segments, however many names there are. */
export function createSuffixSet(names: Iterable<string>): SuffixSet {
  const set = new Set(names);
  let most = 0;
  for (const name of set) most = Math.max(most, name.split('.').length);
  const suffixesOf = (key: string): readonly string[] => {
    const suffixes: string[] = [];
    for (let dot = key.lastIndexOf('.'), depth = 1; dot !== -1 && depth <= most; depth += 1) {
      suffixes.push(key.slice(dot + 1));
      dot = dot === 0 ? -1 : key.lastIndexOf('.', dot - 1);
    }
    return suffixes;
  };
  return {
    equals: (key) => set.has(key),
    endsIn: (key) => suffixesOf(key).some((suffix) => set.has(suffix)),
    hits: (key) => [key, ...suffixesOf(key)].filter((suffix) => set.has(suffix)),
  };
}
