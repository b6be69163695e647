import { AFTER_TRYING } from './answers.ts';
import { END, type Flow, type FlowEdge, HUMAN } from './flow.ts';
import { isConsistent } from './holdings.ts';
import { edgesFrom, type FlowPath } from './paths.ts';
import { type OfPath, plausibilityOf } from './plausible.ts';

/** Partial paths kept at each node. More of them find better covers, and take longer. */
const BEAM = 6;
/** No cover has more paths than this. */
const MAX_PATHS = 500;
/** Edges tried in one search at most, so that the time is bounded: about a second. */
const MAX_WORK = 400_000;

interface Partial {
  readonly edges: readonly FlowEdge[];
  readonly gain: number;
}

/**
 * Few paths that together take every step and every side of a decision that some path can take: each next one takes as
 * many new ones as can be found, and those that the others make superfluous are left out. Loops are taken on the way.
 */
export function coverPaths(flow: Flow): readonly FlowPath[] {
  const outgoing = edgesFrom(flow);
  const order = orderOf(flow);
  const chosen: FlowPath[] = [];
  const covered = new Set<string>();
  const { isPlausible: makesSense } = plausibilityOf(flow);
  const budget = { left: MAX_WORK };
  for (const [section, { start, any }] of flow.sections.entries()) {
    // First the ways that make sense, then what they leave out.
    for (const isPlausible of [makesSense, () => true]) {
      coverSection(start, section, { outgoing, order, covered, chosen, budget, isPlausible });
    }
    for (const edge of outgoing.get(any) ?? []) {
      chosen.push(withExit(edge, section, chosen, outgoing));
      for (const goal of goalsOf(edge)) covered.add(goal);
    }
  }
  return withoutSuperfluous(chosen);
}

interface Search {
  readonly outgoing: ReadonlyMap<string, readonly FlowEdge[]>;
  readonly order: ReadonlyMap<string, number>;
  /** Goals that the chosen paths reach. */
  readonly covered: Set<string>;
  readonly chosen: FlowPath[];
  readonly budget: { left: number };
  readonly isPlausible: OfPath;
}

const PLAIN: ReadonlySet<FlowEdge['kind']> = new Set(['next', 'parallel', 'end', 'jump']);

const known = new WeakMap<FlowEdge, readonly string[]>();

/**
 * What taking an edge shows: the words of the side that it takes, which may lead on from several steps, else the step
 * that it leads to; and which conditions hold or fail on it.
 */
function goalsOf(edge: FlowEdge): readonly string[] {
  const before = known.get(edge);
  if (before !== undefined) return before;
  const { from, to, kind, condition, range, holds } = edge;
  const isExit = to === END || to === HUMAN;
  const isPlain = PLAIN.has(kind) && condition === undefined;
  const own = isPlain
    ? isExit
      ? `${from} ${to}`
      : to
    : `${kind} ${range.start} ${range.end}${isExit ? ` ${to}` : ''}`;
  const goals = [own, ...holds.map((held) => `${held.holds ? '' : 'not '}${held.text}`)];
  known.set(edge, goals);
  return goals;
}

function reach(edges: readonly FlowEdge[], { covered }: Search): void {
  for (const edge of edges) for (const goal of goalsOf(edge)) covered.add(goal);
}

function isReached(edge: FlowEdge, covered: ReadonlySet<string>): boolean {
  return goalsOf(edge).every((goal) => covered.has(goal));
}

function coverSection(start: string, section: number, search: Search): void {
  const { covered, chosen, outgoing } = search;
  for (let count = 0; count < MAX_PATHS; count++) {
    const best = bestPath(start, search);
    if (best === undefined || best.gain === 0) break;
    const edges = withLoops(best.edges, search);
    reach(edges, search);
    chosen.push({ section, edges, isTruncated: !endsWell(edges) });
  }
  // A loop whose way back lies off every path chosen so far gets one of its own.
  for (const edge of reachableLoops(start, outgoing)) {
    if (isReached(edge, covered) || chosen.length >= MAX_PATHS) continue;
    const before = bestPath(start, search, edge.from);
    const after = bestPath(edge.to, search);
    if (before === undefined) continue;
    const edges = [...before.edges, edge, ...(after?.edges ?? [])];
    reach(edges, search);
    chosen.push({ section, edges, isTruncated: !endsWell(edges) });
  }
}

function endsWell(edges: readonly FlowEdge[]): boolean {
  const last = edges.at(-1)?.to;
  return last === END || last === HUMAN;
}

/** The path through a graph without its loops that takes the most new edges; to a given node, or to an end. */
function bestPath(start: string, search: Search, goal?: string): Partial | undefined {
  const { outgoing, order } = search;
  const at = new Map<string, Partial[]>([[start, [{ edges: [], gain: 0 }]]]);
  const queue = nodesFrom(start, outgoing, order);
  const isGoal = (node: string) => (goal === undefined ? node === END || node === HUMAN : node === goal);
  const ends: Partial[] = [];
  for (const node of queue) {
    const partials = at.get(node) ?? [];
    if (isGoal(node)) ends.push(...partials);
    else for (const edge of outgoing.get(node) ?? []) extend(at, partials, edge, search);
  }
  return ends.reduce<Partial | undefined>(
    (best, end) => (best === undefined || isBetter(end, best) ? end : best),
    undefined,
  );
}

function extend(
  at: Map<string, Partial[]>,
  partials: readonly Partial[],
  edge: FlowEdge,
  { covered, budget, isPlausible }: Search,
): void {
  if (edge.kind === 'loop') return;
  for (const partial of partials) {
    budget.left -= 1 + edge.holds.length;
    if (budget.left < 0) return;
    if (!isConsistent(partial.edges, edge) || !isPlausible(partial.edges, edge)) continue;
    add(at, edge.to, { edges: [...partial.edges, edge], gain: partial.gain + newGoals(edge, covered) });
  }
}

