/** Sets of numbers from 0 that are merged. */
export interface UnionFind {
  find(item: number): number;
  union(a: number, b: number): void;
}

export function createUnionFind(size: number): UnionFind {
  const parents = new Int32Array(size);
  for (let item = 0; item < size; item++) parents[item] = item;
  const find = (item: number): number => {
    let root = item;
    while (parents[root] !== root) root = parents[root] as number;
    for (let at = item; at !== root; ) {
      const next = parents[at] as number;
      parents[at] = root;
      at = next;
    }
    return root;
  };
  return {
    find,
    union(a, b) {
      const [first, second] = [find(a), find(b)];
      // The lower number stays the root, so that a cluster is named by its first item.
      if (first < second) parents[second] = first;
      else parents[first] = second;
    },
  };
}
