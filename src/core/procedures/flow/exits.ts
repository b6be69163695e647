import type { Move } from '../clauses/moves.ts';
import { runDo } from './actions.ts';
import type { FlowContext, StepOwner } from './context.ts';
import { END, HUMAN } from './flow.ts';
import { flatten, leaving, type State } from './graph.ts';
import { namesActor } from './jumps.ts';
import { addAction, letter, type Place, placeMain } from './stepNodes.ts';

/** The procedure ends here. */
export function runEnd(
  move: Move & { readonly kind: 'end' },
  state: State,
  owner: StepOwner,
  context: FlowContext,
  place: Place,
): State {
  const isConditional = place.isSide;
  if (!isConditional && owner.main === undefined && owner.isBelow !== true) {
    // `5. End the call.` may have steps after it; `Refund, then stop.` may not.
    return placeMain(owner.part.words.text, state, owner, context);
  }
  if (!isConditional && !move.isHard) return state;
  context.graph.connect(flatten(state), END);
  return { opens: [], group: undefined };
}

/** A person takes over. */
export function runHandoff(
  move: Move & { readonly kind: 'handoff' },
  state: State,
  owner: StepOwner,
  context: FlowContext,
  place: Place,
): State {
  const hasOwnNode = owner.main !== undefined || owner.isBelow === true;
  if (!place.isSide && !hasOwnNode && !owner.isProse) {
    const next = placeMain(owner.part.words.text, state, owner, context);
    if (move.isHard) context.closing.set(owner.main ?? owner.id, 'handoff');
    return next;
  }
  if (!place.isSide && !owner.isProse && owner.isBelow !== true) {
    if (move.isHard && owner.main !== undefined) context.closing.set(owner.main, 'handoff');
    return { opens: flatten(state), group: undefined };
  }
  let opens = flatten(state);
  const own = owner.main === undefined && !owner.isProse && owner.isBelow !== true && !context.entries.has(owner.part);
  if (own || !move.isHard) {
    const id = addAction(move.text, move.range, owner, context, true);
    context.graph.connect(opens, id);
    opens = [leaving(id, move.range)];
  }
  context.graph.connect(opens, HUMAN);
  return { opens: [], group: undefined };
}

type JumpMove = Move & { readonly kind: 'jump' };

/** `退回供应商`: nobody of the procedure, and nothing that is done once more. */
function isReturnOutside({ target: { label, name }, range }: JumpMove, { graph, source }: FlowContext): boolean {
  if (label !== undefined || name === undefined) return false;
  return (
    !graph.nodes.some((node) => namesActor(node, name)) && !/重|修改|补/u.test(source.slice(range.start, range.end + 4))
  );
}

/** The procedure continues at another step, which is resolved when all steps are known. */
export function runJump(move: JumpMove, state: State, owner: StepOwner, context: FlowContext, place: Place): State {
  if (isReturnOutside(move, context)) {
    const { range } = move;
    const text = context.source.slice(range.start, range.end);
    return runDo({ kind: 'do', text, range }, state, owner, context, place);
  }
  let opens = flatten(state);
  if (!place.isSide && owner.main === undefined && owner.isBelow !== true && !owner.isProse) {
    opens = placeMain(owner.part.words.text, state, owner, context).opens;
  }
  context.graph.jumps.push({
    opens,
    target: move.target,
    part: owner.part,
    isBack: move.isBack,
    isLoop: false,
    limit: undefined,
    until: undefined,
    range: move.range,
  });
  return { opens: [], group: undefined };
}

/** Another procedure is followed: it returns to the next step, or the procedure continues there. */
export function runCall(
  move: Move & { readonly kind: 'call' },
  state: State,
  owner: StepOwner,
  context: FlowContext,
): State {
  const section = context.sectionStarts.find(({ name }) => isNamed(name, move.name));
  // `Follow path 2` comes back; `proceed to path 2` does not.
  if (section !== undefined && !/^(?:follow|use|see|take|按|参照|参见)/iu.test(move.text)) {
    context.graph.connect(flatten(state), section.start, { kind: 'jump', reference: move.range });
    return { opens: [], group: undefined };
  }
  const isMain = owner.main === undefined && owner.isBelow !== true && !context.entries.has(owner.part);
  const id = context.graph.addNode({
    id: isMain ? owner.id : `${owner.id}${letter(owner.letters.next++)}`,
    kind: 'call',
    step: context.steps.idOf(owner.part) ?? owner.id,
    section: context.section,
    text: move.text,
    range: move.range,
    actors: [],
    tools: [],
    limits: [],
    says: [],
    asks: [],
    confidence: 'explicit',
    target: move.name,
  });
  if (isMain) owner.main = id;
  if (!context.entries.has(owner.part)) context.entries.set(owner.part, id);
  context.graph.connect(flatten(state), id);
  return { opens: [leaving(id, move.range)], group: undefined };
}

function isNamed(section: string, name: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[\s"“”《》#*.:：]/gu, '');
  const title = plain(name);
  return title.length > 1 && (plain(section) === title || plain(section).startsWith(title));
}
