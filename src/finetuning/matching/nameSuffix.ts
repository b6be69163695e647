/** A set of names that a key matches when it is one of them or ends in `.name`. */
export interface SuffixSet {
  /** `key in names` */
  equals(key: string): boolean;
  /** `any(key.endswith("." + name) for name in names)` */
  endsIn(key: string): boolean;
  /** Names that a key equals or ends in. */
  hits(key: string): readonly string[];
}

/** A set of names; a look-up takes as many steps as the key has dots, however many names there are. */
export function createSuffixSet(names: Iterable<string>): SuffixSet {
  const set = new Set(names);
  const suffixes = function* (key: string): Generator<string> {
    for (let dot = key.indexOf('.'); dot !== -1; dot = key.indexOf('.', dot + 1)) yield key.slice(dot + 1);
  };
  return {
    equals: (key) => set.has(key),
    endsIn: (key) => {
      for (let dot = key.lastIndexOf('.'); dot !== -1; dot = dot === 0 ? -1 : key.lastIndexOf('.', dot - 1)) {
        if (set.has(key.slice(dot + 1))) return true;
      }
      return false;
    },
    hits: (key) => [key, ...suffixes(key)].filter((suffix) => set.has(suffix)),
  };
}

/** True if a segment of the name is a number: such a name speaks of one layer or expert. */
export function namesAnIndex(name: string): boolean {
  return /(^|\.)\d+(\.|$)/.test(name);
}
