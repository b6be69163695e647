import { END, type Flow, type FlowEdge, type FlowNode, HUMAN } from './flow.ts';

/** What of a graph can be reached, and from where an end can be. */
export interface Reachability {
  /** Nodes that some start, or an exit that is open at any time, leads to. */
  readonly fromStart: ReadonlySet<string>;
  /** Nodes from which some path ends. */
  readonly toEnd: ReadonlySet<string>;
  /** True if one node can come after another, loops included. */
  canFollow(from: string, to: string): boolean;
}

const known = new WeakMap<Flow, Reachability>();

/** Computed once for a graph. */
export function reachabilityOf(flow: Flow): Reachability {
  const before = known.get(flow);
  if (before !== undefined) return before;
  const outgoing = neighbours(flow.edges, ({ from, to }) => [from, to]);
  const incoming = neighbours(flow.edges, ({ from, to }) => [to, from]);
  const after = new Map<string, ReadonlySet<string>>();
  const starts = flow.nodes.filter(({ kind }) => kind === 'start' || kind === 'any').map(({ id }) => id);
  const reachability: Reachability = {
    fromStart: closure(starts, outgoing),
    toEnd: closure([END, HUMAN], incoming),
    canFollow(from, to) {
      let set = after.get(from);
      if (set === undefined) {
        set = closure(outgoing.get(from) ?? [], outgoing);
        after.set(from, set);
      }
      return set.has(to);
    },
  };
  known.set(flow, reachability);
  return reachability;
}

function neighbours(
  edges: readonly FlowEdge[],
  ends: (edge: FlowEdge) => readonly [string, string],
): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>();
  for (const edge of edges) {
    const [from, to] = ends(edge);
    const list = lists.get(from);
    if (list === undefined) lists.set(from, [to]);
    else list.push(to);
  }
  return lists;
}

function closure(from: readonly string[], next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set(from);
  const stack = [...from];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const other of next.get(node) ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      stack.push(other);
    }
  }
  return seen;
}

const nodes = new WeakMap<Flow, ReadonlyMap<string, readonly FlowNode[]>>();

/** The nodes of each step (`Step.id`), in order. */
export function nodesOfSteps(flow: Flow): ReadonlyMap<string, readonly FlowNode[]> {
  const before = nodes.get(flow);
  if (before !== undefined) return before;
  const map = new Map<string, FlowNode[]>();
  for (const node of flow.nodes) {
    if (node.step === undefined) continue;
    const list = map.get(node.step);
    if (list === undefined) map.set(node.step, [node]);
    else list.push(node);
  }
  nodes.set(flow, map);
  return map;
}
