import { encloses, type TextRange } from '../text/range.ts';
import { END, type FlowEdge, type FlowEdgeKind, HUMAN } from './flow/flow.ts';
import type { Procedure, Step } from './procedure.ts';

/** One side of a decision, a loop, a hand-off or an exit: the edges that the same words of the author lead to. */
export interface FlowSide {
  /** Unique in the procedure. */
  readonly key: string;
  readonly kind: FlowEdgeKind;
  readonly condition: string | undefined;
  /** How often a loop repeats at most. */
  readonly limit: number | undefined;
  readonly range: TextRange;
  readonly edges: readonly FlowEdge[];
  /** The step that says it; undefined for exits that are open at any time. */
  readonly step: Step | undefined;
}

/** Kinds of edges that are taken only now and then, whether or not they have a condition. */
const SIDE_KINDS: ReadonlySet<FlowEdgeKind> = new Set(['true', 'false', 'case', 'loop', 'handoff', 'any']);

const known = new WeakMap<Procedure, readonly FlowSide[]>();

/**
 * The sides of a procedure in the order of its text; edges that come with every path through their steps are none.
 * Computed once for a procedure.
 */
export function sidesOf(procedure: Procedure): readonly FlowSide[] {
  const before = known.get(procedure);
  if (before !== undefined) return before;
  const sides = findSides(procedure);
  known.set(procedure, sides);
  return sides;
}

function findSides({ flow, steps }: Procedure): readonly FlowSide[] {
  const found = new Map<string, FlowEdge[]>();
  for (const edge of flow.edges) {
    if (!SIDE_KINDS.has(edge.kind) && edge.condition === undefined) continue;
    const key = keyOf(edge);
    const edges = found.get(key);
    if (edges === undefined) found.set(key, [edge]);
    else edges.push(edge);
  }
  const sides = [...found].flatMap(([key, edges]) => {
    const [edge] = edges;
    return edge === undefined ? [] : [toSide(key, edge, edges, steps)];
  });
  return sides.sort((a, b) => a.range.start - b.range.start);
}

function toSide(key: string, edge: FlowEdge, edges: readonly FlowEdge[], steps: readonly Step[]): FlowSide {
  const { kind, condition, limit, range } = edge;
  const step = kind === 'any' ? undefined : innermostStep(steps, range);
  return { key, kind, condition, limit, range, edges, step };
}

/** The innermost step comes last, as sub-steps follow the step that holds them. */
function innermostStep(steps: readonly Step[], range: TextRange): Step | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.start ?? 0) <= range.start) low = middle + 1;
    else high = middle;
  }
  for (let index = low - 1; index >= 0; index--) {
    const step = steps[index];
    if (step !== undefined && encloses(step, range)) return step;
  }
  return undefined;
}

/** An exit to nowhere else is distinguished by its end, as "stop" and "hand over" may share a condition. */
function keyOf({ kind, range, to }: FlowEdge): string {
  return `${kind} ${range.start} ${range.end}${to === END || to === HUMAN ? ` ${to}` : ''}`;
}
