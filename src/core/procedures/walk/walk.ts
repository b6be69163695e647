import type { Shot, ShotsDocument } from '../../model/model.ts';
import type { TextRange } from '../../text/range.ts';
import { AFTER_TRYING } from '../flow/answers.ts';
import { END, type FlowEdge, HUMAN } from '../flow/flow.ts';
import type { Procedure } from '../procedure.ts';
import type { ShotPart, StepLink } from '../stepLinks.ts';
import { createClauseFits, type Fits } from './clauseFits.ts';
import { createPassage, createStatements, type Passage, type Statements, saidOf } from './said.ts';
import { cheapestWays, createWayGraph, priced, type Said, type Way, type WayGraph } from './ways.ts';

/** The way of a shot through a graph: the nodes, and the edges with the place of the round after each. */
export interface Walk {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlyMap<FlowEdge, TextRange>;
}

/** What it costs that a second round belongs to the same node. */
const STAY = 0.9;
/** What it costs that a shot stops on the way. */
const STOP = 1.7;
/** What it costs that a shot ends; because trying again was in vain, before or after as many attempts as there may be. */
const ENDING = 1;
const ENDING_EARLY = 1.1;
const ENDING_LATE = 0.8;

/** Where a shot may have come to, and how. */
interface State {
  readonly at: string;
  readonly cost: number;
  /** Offset in the document from which on texts tell where it goes on from here. */
  readonly since: number;
  readonly nodes: readonly string[];
  readonly taken: readonly Taken[];
}

interface Taken {
  readonly edge: FlowEdge;
  readonly place: TextRange;
}

/**
 * Follows the shots of a document through a procedure, on the most likely way: the shortest one past the steps of its
 * rounds whose conditions the shot says, or at least does not deny. Where several ways are as likely, what they have in
 * common.
 */
export function createWalker(
  procedure: Procedure,
  document: ShotsDocument,
): (shot: Shot, links: readonly StepLink[], unlinked: readonly ShotPart[]) => Walk {
  const graph = createWayGraph(procedure);
  const fitsOf = createClauseFits(procedure, document);
  const statementsOf = createStatements();
  const starts = procedure.flow.sections.map(({ start }) => start);
  return (shot, links, unlinked) => {
    const parts = [...links, ...unlinked].sort((a, b) => a.place.start - b.place.start);
    let states: readonly State[] = starts.map((at) => ({ at, cost: 0, since: shot.start, nodes: [], taken: [] }));
    let last: ShotPart | undefined;
    for (const part of parts) {
      const fits = fitsOf(part);
      const passages = createPassages(document, textEnd(part), statementsOf);
      const next = fits.size === 0 ? [] : advance(graph, states, fits, part, passages);
      if (next.length === 0) continue;
      states = next;
      last = part;
    }
    return last === undefined
      ? NOWHERE
      : finish(graph, states, last.place, createPassages(document, shot.end, statementsOf));
  };
}

const NOWHERE: Walk = { nodes: new Set(), edges: new Map() };

function textEnd({ texts, place }: ShotPart): number {
  return Math.max(place.end, ...texts.map(({ end }) => end));
}

type Passages = (since: number) => Passage;

/** What a document says up to an offset. */
function createPassages({ text }: ShotsDocument, end: number, statementsOf: Statements): Passages {
  const known = new Map<number, Passage>();
  return (since) => {
    const passage = known.get(since) ?? createPassage(text.slice(since, end), statementsOf);
    known.set(since, passage);
    return passage;
  };
}

/** What the texts since a state say of an edge. What still fails does so only where it was tried again. */
function saidAfter({ nodes, outgoing }: WayGraph, { taken }: State, passage: Passage): Said {
  const isTriedAgain = (from: string): boolean => taken.some(({ edge }) => edge.kind === 'loop' && edge.from === from);
  return (edge) => {
    const said = saidOf(edge, nodes.get(edge.from)?.text ?? '', passage);
    if (said <= 0) return said;
    if (isAfterTrying(edge)) return isTriedAgain(edge.from) ? said : 0;
    const isLess = outgoing.get(edge.from)?.some(isAfterTrying) === true && isTriedAgain(edge.from);
    return isLess ? said * SAID_BEFORE : said;
  };
}

/** What is said after trying again is rather about that. */
const SAID_BEFORE = 0.9;

function isAfterTrying({ condition = '' }: FlowEdge): boolean {
  return AFTER_TRYING.test(condition);
}

