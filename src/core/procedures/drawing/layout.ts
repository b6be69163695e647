import type { Flow, FlowEdge } from '../flow/flow.ts';
import { alignRows } from './alignment.ts';

/** Where a node, or the bend of an edge, lies: its row from the top, and the middle of it in pixels from the left. */
export interface Placement {
  /** Zero-based, from the top. */
  readonly row: number;
  /** Pixels from the left to the middle. */
  readonly x: number;
}

/** The rows of a graph drawn from top to bottom. */
export interface Layout {
  /** By node id. */
  readonly placements: ReadonlyMap<string, Placement>;
  /** The bends of edges that pass other rows, from top to bottom. */
  readonly bends: ReadonlyMap<FlowEdge, readonly Placement[]>;
  readonly rowCount: number;
  /** In pixels. */
  readonly width: number;
}

/** How wide things are drawn, in pixels. */
export interface LayoutSizes {
  /** Width of a node. */
  readonly node: number;
  /** Width of a place that an edge passes through. */
  readonly bend: number;
  /** Space between neighbours in a row. */
  readonly gap: number;
}

/** How often rows are ordered after their neighbours. */
const SWEEPS = 4;

/** Bends of one drawing at most; further edges are drawn straight. */
const MAX_BENDS = 20_000;

/**
 * Lays a graph out in rows: each node lies below all that lead to it, loops apart, and near them. Edges that pass other
 * rows bend around what is there; those to one target share their bends. Deterministic, and about linear in the number
 * of edges and bends.
 */
export function layoutFlow(flow: Flow, sizes: LayoutSizes): Layout {
  const forward = flow.edges.filter(({ kind, from, to }) => kind !== 'loop' && from !== to);
  const rowOf = rowsOf(flow, forward);
  const rows: string[][] = [];
  const add = (id: string, row: number): void => {
    for (let at = rows.length; at <= row; at++) rows.push([]);
    rows[row]?.push(id);
  };
  for (const { id } of flow.nodes) add(id, rowOf.get(id) ?? 0);
  const routes = routesOf(forward, rowOf, add);
  const links = linksOf(forward, routes);
  for (let sweep = 0; sweep < SWEEPS; sweep++) orderRows(rows, links, sweep % 2 === 0);
  const nodes = new Set(flow.nodes.map(({ id }) => id));
  const { middles, width } = alignRows(rows, links, (id) => (nodes.has(id) ? sizes.node : sizes.bend), sizes.gap);
  const all = new Map(rows.flatMap((ids, row) => ids.map((id) => [id, { row, x: middles.get(id) ?? 0 }] as const)));
  return {
    placements: new Map([...all].filter(([id]) => nodes.has(id))),
    bends: new Map([...routes].map(([edge, ids]) => [edge, ids.flatMap((id) => all.get(id) ?? [])])),
    rowCount: rows.length,
    width,
  };
}

/** The longest way to each node. Nodes on a circle of jumps keep the row they had when it closed. */
function rowsOf(flow: Flow, forward: readonly FlowEdge[]): ReadonlyMap<string, number> {
  const waiting = new Map(flow.nodes.map(({ id }) => [id, 0]));
  const outgoing = new Map<string, FlowEdge[]>();
  for (const edge of forward) {
    waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
    const list = outgoing.get(edge.from);
    if (list === undefined) outgoing.set(edge.from, [edge]);
    else list.push(edge);
  }
  const rows = new Map(flow.nodes.map(({ id }) => [id, 0]));
  const ready = flow.nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  for (let index = 0; index < ready.length; index++) {
    const id = ready[index] ?? '';
    for (const { to } of outgoing.get(id) ?? []) {
      rows.set(to, Math.max(rows.get(to) ?? 0, (rows.get(id) ?? 0) + 1));
      const left = (waiting.get(to) ?? 1) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return rows;
}

/** The bends of each edge that passes rows between its ends, as ids of their own. */
function routesOf(
  edges: readonly FlowEdge[],
  rowOf: ReadonlyMap<string, number>,
  add: (id: string, row: number) => void,
): ReadonlyMap<FlowEdge, readonly string[]> {
  const routes = new Map<FlowEdge, readonly string[]>();
  const made = new Set<string>();
  let total = 0;
  for (const edge of edges) {
    const first = (rowOf.get(edge.from) ?? 0) + 1;
    const count = Math.max(0, (rowOf.get(edge.to) ?? 0) - first);
    if (total + count > MAX_BENDS) continue;
    total += count;
    const ids = Array.from({ length: count }, (_, index) => `${edge.to} bend ${first + index}`);
    for (const [index, id] of ids.entries()) if (!made.has(id)) add(id, first + index);
    for (const id of ids) made.add(id);
    routes.set(edge, ids);
  }
  return routes;
}

/** The pairs of neighbouring rows that edges connect, from top to bottom. */
function linksOf(
  edges: readonly FlowEdge[],
  routes: ReadonlyMap<FlowEdge, readonly string[]>,
): readonly (readonly [string, string])[] {
  return edges.flatMap((edge) => {
    const ids = [edge.from, ...(routes.get(edge) ?? []), edge.to];
    return ids.slice(1).map((id, index) => [ids[index] ?? '', id] as const);
  });
}

/** Orders each row by the middle of the neighbours above it, or below it. */
function orderRows(rows: string[][], links: readonly (readonly [string, string])[], isDown: boolean): void {
  const columns = new Map(rows.flatMap((ids) => ids.map((id, column) => [id, column] as const)));
  const neighbours = new Map<string, number[]>();
  for (const [from, to] of links) {
    const [id, other] = isDown ? [to, from] : [from, to];
    const list = neighbours.get(id);
    if (list === undefined) neighbours.set(id, [columns.get(other) ?? 0]);
    else list.push(columns.get(other) ?? 0);
  }
  const middle = (id: string) => {
    const list = neighbours.get(id) ?? [columns.get(id) ?? 0];
    return list.reduce((sum, column) => sum + column, 0) / list.length;
  };
  for (const row of rows) row.sort((a, b) => middle(a) - middle(b));
}