function newGoals(edge: FlowEdge, covered: ReadonlySet<string>): number {
  let count = 0;
  for (const goal of goalsOf(edge)) if (!covered.has(goal)) count++;
  return count;
}

function isBetter(a: Partial, b: Partial): boolean {
  return a.gain > b.gain || (a.gain === b.gain && a.edges.length < b.edges.length);
}

function add(at: Map<string, Partial[]>, node: string, partial: Partial): void {
  const list = at.get(node);
  if (list === undefined) {
    at.set(node, [partial]);
    return;
  }
  const place = list.findIndex((other) => isBetter(partial, other));
  if (place === -1) list.push(partial);
  else list.splice(place, 0, partial);
  list.length = Math.min(list.length, BEAM);
}

/** The nodes that can be reached, each after all that lead to it; the ends come last. */
function nodesFrom(
  start: string,
  outgoing: ReadonlyMap<string, readonly FlowEdge[]>,
  order: ReadonlyMap<string, number>,
): readonly string[] {
  const seen = new Set([start]);
  const stack = [start];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const edge of outgoing.get(node) ?? []) {
      if (edge.kind === 'loop' || seen.has(edge.to)) continue;
      seen.add(edge.to);
      stack.push(edge.to);
    }
  }
  return [...seen].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/** Topological order of the graph without its loops; what lies on a circle keeps the order of the text. */
function orderOf(flow: Flow): ReadonlyMap<string, number> {
  const waiting = new Map<string, number>(flow.nodes.map(({ id }) => [id, 0]));
  const forward = flow.edges.filter(({ kind }) => kind !== 'loop');
  for (const { to } of forward) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const outgoing = edgesFrom({ ...flow, edges: forward });
  const ready = flow.nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  const order = new Map<string, number>();
  for (let index = 0; index < ready.length; index++) {
    const node = ready[index] ?? '';
    order.set(node, order.size);
    for (const { to } of outgoing.get(node) ?? []) {
      const left = (waiting.get(to) ?? 1) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  for (const { id } of flow.nodes) if (!order.has(id)) order.set(id, order.size);
  order.set(END, Number.MAX_SAFE_INTEGER - 1);
  order.set(HUMAN, Number.MAX_SAFE_INTEGER);
  return order;
}

/** Takes each loop once, and again before what turns out only after trying again, where both of its ends lie on the path: the part between them comes again. */
function withLoops(edges: readonly FlowEdge[], { outgoing, covered }: Search): readonly FlowEdge[] {
  const result: FlowEdge[] = [];
  const nodes: string[] = [edges[0]?.from ?? ''];
  const taken = new Set<FlowEdge>();
  for (const edge of edges) {
    for (const loop of outgoing.get(edge.from) ?? []) {
      const isNeeded = !isReached(loop, covered) || AFTER_TRYING.test(edge.condition ?? '');
      if (loop.kind !== 'loop' || !isNeeded || taken.has(loop)) continue;
      const back = nodes.indexOf(loop.to);
      if (back === -1) continue;
      taken.add(loop);
      const again = result.slice(back);
      result.push(loop, ...again);
      nodes.push(loop.to, ...again.map(({ to }) => to));
    }
    result.push(edge);
    nodes.push(edge.to);
  }
  return result;
}

function reachableLoops(start: string, outgoing: ReadonlyMap<string, readonly FlowEdge[]>): readonly FlowEdge[] {
  const seen = new Set([start]);
  const stack = [start];
  const loops: FlowEdge[] = [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const edge of outgoing.get(node) ?? []) {
      if (edge.kind === 'loop') loops.push(edge);
      if (seen.has(edge.to)) continue;
      seen.add(edge.to);
      stack.push(edge.to);
    }
  }
  return loops;
}

/** An exit that is open at any time leaves the shortest path of its procedure in the middle. */
function withExit(
  exit: FlowEdge,
  section: number,
  chosen: readonly FlowPath[],
  outgoing: ReadonlyMap<string, readonly FlowEdge[]>,
): FlowPath {
  const own = chosen.filter((path) => path.section === section && !path.edges.some(({ kind }) => kind === 'any'));
  const base = own.toSorted((a, b) => a.edges.length - b.edges.length)[0]?.edges ?? [];
  const prefix = base.slice(0, Math.max(1, Math.floor(base.length / 2))).filter(({ to }) => to !== END && to !== HUMAN);
  const rest: FlowEdge[] = [];
  for (let at = exit.to; at !== END && at !== HUMAN && rest.length < MAX_PATHS; ) {
    const edge = (outgoing.get(at) ?? []).find(({ kind }) => kind !== 'loop');
    if (edge === undefined) break;
    rest.push(edge);
    at = edge.to;
  }
  return { section, edges: [...prefix, exit, ...rest], isTruncated: false };
}

/** Leaves out paths all of whose goals the others reach. The last ones take the fewest new ones, so they are tried last. */
function withoutSuperfluous(chosen: readonly FlowPath[]): readonly FlowPath[] {
  const uses = new Map<string, number>();
  const goalsOfPath = ({ edges }: FlowPath) => new Set(edges.flatMap(goalsOf));
  for (const path of chosen) for (const goal of goalsOfPath(path)) uses.set(goal, (uses.get(goal) ?? 0) + 1);
  return chosen.filter((path) => {
    const own = goalsOfPath(path);
    if (![...own].every((goal) => (uses.get(goal) ?? 0) > 1)) return true;
    for (const goal of own) uses.set(goal, (uses.get(goal) ?? 0) - 1);
    return false;
  });
}
