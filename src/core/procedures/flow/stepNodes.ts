import type { TextRange } from '../../text/range.ts';
import type { Part } from '../roles/role.ts';
import { addStepNode, bareNode, type FlowContext, type StepOwner, spokenWords } from './context.ts';
import { actorsIn, limitsIn, spokenIn } from './details.ts';
import { flatten, leaving, type Open, type State } from './graph.ts';

/** Adds the node of the step itself after what is open. */
export function placeMain(text: string, state: State, owner: StepOwner, context: FlowContext): State {
  const id = addStepNode(owner.part, context, text.trim().replace(/[:：]\**$/, ''), owner.id, sidesOf(owner));
  owner.main = id;
  arrive(flatten(state), id, context);
  return { opens: [leaving(id, owner.range)], group: undefined };
}

/** What the conditions of a step make of its own node. */
function sidesOf({ part }: StepOwner): 'action' | 'asks' | 'decides' {
  const moves = part.moves ?? [];
  if (moves[0]?.kind === 'side') return 'decides';
  return moves.some(({ kind }) => kind === 'side') ? 'asks' : 'action';
}

/** Connects what is open with a node. Between parallel parts the edge says so. */
export function arrive(opens: readonly Open[], id: string, { graph, parallel }: FlowContext): void {
  if (parallel === undefined) {
    graph.connect(opens, id);
    return;
  }
  for (const open of opens) {
    const before = open.kind !== 'next' ? undefined : graph.nodeOf(open.from)?.parallel;
    graph.connect([open], id, before !== undefined && before !== parallel ? { kind: 'parallel' } : undefined);
  }
}

/** Where a move is in its step. */
export interface Place {
  readonly isLast: boolean;
  /** Within a side of a decision. */
  readonly isSide: boolean;
  readonly hasChildren: boolean;
}

/** The node for an action: the step's own for its first one, a lettered one for each further clause. */
export function addAction(
  text: string,
  range: TextRange,
  owner: StepOwner,
  context: FlowContext,
  isSide: boolean,
): string {
  const isMain =
    !owner.isProse &&
    owner.main === undefined &&
    owner.isBelow !== true &&
    (!owner.isProse || !isSide) &&
    !context.entries.has(owner.part);
  if (isMain) {
    const id = addStepNode(owner.part, context, text, owner.id);
    owner.main = id;
    return id;
  }
  const id = context.graph.addNode({
    id: owner.isProse ? `s${context.prose.next++}` : `${owner.id}${letter(owner.letters.next++)}`,
    kind: 'step',
    step: context.steps.idOf(owner.part) ?? owner.id,
    section: context.section,
    text,
    range,
    actors: actorsIn(text),
    tools: context.steps.toolsIn(range),
    limits: limitsIn(text),
    says: owner.isBelow === true ? [...spokenIn(text), ...spokenWords(owner.part, context.source)] : spokenIn(text),
    asks: [],
    confidence: owner.isProse || owner.isBelow === true ? 'inferred' : 'explicit',
  });
  if (!context.entries.has(owner.part)) context.entries.set(owner.part, id);
  return id;
}

/** `a` to `z`, then `aa`: what distinguishes the nodes of one step. */
export function letter(index: number): string {
  return index < 26 ? String.fromCharCode(0x61 + index) : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;
}

/** Many open conditions meet in one node, so that the graph does not grow with their square. */
export function gather(part: Part, state: State, context: FlowContext): State {
  const range = part.words.range(0, part.words.text.length);
  const base = context.steps.idOf(part) ?? `p${range.start}`;
  const id = context.graph.addNode({
    ...bareNode(`${base}+`, 'step', context.section, range),
    step: context.steps.idOf(part),
    confidence: 'inferred',
  });
  context.graph.connect(flatten(state), id);
  return { opens: [leaving(id, range, 'inferred')], group: undefined };
}
