import type { Shot, ShotsDocument } from '../model/model.ts';
import type { TextRange } from '../text/range.ts';
import type { FlowEdge } from './flow/flow.ts';
import type { Procedure, Step } from './procedure.ts';
import { getStepLinks, type ShotPart, type StepLink, type StepLinks } from './stepLinks.ts';
import { createWalker } from './walk/walk.ts';

/** What one shot takes of a procedure's graph. */
export interface ShotCoverage {
  readonly shot: Shot;
  readonly nodes: ReadonlySet<string>;
  /** The edges the shot takes, each with the place of the round after it. */
  readonly edges: ReadonlyMap<FlowEdge, TextRange>;
}

/** What the shots of a document cover of a procedure: steps, sides of branches, loops, hand-offs and exits. */
export interface FlowCoverage {
  readonly shots: readonly ShotCoverage[];
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<FlowEdge>;
  readonly uncoveredNodes: readonly string[];
  readonly uncoveredEdges: readonly FlowEdge[];
}

/** Matches the shots of a document with the graph of one of its procedures. */
export function flowCoverage(
  document: ShotsDocument,
  procedure: Procedure,
  procedures: readonly Procedure[] = [procedure],
): FlowCoverage {
  const { links, unlinked } = getStepLinks(document, procedures);
  const walk = createWalker(procedure, document);
  const own = links.filter((link) => link.procedure === procedure);
  const linksOf = groupBy(own, ({ shot }) => shot);
  const unlinkedOf = groupBy(unlinked, ({ shot }) => shot);
  const shots = document.shots.map((shot) => {
    return { shot, ...walk(shot, linksOf.get(shot) ?? [], unlinkedOf.get(shot) ?? []) };
  });
  const nodes = new Set(shots.flatMap((shot) => [...shot.nodes]));
  const edges = new Set(shots.flatMap((shot) => [...shot.edges.keys()]));
  const { flow } = procedure;
  return {
    shots,
    nodes,
    edges,
    uncoveredNodes: flow.nodes.filter(({ id, kind }) => kind === 'step' && !nodes.has(id)).map(({ id }) => id),
    uncoveredEdges: flow.edges.filter((edge) => !edges.has(edge)),
  };
}

/** Where a shot that covers a node is. */
export interface CoveringShot {
  readonly uri: string;
  readonly shot: Shot;
}

/** What several documents together cover of a procedure. */
export interface CombinedCoverage {
  /** Ids of nodes, and edges of `Procedure.flow`. */
  readonly covered: ReadonlySet<string | FlowEdge>;
  readonly uncovered: ReadonlySet<string | FlowEdge>;
  /** The shots that carry out each node, in the order of the documents. */
  readonly shots: ReadonlyMap<string, readonly CoveringShot[]>;
}

/** Adds up what the shots of several documents cover of a procedure. */
export function combinedCoverage(
  procedure: Procedure,
  documents: readonly {
    readonly uri: string;
    readonly document: ShotsDocument;
    readonly procedures: readonly Procedure[];
  }[],
): CombinedCoverage {
  const covered = new Set<string | FlowEdge>();
  const shots = new Map<string, CoveringShot[]>();
  for (const { uri, document, procedures } of documents) {
    const coverage = flowCoverage(document, procedure, procedures);
    for (const part of [...coverage.nodes, ...coverage.edges]) covered.add(part);
    for (const { shot, nodes } of coverage.shots) {
      for (const node of nodes) shots.set(node, [...(shots.get(node) ?? []), { uri, shot }]);
    }
  }
  const { nodes, edges } = procedure.flow;
  const steps = nodes.filter(({ kind }) => kind === 'step' || kind === 'call').map(({ id }) => id);
  return { covered, uncovered: new Set([...steps, ...edges].filter((part) => !covered.has(part))), shots };
}

function groupBy<Key, Part extends ShotPart>(
  parts: readonly Part[],
  getKey: (part: Part) => Key,
): ReadonlyMap<Key, readonly Part[]> {
  const groups = new Map<Key, Part[]>();
  for (const part of parts) {
    const key = getKey(part);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  }
  return groups;
}

/**
 * The rounds of a document that carry out each step: those linked to it, else those of its sub-steps or of the whole it
 * is a part of, else those with similar words. Groups and rules are not carried out.
 */
export function stepRounds(
  document: ShotsDocument,
  procedures: readonly Procedure[],
): ReadonlyMap<Step, readonly StepLink[]> {
  const found = getStepLinks(document, procedures);
  const rounds = new Map<Step, readonly StepLink[]>();
  for (const procedure of procedures) {
    const own = found.links.filter((link) => link.procedure === procedure);
    const byStep = groupBy(own, ({ step }) => step);
    for (const step of procedure.steps) {
      if (step.kind === 'group' || step.kind === 'rule') continue;
      const carriedOut =
        byStep.get(step) ??
        nonEmpty(own.filter((link) => isPart(link.step, step))) ??
        similarRounds(procedure, step, found);
      if (carriedOut.length > 0) rounds.set(step, carriedOut);
    }
  }
  return rounds;
}

function similarRounds({ steps }: Procedure, step: Step, { similar }: StepLinks): readonly StepLink[] {
  return similar.get(step) ?? steps.flatMap((other) => (isPart(other, step) ? (similar.get(other) ?? []) : []));
}

function nonEmpty(links: readonly StepLink[]): readonly StepLink[] | undefined {
  return links.length === 0 ? undefined : links;
}

/** A step is carried out with one of its sub-steps, and a sub-step with a round that names the whole step. */
function isPart(one: Step, other: Step): boolean {
  return one.number.startsWith(`${other.number}.`) || other.number.startsWith(`${one.number}.`);
}
