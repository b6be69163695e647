import { END, type Flow, type FlowEdge, HUMAN } from './flow.ts';
import { isConsistent } from './holdings.ts';

/** One way through a procedure, as the edges taken in order. */
export interface FlowPath {
  /** Index in the sections of the flow. */
  readonly section: number;
  readonly edges: readonly FlowEdge[];
  /** The path was cut where it would go on for ever, or where it became too long. */
  readonly isTruncated: boolean;
}

/** Paths through a flow, from its start to an end. */
export interface FlowPaths {
  readonly paths: readonly FlowPath[];
  /** There are more paths than were asked for, or than could be looked for. */
  readonly isCut: boolean;
}

/** No path is followed further than this. */
const MAX_LENGTH = 1000;
/** Edges looked at for each path that is asked for, so that the time is bounded. */
const WORK_PER_PATH = 400;
const BASE_WORK = 20_000;
const MAX_WORK = 400_000;
/** Edges of all paths together. */
const MAX_EDGES = 1_000_000;

/**
 * The ways through a procedure in the order of its text: without repetitions, and with each loop taken once and
 * twice (or as often as its limit allows). Exits that are possible at any time are added individually. Deterministic.
 */
export function paths(flow: Flow, limit: number): FlowPaths {
  const found: FlowPath[] = [];
  const outgoing = edgesFrom(flow);
  const budget = { left: Math.min(MAX_WORK, BASE_WORK + limit * WORK_PER_PATH), edges: MAX_EDGES };
  let isCut = false;
  for (const [section, { start }] of flow.sections.entries()) {
    const walk: Walk = { section, outgoing, found, limit, budget };
    isCut = !follow(start, walk) || isCut;
  }
  for (const path of anyTimePaths(flow, found)) {
    if (found.length >= limit) isCut = true;
    else found.push(path);
  }
  return { paths: found, isCut };
}

/** The edges that leave each node, in the order of the text. */
export function edgesFrom({ edges }: Flow): ReadonlyMap<string, readonly FlowEdge[]> {
  const outgoing = new Map<string, FlowEdge[]>();
  for (const edge of edges) {
    const list = outgoing.get(edge.from);
    if (list === undefined) outgoing.set(edge.from, [edge]);
    else list.push(edge);
  }
  // Going on comes before going back.
  for (const list of outgoing.values()) list.sort((a, b) => Number(a.kind === 'loop') - Number(b.kind === 'loop'));
  return outgoing;
}

interface Walk {
  readonly section: number;
  readonly outgoing: ReadonlyMap<string, readonly FlowEdge[]>;
  readonly found: FlowPath[];
  readonly limit: number;
  readonly budget: { left: number; edges: number };
}

interface Frame {
  readonly edges: readonly FlowEdge[];
  next: number;
}

/** Walks depth first without recursion; false if it had to stop before the end. */
function follow(start: string, walk: Walk): boolean {
  const taken = new Map<FlowEdge, number>();
  const path: FlowEdge[] = [];
  const frames: Frame[] = [{ edges: walk.outgoing.get(start) ?? [], next: 0 }];
  while (frames.length > 0) {
    const frame = frames.at(-1);
    const edge = frame?.edges[frame.next];
    if (frame === undefined || edge === undefined) {
      frames.pop();
      const last = path.pop();
      if (last !== undefined) leave(last, taken);
      continue;
    }
    frame.next++;
    if (walk.found.length >= walk.limit || walk.budget.left-- <= 0 || walk.budget.edges <= 0) return false;
    if (!mayTake(edge, taken) || !isConsistent(path, edge)) continue;
    const following = walk.outgoing.get(edge.to) ?? [];
    if (finishes(path, edge, following, taken, walk)) continue;
    path.push(edge);
    taken.set(edge, (taken.get(edge) ?? 0) + 1);
    frames.push({ edges: following, next: 0 });
  }
  return true;
}

/** True if a path is over with an edge; it is kept unless it takes a loop another number of times than it may. */
function finishes(
  path: readonly FlowEdge[],
  edge: FlowEdge,
  following: readonly FlowEdge[],
  taken: ReadonlyMap<FlowEdge, number>,
  { found, section, budget }: Walk,
): boolean {
  const isEnd = edge.to === END || edge.to === HUMAN;
  const isStuck = !isEnd && (path.length >= MAX_LENGTH || !following.some((next) => mayTake(next, taken, edge)));
  if (!isEnd && !isStuck) return false;
  if (!isStuck && !hasWholeLoops(taken)) return true;
  found.push({ section, edges: [...path, edge], isTruncated: isStuck });
  budget.edges -= path.length;
  return true;
}

/** How often a loop is taken: none, once, and twice or as often as it may. */
function mostOften({ limit }: FlowEdge): number {
  return Math.min(limit ?? 2, 10);
}

/** Edges that are not on the path any more are forgotten, so that few are looked at. */
function leave(edge: FlowEdge, taken: Map<FlowEdge, number>): void {
  const times = (taken.get(edge) ?? 1) - 1;
  if (times === 0) taken.delete(edge);
  else taken.set(edge, times);
}

function mayTake(edge: FlowEdge, taken: ReadonlyMap<FlowEdge, number>, also?: FlowEdge): boolean {
  const times = (taken.get(edge) ?? 0) + (also === edge ? 1 : 0);
  if (edge.kind === 'loop') return times < mostOften(edge);
  if (times === 0) return true;
  let loops = 0;
  for (const [other, count] of taken) if (other.kind === 'loop') loops += count;
  if (also?.kind === 'loop') loops++;
  return times <= loops;
}

function hasWholeLoops(taken: ReadonlyMap<FlowEdge, number>): boolean {
  for (const [edge, count] of taken) {
    if (edge.kind === 'loop' && count > 1 && count !== mostOften(edge)) return false;
  }
  return true;
}

/** Each exit that is open at any time leaves the shortest path of its procedure in the middle. */
function anyTimePaths(flow: Flow, found: readonly FlowPath[]): readonly FlowPath[] {
  const outgoing = edgesFrom(flow);
  return flow.sections.flatMap(({ any }, section) => {
    const whole = found.filter((path) => path.section === section && !path.isTruncated);
    const base = whole.toSorted((a, b) => a.edges.length - b.edges.length)[0]?.edges ?? [];
    const prefix = base.slice(0, Math.max(1, Math.floor(base.length / 2)));
    return (outgoing.get(any) ?? []).map((edge) => {
      const edges = [...prefix.filter(({ to }) => to !== END && to !== HUMAN), edge, ...toEnd(edge.to, outgoing)];
      const last = edges.at(-1)?.to;
      return { section, edges, isTruncated: last !== END && last !== HUMAN };
    });
  });
}

function toEnd(from: string, outgoing: ReadonlyMap<string, readonly FlowEdge[]>): readonly FlowEdge[] {
  const edges: FlowEdge[] = [];
  let at = from;
  while (at !== END && at !== HUMAN && edges.length < MAX_LENGTH) {
    const edge = (outgoing.get(at) ?? []).find(({ kind }) => kind !== 'loop');
    if (edge === undefined) break;
    edges.push(edge);
    at = edge.to;
  }
  return edges;
}
