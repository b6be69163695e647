/** Where the things of all rows lie, in pixels, and how wide they are together. */
export interface Alignment {
  readonly middles: ReadonlyMap<string, number>;
  readonly width: number;
}

/** How often things are moved towards their neighbours. */
const SWEEPS = 12;

/**
 * Places the things of each row side by side, in their order and without overlaps, as near as that allows to the things
 * they are linked to, so that edges are straight where they can be.
 */
export function alignRows(
  rows: readonly (readonly string[])[],
  links: readonly (readonly [string, string])[],
  widthOf: (id: string) => number,
  gap: number,
): Alignment {
  const neighbours = neighboursOf(links);
  const middles = new Map<string, number>();
  for (const row of rows) for (const [id, x] of packed(row, () => 0, widthOf, gap)) middles.set(id, x);
  const wish = (id: string): number => {
    const list = neighbours.get(id) ?? [id];
    return list.reduce((sum, other) => sum + (middles.get(other) ?? 0), 0) / list.length;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const order = sweep % 2 === 0 ? rows : rows.toReversed();
    for (const row of order) for (const [id, x] of packed(row, wish, widthOf, gap)) middles.set(id, x);
  }
  return shifted(middles, widthOf);
}

/** Pushed to the right only, and to the left only; the mean of both has no overlap either and is fair to all. */
function packed(
  row: readonly string[],
  wish: (id: string) => number,
  widthOf: (id: string) => number,
  gap: number,
): readonly (readonly [string, number])[] {
  const wishes = row.map(wish);
  const apart = row.map((id, index) => (widthOf(row[index - 1] ?? id) + widthOf(id)) / 2 + gap);
  const right: number[] = [];
  for (const [index, wished] of wishes.entries()) {
    right.push(index === 0 ? wished : Math.max(wished, (right[index - 1] ?? 0) + (apart[index] ?? 0)));
  }
  const left: number[] = [...wishes];
  for (let index = row.length - 2; index >= 0; index--) {
    left[index] = Math.min(wishes[index] ?? 0, (left[index + 1] ?? 0) - (apart[index + 1] ?? 0));
  }
  return row.map((id, index) => [id, ((right[index] ?? 0) + (left[index] ?? 0)) / 2] as const);
}

function neighboursOf(links: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>();
  for (const [from, to] of links) {
    for (const [id, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const list = lists.get(id);
      if (list === undefined) lists.set(id, [other]);
      else list.push(other);
    }
  }
  return lists;
}

/** The leftmost edge is zero. */
function shifted(middles: ReadonlyMap<string, number>, widthOf: (id: string) => number): Alignment {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const [id, x] of middles) {
    least = Math.min(least, x - widthOf(id) / 2);
    most = Math.max(most, x + widthOf(id) / 2);
  }
  if (middles.size === 0) return { middles, width: 0 };
  return { middles: new Map([...middles].map(([id, x]) => [id, Math.round(x - least)])), width: most - least };
}
