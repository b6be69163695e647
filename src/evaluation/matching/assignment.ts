/**
 * Pairs rows with columns at the lowest total cost (Hungarian method with potentials). As many pairs are made as there
 * are rows or columns, whichever are fewer. Returns the column of each row; of equally good pairings always the same.
 */
export function assign(costs: readonly (readonly number[])[]): readonly (number | undefined)[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (rows > columns) return invert(assignRows(transpose(costs, rows, columns)), rows);
  return assignRows(costs);
}

/** The search for one row: how cheaply each column can be reached, and over which column. */
interface Search {
  readonly distance: number[];
  readonly previous: number[];
  readonly used: boolean[];
}

/** Needs at most as many rows as columns. Column 0 is a place for the row that is being added. */
function assignRows(costs: readonly (readonly number[])[]): readonly (number | undefined)[] {
  const columns = costs[0]?.length ?? 0;
  const rowPotential: number[] = new Array(costs.length + 1).fill(0);
  const columnPotential: number[] = new Array(columns + 1).fill(0);
  const rowOf: number[] = new Array(columns + 1).fill(0);
  for (let row = 1; row <= costs.length; row++) {
    rowOf[0] = row;
    const search: Search = {
      distance: new Array(columns + 1).fill(Number.POSITIVE_INFINITY),
      previous: new Array(columns + 1).fill(0),
      used: new Array(columns + 1).fill(false),
    };
    let column = 0;
    while ((rowOf[column] ?? 0) !== 0) column = step(costs, rowOf, rowPotential, columnPotential, search, column);
    while (column !== 0) {
      const before = search.previous[column] ?? 0;
      rowOf[column] = rowOf[before] ?? 0;
      column = before;
    }
  }
  const found: (number | undefined)[] = costs.map(() => undefined);
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column] ?? 0;
    if (row > 0) found[row - 1] = column - 1;
  }
  return found;
}

/** Extends the search by the cheapest column that is not yet used, and returns it. */
function step(
  costs: readonly (readonly number[])[],
  rowOf: readonly number[],
  rowPotential: number[],
  columnPotential: number[],
  { distance, previous, used }: Search,
  from: number,
): number {
  used[from] = true;
  const row = rowOf[from] ?? 0;
  let delta = Number.POSITIVE_INFINITY;
  let next = 0;
  for (let column = 1; column < used.length; column++) {
    if (used[column] === true) continue;
    const reduced = (costs[row - 1]?.[column - 1] ?? 0) - (rowPotential[row] ?? 0) - (columnPotential[column] ?? 0);
    if (reduced < (distance[column] ?? 0)) {
      distance[column] = reduced;
      previous[column] = from;
    }
    if ((distance[column] ?? 0) < delta) {
      delta = distance[column] ?? 0;
      next = column;
    }
  }
  for (let column = 0; column < used.length; column++) {
    if (used[column] === true) {
      const reached = rowOf[column] ?? 0;
      rowPotential[reached] = (rowPotential[reached] ?? 0) + delta;
      columnPotential[column] = (columnPotential[column] ?? 0) - delta;
    } else distance[column] = (distance[column] ?? 0) - delta;
  }
  return next;
}

function transpose(costs: readonly (readonly number[])[], rows: number, columns: number): number[][] {
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: rows }, (__, row) => costs[row]?.[column] ?? 0),
  );
}

function invert(found: readonly (number | undefined)[], length: number): readonly (number | undefined)[] {
  const inverted: (number | undefined)[] = new Array(length).fill(undefined);
  for (const [index, target] of found.entries()) if (target !== undefined) inverted[target] = index;
  return inverted;
}
