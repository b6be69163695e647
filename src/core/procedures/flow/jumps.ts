import type { Part } from '../roles/role.ts';
import type { StepIndex } from '../steps/stepIndex.ts';
import { END, type FlowEdge, type FlowNode, HUMAN, type StepReferencePlace } from './flow.ts';
import type { GraphBuilder, PendingJump } from './graph.ts';

interface JumpContext {
  readonly steps: StepIndex;
  readonly entries: ReadonlyMap<Part, string>;
}

/** Draws the jumps of a graph, now that every step is known, and says which references lead nowhere. */
export function drawJumps(graph: GraphBuilder, context: JumpContext): readonly StepReferencePlace[] {
  const places: StepReferencePlace[] = [];
  if (graph.jumps.length === 0) return places;
  const order = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const conditionAt = createEntryConditions(graph.edges.slice());
  for (const jump of graph.jumps) {
    const { label, name, range } = jump.target;
    if (jump.step !== undefined) {
      const entry = entryOf(jump.step, context.entries);
      if (entry === undefined) graph.connect(jump.opens, END, { confidence: 'inferred' });
      else drawTo(graph, jump, entry, order, conditionAt);
      continue;
    }
    if (label === undefined) {
      drawTo(graph, jump, nodeOfActor(graph, jump, name ?? ''), order, conditionAt);
      continue;
    }
    const { parts, problem } = context.steps.find(label, jump.part, jump.target.isStepWord);
    const [part] = parts;
    const target = part === undefined ? undefined : entryOf(part, context.entries);
    places.push({
      range,
      label,
      target: problem === undefined && part !== undefined ? context.steps.idOf(part) : undefined,
      problem,
      isJump: true,
    });
    if (target !== undefined && problem === undefined) drawTo(graph, jump, target, order, conditionAt);
    else
      for (const open of jump.opens) if (open.kind !== 'next') graph.connect([open], END, { confidence: 'inferred' });
  }
  return places;
}

/** A step without a node of its own is entered at the first node below it. */
function entryOf(part: Part, entries: ReadonlyMap<Part, string>): string | undefined {
  const own = entries.get(part);
  if (own !== undefined) return own;
  for (const child of part.children) {
    const found = entryOf(child, entries);
    if (found !== undefined) return found;
  }
  return undefined;
}

function drawTo(
  graph: GraphBuilder,
  jump: PendingJump,
  target: string,
  order: ReadonlyMap<string, number>,
  conditionAt: EntryConditions,
): void {
  const limit = jump.limit === undefined ? {} : { limit: jump.limit };
  const condition = conditionAt(target);
  for (const open of jump.opens) {
    const isBack = jump.isLoop || (order.get(target) ?? 0) <= (order.get(open.from) ?? 0);
    const kind = isBack ? 'loop' : open.kind === 'next' ? 'jump' : open.kind;
    const reference = jump.step === undefined ? { reference: jump.target.range } : {};
    const changes = { kind, ...reference, ...limit };
    if (condition === undefined) {
      graph.connect([open], target, changes);
      continue;
    }
    // Who jumps to a step that has a condition of its own meets that condition.
    const { text, otherwise } = condition;
    graph.connect([{ ...open, holds: [...open.holds, { text, holds: true }] }], target, changes);
    graph.connect([{ ...open, holds: [...open.holds, { text, holds: false }] }], otherwise, changes);
  }
}

/** The condition under which a node is entered, and where the procedure goes on if it does not hold. */
type EntryConditions = (target: string) => { readonly text: string; readonly otherwise: string } | undefined;

function createEntryConditions(edges: readonly FlowEdge[]): EntryConditions {
  const entering = groupBy(
    edges.filter(({ kind }) => kind !== 'loop'),
    ({ to }) => to,
  );
  const leaving = groupBy(edges, ({ from }) => from);
  return (target) => {
    const entries = entering.get(target) ?? [];
    const [first] = entries;
    const text = first?.condition;
    if (first === undefined || text === undefined) return undefined;
    if (!entries.every(({ kind, condition }) => kind === 'true' && condition === text)) return undefined;
    const bypass = leaving.get(first.from)?.find(({ kind, condition }) => kind === 'false' && condition === text);
    return bypass === undefined ? undefined : { text, otherwise: bypass.to };
  };
}

function groupBy(
  edges: readonly FlowEdge[],
  keyOf: (edge: FlowEdge) => string,
): ReadonlyMap<string, readonly FlowEdge[]> {
  const groups = new Map<string, FlowEdge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group === undefined) groups.set(keyOf(edge), [edge]);
    else group.push(edge);
  }
  return groups;
}

/** True if a step is done by whoever is named. */
export function namesActor({ kind, actors, text }: FlowNode, name: string): boolean {
  return kind === 'step' && (actors.includes(name) || text.startsWith(name));
}

/** `退回班组`: the last step before that names the actor, the step itself included. */
function nodeOfActor(graph: GraphBuilder, jump: PendingJump, name: string): string {
  const from = jump.opens[0]?.from ?? END;
  const index = graph.nodes.findIndex(({ id }) => id === from);
  const before = graph.nodes.slice(0, index + 1);
  const found = before.findLast((node) => namesActor(node, name));
  return found?.id ?? (from === HUMAN ? END : from);
}