/** The states after a round. */
function advance(
  graph: WayGraph,
  states: readonly State[],
  fits: Fits,
  part: ShotPart,
  passages: Passages,
): readonly State[] {
  const next = new Map<string, State>();
  const goals = new Set(fits.keys());
  for (const state of states) {
    const said = saidAfter(graph, state, passages(state.since));
    for (const [goal, way] of cheapestWays(graph, state.at, goals, said)) {
      keep(next, arrived(graph, state, goal, way, fits.get(goal) ?? 0, part));
    }
    if (goals.has(state.at)) {
      const cost = state.cost + (fits.get(state.at) ?? 0) + (part.isClosing ? 0 : STAY);
      keep(next, { ...state, cost });
    }
  }
  return [...next.values()];
}

function arrived(graph: WayGraph, state: State, goal: string, way: Way, misfit: number, part: ShotPart): State {
  const stepOf = (id: string): string | undefined => graph.nodes.get(id)?.step;
  const steps = [stepOf(state.at), stepOf(goal)];
  // A step on the way that has no round is not carried out.
  const passed = way.edges.map(({ to }) => to).filter((id) => graph.idle.has(id) || steps.includes(stepOf(id)));
  return {
    at: goal,
    cost: state.cost + way.cost + misfit,
    since: textEnd(part),
    nodes: [...state.nodes, ...passed, goal],
    taken: [...state.taken, ...way.edges.map((edge) => ({ edge, place: part.place }))],
  };
}

/** Costs that differ by less are the same. */
const NOTHING = 1e-9;

function keep(states: Map<string, State>, state: State): void {
  const before = states.get(state.at);
  states.set(state.at, before === undefined ? state : likelier(before, state));
}

/** The likelier one of two states; of two that are as likely, what they have in common. */
function likelier(a: State, b: State): State {
  if (a.cost < b.cost - NOTHING) return a;
  if (b.cost < a.cost - NOTHING) return b;
  return {
    ...a,
    since: Math.min(a.since, b.since),
    nodes: a.nodes.filter((id) => b.nodes.includes(id)),
    taken: a.taken.filter(({ edge }) => b.taken.some((other) => other.edge === edge)),
  };
}

const ENDS: ReadonlySet<string> = new Set([END, HUMAN]);

/** How a shot ends, and with that the way it took. */
function finish(graph: WayGraph, states: readonly State[], place: TextRange, passages: Passages): Walk {
  const ended = states.flatMap((state) => endings(graph, state, place, passages(state.since)));
  const { nodes, taken } = ended.reduce(likelier);
  const edges = new Map<FlowEdge, TextRange>();
  for (const { edge, place: taking } of taken) if (!edges.has(edge)) edges.set(edge, taking);
  return { nodes: new Set(nodes), edges };
}

function endings(graph: WayGraph, state: State, place: TextRange, passage: Passage): readonly State[] {
  const said = saidAfter(graph, state, passage);
  const ended: State[] = [{ ...state, cost: state.cost + STOP }];
  const end = ({ cost, edges }: Way) => {
    const passed = edges.map(({ to }) => to).filter((id) => graph.idle.has(id));
    const taken = [...state.taken, ...edges.map((edge) => ({ edge, place }))];
    ended.push({ ...state, cost: state.cost + cost, nodes: [...state.nodes, ...passed], taken });
  };
  for (const edge of graph.outgoing.get(state.at) ?? []) {
    if (ENDS.has(edge.to)) {
      end({ cost: priced(priceOfEnd(graph, edge, state), edge, said(edge)), edges: [edge] });
    } else if (graph.idle.has(edge.to)) {
      // A decision that ends the matter at once has no round of its own, if the shot says so.
      for (const last of graph.outgoing.get(edge.to) ?? []) {
        if (ENDS.has(last.to) && said(last) > 0) end({ cost: priced(ENDING, last, said(last)), edges: [edge, last] });
      }
    }
  }
  for (const exit of graph.exits) {
    if (ENDS.has(exit.to) && said(exit) > 0) end({ cost: priced(ENDING, exit, said(exit)), edges: [exit] });
  }
  return ended;
}

/** A loop that was taken as often as it may be ends because its condition still holds. */
function priceOfEnd({ outgoing }: WayGraph, { from, kind, condition }: FlowEdge, { taken }: State): number {
  const isOfLoop = (edge: FlowEdge): boolean => edge.kind === 'loop' && edge.condition === condition;
  const loop = kind === 'true' ? outgoing.get(from)?.find(isOfLoop) : undefined;
  if (loop === undefined) return ENDING;
  return taken.filter(({ edge }) => edge === loop).length >= (loop.limit ?? Infinity) ? ENDING_LATE : ENDING_EARLY;
}
