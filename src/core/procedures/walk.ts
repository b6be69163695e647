import type { Shot, ShotsDocument } from '../model/model.ts';
import { createWordOverlap, type WordOverlap } from '../similarity/wordOverlap.ts';
import type { TextRange } from '../text/range.ts';
import { END, type Flow, type FlowEdge, HUMAN } from './flow/flow.ts';
import { edgesFrom } from './flow/paths.ts';
import { nodesOfSteps } from './flow/reachability.ts';
import type { Procedure } from './procedure.ts';
import { type StepLink, textOf } from './stepLinks.ts';

/** The way of a shot through a graph: the nodes, and the edges with the place of the round after each. */
export interface Walk {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlyMap<FlowEdge, TextRange>;
}

/** From which share of its words on a clause counts as the one that a round carries out. */
const RESEMBLES = 0.3;

/** From which share of its words on the condition of an exit counts as said. */
const IS_SAID = 0.5;

/** Follows the shots of a document through a procedure. Between two of their steps they take the shortest way. */
export function createWalker(
  { flow }: Procedure,
  document: ShotsDocument,
): (shot: Shot, links: readonly StepLink[]) => Walk {
  const choose = createClauseChoice(flow, document);
  const exitSaid = createExitChoice(flow, document);
  const starts = flow.sections.map(({ start }) => start);
  return (shot, links) => {
    const nodes = new Set<string>();
    const edges = new Map<FlowEdge, TextRange>();
    const passes = new Map<FlowEdge, number>();
    let at: readonly string[] = starts;
    for (const link of links) {
      const goals = choose(link);
      const way = shortest(flow, at, goals) ?? exitTo(flow, goals);
      if (way === undefined) continue;
      for (const edge of way) {
        edges.set(edge, edges.get(edge) ?? link.place);
        passes.set(edge, (passes.get(edge) ?? 0) + 1);
        nodes.add(edge.to);
      }
      at = way.length === 0 ? at.filter((id) => goals.includes(id)) : [way.at(-1)?.to ?? ''];
    }
    const last = links.at(-1);
    const end = last === undefined ? undefined : (nextEnd(flow, at, passes) ?? exitSaid(shot));
    if (last !== undefined && end !== undefined) edges.set(end, last.place);
    return { nodes, edges };
  };
}

/** The edge that ends a way where it is. */
function nextEnd(flow: Flow, at: readonly string[], passes: ReadonlyMap<FlowEdge, number>): FlowEdge | undefined {
  const [end, ...more] = shortest(flow, at, [END, HUMAN]) ?? [];
  if (end === undefined || more.length > 0) return undefined;
  return endOfAttempts(flow, end, passes) ?? end;
}

/** A loop that was taken as often as it may be ends because its condition still holds. */
function endOfAttempts(
  { edges }: Flow,
  { from, to }: FlowEdge,
  passes: ReadonlyMap<FlowEdge, number>,
): FlowEdge | undefined {
  const loop = edges.find(
    (edge) => edge.from === from && edge.kind === 'loop' && (passes.get(edge) ?? 0) >= (edge.limit ?? Infinity),
  );
  if (loop === undefined) return undefined;
  return edges.find(
    (edge) => edge.from === from && edge.to === to && edge.kind === 'true' && edge.condition === loop.condition,
  );
}

/** A step that no other leads to may be one that an exit leads to at any time. */
function exitTo({ edges }: Flow, goals: readonly string[]): readonly FlowEdge[] | undefined {
  const exit = edges.find(({ kind, to }) => kind === 'any' && goals.includes(to));
  return exit === undefined ? undefined : [exit];
}

/**
 * The nodes of a round's step. Of several clauses the one whose tool the round calls, else the one it resembles; if
 * neither tells them apart, all of them, and the next round decides. Words of a condition do not count: a round that
 * asks for it does not carry out what follows from it.
 */
function createClauseChoice(flow: Flow, document: ShotsDocument): (link: StepLink) => readonly string[] {
  const own = nodesOfSteps(flow);
  const overlaps = new Map<string, WordOverlap>();
  return ({ step, tools, texts }) => {
    const nodes = own.get(step.id) ?? [];
    const clauses = nodes.filter(({ isDecision }) => isDecision !== true);
    const ids = nodes.map(({ id }) => id);
    if (nodes.length < 2) return ids;
    const calling = clauses.filter((clause) => clause.tools.some((tool) => tools.includes(tool)));
    if (calling.length > 0) return calling.map(({ id }) => id);
    const overlap = overlaps.get(step.id) ?? createWordOverlap(clauses.map(({ text }) => text));
    overlaps.set(step.id, overlap);
    const shares = overlap(textOf(document.text, texts));
    const best = Math.max(...shares);
    const found = clauses.filter((_, index) => shares[index] === best);
    return best >= RESEMBLES && found.length === 1 ? found.map(({ id }) => id) : ids;
  };
}

/** The exit, open at any time, of which a shot says the condition; for shots that stop on the way. */
function createExitChoice({ edges }: Flow, document: ShotsDocument): (shot: Shot) => FlowEdge | undefined {
  const exits = edges.filter(({ kind, to }) => kind === 'any' && (to === END || to === HUMAN));
  const overlap = createWordOverlap(exits.map(({ condition }) => condition ?? ''));
  return (shot) => {
    if (exits.length === 0) return undefined;
    const shares = overlap(textOf(document.text, [shot]));
    const best = Math.max(...shares);
    return best >= IS_SAID ? exits[shares.indexOf(best)] : undefined;
  };
}

/** The edges from one of some nodes to one of others; none where a node is in both. */
function shortest(flow: Flow, from: readonly string[], goals: readonly string[]): readonly FlowEdge[] | undefined {
  if (goals.length === 0) return undefined;
  const outgoing = edgesFrom(flow);
  const before = new Map<string, FlowEdge>();
  const queue = [...from];
  const seen = new Set(from);
  for (let index = 0; index < queue.length; index++) {
    const id = queue[index] ?? '';
    for (const edge of outgoing.get(id) ?? []) {
      if (goals.includes(edge.to)) return [...wayTo(id, before, from), edge];
      if (seen.has(edge.to)) continue;
      seen.add(edge.to);
      before.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}

function wayTo(id: string, before: ReadonlyMap<string, FlowEdge>, from: readonly string[]): readonly FlowEdge[] {
  const way: FlowEdge[] = [];
  for (let at = id; !from.includes(at); ) {
    const edge = before.get(at);
    if (edge === undefined) break;
    way.unshift(edge);
    at = edge.from;
  }
  return way;
}
