import type { Flow, FlowEdge, FlowNode } from '../flow/flow.ts';
import { edgesFrom } from '../flow/paths.ts';
import { reachabilityOf } from '../flow/reachability.ts';
import type { Procedure } from '../procedure.ts';

/** A way from one node to another: what it costs, and the edges that all ways of that cost have in common. */
export interface Way {
  readonly cost: number;
  readonly edges: readonly FlowEdge[];
}

/** What finding ways needs of a procedure. */
export interface WayGraph {
  readonly flow: Flow;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly outgoing: ReadonlyMap<string, readonly FlowEdge[]>;
  /** Exits that are open at any time. */
  readonly exits: readonly FlowEdge[];
  /** Nodes where there is nothing to do but to decide where to go on: no round carries them out. */
  readonly idle: ReadonlySet<string>;
}

export function createWayGraph({ flow, steps }: Procedure): WayGraph {
  const titles = new Set(steps.flatMap(({ id, kind }) => (kind === 'group' ? [id] : [])));
  const idle = flow.nodes.filter(({ id, isDecision }) => isDecision === true || titles.has(id));
  return {
    flow,
    nodes: new Map(flow.nodes.map((node) => [node.id, node])),
    outgoing: edgesFrom(flow),
    exits: flow.edges.filter(({ kind }) => kind === 'any'),
    idle: new Set(idle.map(({ id }) => id)),
  };
}

/** What the shot says of the conditions of an edge, from -1 to 1. */
export type Said = (edge: FlowEdge) => number;

const TO_GOAL = 1;
const AGAIN = 0.8;
const PAST_IDLE = 0.3;
/** One round may carry out several clauses of its step. */
const WITHIN_STEP = 0.6;
const PAST_STEP = 1.5;
const EXIT = 1.2;
/** What is said makes an edge cheap, but never free. */
const SAID = 0.9;
/** A condition of which nothing is said rather does not hold. */
const UNSAID = 0.6;
const UNSAID_NOT = 0.5;
const CONTRADICTED = 2;

/** What an edge costs: little where the shot says that its conditions hold, much where it says the opposite. */
export function priced(cost: number, { condition, kind }: FlowEdge, said: number): number {
  if (said < 0) return cost - said * CONTRADICTED;
  if (said > 0) return cost * (1 - said * SAID);
  if (condition === undefined || kind === 'loop') return cost;
  return cost + (kind === 'false' ? UNSAID_NOT : UNSAID);
}

/** The cheapest ways from a node to those of some others that it leads to. */
export function cheapestWays(
  graph: WayGraph,
  from: string,
  goals: ReadonlySet<string>,
  said: Said,
): ReadonlyMap<string, Way> {
  const found = new Map<string, Way>();
  const { canFollow } = reachabilityOf(graph.flow);
  const left = new Set([...goals].filter((goal) => canFollow(from, goal)));
  const steps = new Set([from, ...goals].map((id) => graph.nodes.get(id)?.step));
  const open = new Map<string, Way>();
  const closed = new Set<string>();
  const lookAround = (id: string, { cost, edges }: Way) => {
    for (const edge of graph.outgoing.get(id) ?? []) {
      const is = said(edge);
      const way = (price: number): Way => ({ cost: cost + priced(price, edge, is), edges: [...edges, edge] });
      if (goals.has(edge.to) && (edge.to !== id || id === from)) {
        keep(found, edge.to, way(edge.to === id ? AGAIN : TO_GOAL));
      }
      if (!closed.has(edge.to) && edge.to !== from) keep(open, edge.to, way(priceOfPassing(graph, edge.to, steps)));
    }
  };
  if (left.size > 0) lookAround(from, { cost: 0, edges: [] });
  for (let next = cheapest(open); next !== undefined && left.size > 0; next = cheapest(open)) {
    const [id, way] = next;
    open.delete(id);
    closed.add(id);
    for (const goal of left) if ((found.get(goal)?.cost ?? Infinity) <= way.cost) left.delete(goal);
    lookAround(id, way);
  }
  for (const edge of graph.exits) {
    if (goals.has(edge.to)) keep(found, edge.to, { cost: priced(EXIT, edge, said(edge)), edges: [edge] });
  }
  return found;
}

function priceOfPassing({ idle, nodes }: WayGraph, id: string, steps: ReadonlySet<string | undefined>): number {
  if (idle.has(id)) return PAST_IDLE;
  const step = nodes.get(id)?.step;
  return step !== undefined && steps.has(step) ? WITHIN_STEP : PAST_STEP;
}

/** Costs that differ by less are the same. */
const NOTHING = 1e-9;

/** Keeps the cheaper of two ways; of two that cost the same, what they have in common. */
function keep(ways: Map<string, Way>, id: string, way: Way): void {
  const before = ways.get(id);
  if (before === undefined || way.cost < before.cost - NOTHING) ways.set(id, way);
  else if (way.cost <= before.cost + NOTHING) {
    ways.set(id, { cost: before.cost, edges: before.edges.filter((edge) => way.edges.includes(edge)) });
  }
}

function cheapest(ways: ReadonlyMap<string, Way>): readonly [string, Way] | undefined {
  let best: readonly [string, Way] | undefined;
  for (const entry of ways) if (best === undefined || entry[1].cost < best[1].cost) best = entry;
  return best;
}
