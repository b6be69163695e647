import type { Condition, Move } from '../clauses/moves.ts';
import { isChineseStatement } from '../roles/instructions.ts';
import { runDo } from './actions.ts';
import { answersOf } from './answers.ts';
import { closeSide, type FlowContext, type StepOwner } from './context.ts';
import { runCall, runEnd, runHandoff, runJump } from './exits.ts';
import { END } from './flow.ts';
import { excludes, flatten, leaving, MAX_OPEN, type Open, type OpenGroup, type State, whereHolds } from './graph.ts';
import { runLoop } from './loops.ts';
import { withRepeats } from './repeats.ts';
import { gather, type Place, placeMain } from './stepNodes.ts';

/** Runs the moves of a step. With children below it, a condition at the end opens for them. */
export function runMoves(
  written: readonly Move[],
  state: State,
  owner: StepOwner,
  context: FlowContext,
  hasChildren: boolean,
): State {
  const moves = withoutRemarks(withLabelDone(withSequel(withRepeats(written, context), context), context), owner);
  if (moves.length === 0)
    return owner.isBelow || !isNeeded(owner) ? state : placeMain(owner.part.words.text, state, owner, context);
  const [first] = moves;
  if (first?.kind === 'do' && isAnyTime(first.text)) return runAnyTime(moves, state, owner, context);
  if (owner.isProse && moves.some((move) => move.kind === 'side' && TIMER.test(move.condition.text))) {
    return runTimer(moves, state, owner, context);
  }
  const { asked, others } = askedOf(moves, state, owner, context);
  let now = asked;
  if (first?.kind === 'side' || first?.kind === 'else') now = openSides(moves, asked, owner, context, hasChildren);
  for (let index = 0; index < moves.length; index++) {
    const move = moves[index];
    if (move !== undefined)
      now = runMove(move, now, owner, context, { isLast: index === moves.length - 1, isSide: false, hasChildren });
  }
  return others.length === 0 ? now : { opens: [...now.opens, ...others], group: now.group };
}

/** A step about the answer to an offer is only met by the sides on which the offer was made. */
function askedOf(
  moves: readonly Move[],
  state: State,
  { isProse, isBelow }: StepOwner,
  { graph }: FlowContext,
): { readonly asked: State; readonly others: readonly Open[] } {
  const [first, second] = moves;
  const { group } = state;
  const isOpen = group !== undefined && group.remaining.length > 0 && state.opens.length === 0;
  if (isOpen && first?.kind === 'side' && moves.length > 1 && !isProse && isBelow !== true) {
    // `卡一致的，放行。` and then `无卡的，…；联系不上，…`: whoever took the side before does not meet this step.
    if (excludes(group, first.condition, first.form))
      return { asked: { opens: group.remaining, group: undefined }, others: group.exits };
  }
  const isWhole = first?.kind === 'side' && second?.kind === 'else' && moves.length === 2;
  const answer =
    isWhole && !isProse && isBelow !== true ? answersOf(first.condition.text, flatten(state), graph) : undefined;
  if (answer === undefined) return { asked: state, others: [] };
  return { asked: { opens: answer.asked, group: undefined }, others: answer.others };
}

/** `开箱后，如有破损，…`: what comes before the condition only says when. */
function isTime(move: Move): boolean {
  return move.kind === 'do' && /^[^，,。；;]{1,12}(?:后|前|(?<!小)时|期间)$/u.test(move.text.trim());
}

/** `NOTIFY CUSTOMERS: if the risk is high`: the action comes before its condition. */
function withLabelDone(moves: readonly Move[], { source }: FlowContext): readonly Move[] {
  const [first, second] = moves;
  if (first?.kind !== 'do' || second?.kind !== 'side' || second.moves.length > 0) return moves;
  if (!/^\**\s?[:：]/.test(source.slice(first.range.end, first.range.end + 4))) return moves;
  return [{ ...second, moves: [first] }, ...moves.slice(2)];
}

/** `若超过三天，由经理审核。之后送总部审批。`: what comes after it is only done where the condition holds, too. */
function withSequel(moves: readonly Move[], { source }: FlowContext): readonly Move[] {
  const [first, second] = moves;
  if (moves.length !== 2 || first?.kind !== 'side' || second?.kind !== 'do') return moves;
  const before = source.slice(Math.max(0, second.range.start - 3), second.range.start);
  return /之后[，,]?$/u.test(before) ? [{ ...first, moves: [...first.moves, second] }] : moves;
}

function withoutRemarks(moves: readonly Move[], { isProse }: StepOwner): readonly Move[] {
  const isIdle = (move: Move, index: number) =>
    isRemark(move) ||
    (isProse && move.kind === 'do' && isChineseStatement(move.text)) ||
    (isTime(move) && moves[index + 1]?.kind === 'side');
  return moves.some(isIdle) ? moves.filter((move, index) => !isIdle(move, index)) : moves;
}

/** `If the list is empty, the selector may not match` says what that means, and nothing to do. */
function isRemark(move: Move): boolean {
  if (move.kind !== 'side' || move.moves.length !== 1) return false;
  const [only] = move.moves;
  if (only?.kind === 'side') return isRemark(only);
  return (
    only?.kind === 'do' &&
    /^(?:the|this|that|it|these|they|there)\b(?:\s+[\w`'-]+){0,8}?\s+(?:may|might)\b/i.test(only.text)
  );
}

function isNeeded({ part }: StepOwner): boolean {
  return part.role === 'step';
}

const ANY_TIME =
  /^(?:at any (?:time|point)|whenever|any ?time)\b|^(?:任何时候|无论何时|任意时刻|任何环节|全程|过程中)[，,]?|^随时(?=[，,如若])/iu;

function isAnyTime(text: string): boolean {
  return ANY_TIME.test(text);
}

/** `At any time, if …, transfer`: no place in the order, an exit from every step. */
function runAnyTime(moves: readonly Move[], state: State, owner: StepOwner, context: FlowContext): State {
  const rest = moves.slice(1);
  const condition: Condition | undefined = rest.find((move) => move.kind === 'side')?.condition;
  const open: Open = {
    ...leaving(context.any, owner.range),
    kind: 'any',
    condition: (condition?.text ?? moves[0]?.range === undefined) ? condition?.text : condition?.text,
  };
  runInner(
    rest.flatMap((move) => (move.kind === 'side' ? move.moves : [move])),
    open,
    owner,
    context,
  );
  return state;
}

/** What an any-time exit does: its edge, a node if there is something to do, and the end. */
export function runInner(written: readonly Move[], open: Open, owner: StepOwner, context: FlowContext): void {
  const moves = withRepeats(written, context);
  let now: State = { opens: [open], group: undefined };
  for (const [index, move] of moves.entries()) {
    now = runMove(move, now, { ...owner, isBelow: true }, context, {
      isLast: index === moves.length - 1,
      isSide: true,
      hasChildren: false,
    });
  }
  for (const rest of flatten(now)) context.graph.connect([rest], END, { confidence: 'inferred' });
}

const TIMER =
  /^(?:nothing|no \w+|the \w+ (?:has|is|was) not|it (?:has|is|was) not)\b.*\b(?:within|for|after|in)\s+\d+\s*(?:minutes?|hours?|days?|weeks?)|(?:超过|逾)?[\d一二三四五六七八九十]{1,3}(?:个?工作日|分钟|小时|天|日)(?:内|后)?(?:仍|尚)?[未无没]/iu;

function runTimer(moves: readonly Move[], state: State, owner: StepOwner, context: FlowContext): State {
  let now = state;
  for (const move of moves) {
    if (move.kind === 'side' && TIMER.test(move.condition.text)) {
      const open: Open = { ...leaving(context.any, move.range), kind: 'any', condition: move.condition.text };
      runInner(move.moves, open, owner, context);
    } else now = runMove(move, now, owner, context, { isLast: false, isSide: false, hasChildren: false });
  }
  return now;
}

/**
 * A step that is one condition and one action is done only if the condition holds: its own node comes after the
 * condition. With several branches, or if it only says where to continue, the step itself is the decision.
 */
function openSides(
  moves: readonly Move[],
  state: State,
  owner: StepOwner,
  context: FlowContext,
  hasChildren: boolean,
): State {
  const sides = moves.filter(({ kind }) => kind === 'side' || kind === 'else');
  const [first] = sides;
  if (first?.kind === 'else' && sides.length === 1) return state;
  if (owner.isProse || owner.isBelow === true) return state;
  if (owner.part.role === 'case' || owner.part.isCase) return state;
  if (first?.kind === 'side' && first.condition.isTrigger === true && isAtStart(flatten(state), context)) return state;
  const isSingle = sides.length === 1 && moves.length === 1;
  const acts =
    first?.kind === 'side' &&
    (first.moves.length === 0 || ['do', 'side', 'handoff'].includes(first.moves[0]?.kind ?? ''));
  // Where nothing leads to the step in order, jumps do: they meet its condition in a node of its own.
  const isReached = flatten(state).length > 0;
  if (isSingle && isReached && (acts || hasChildren)) return state;
  return placeMain(owner.part.words.text, state, owner, context);
}

type SideMove = Move & { readonly kind: 'side' };

/** A condition without an action doubles what is open, so that it is gathered within a step, too. */
const MAX_OPEN_IN_STEP = 4 * MAX_OPEN;

function runMove(move: Move, state: State, owner: StepOwner, context: FlowContext, place: Place): State {
  const after = runAnyMove(move, state, owner, context, place);
  const { opens, group } = after;
  // What `flatten` returns is not longer; it takes the square of the conditions of a group.
  const count = opens.length + (group === undefined ? 0 : group.remaining.length + group.exits.length);
  return count > MAX_OPEN_IN_STEP ? gather(owner.part, after, context) : after;
}

function runAnyMove(move: Move, state: State, owner: StepOwner, context: FlowContext, place: Place): State {
  switch (move.kind) {
    case 'do':
      return runDo(move, state, owner, context, place);
    case 'side':
      return runSide(move, state, owner, context, place);
    case 'else':
      return runElse(move, state, owner, context, place);
    case 'end':
      return runEnd(move, state, owner, context, place);
    case 'handoff':
      return runHandoff(move, state, owner, context, place);
    case 'jump':
      return runJump(move, state, owner, context, place);
    case 'loop':
      return runLoop(move, state, owner, context, place);
    case 'call':
      return runCall(move, state, owner, context);
    case 'continue':
      return { opens: flatten(state), group: undefined };
    case 'rule':
      return state;
  }
}

function groupFor(
  state: State,
  move: Move & { readonly kind: 'side' },
  isAdded: boolean,
  { graph }: FlowContext,
): OpenGroup {
  const { group } = state;
  if (group !== undefined && !isAdded && state.opens.length === 0 && excludes(group, move.condition, move.form))
    return group;
  const answer = group === undefined ? undefined : answersOf(move.condition.text, flatten(state), graph);
  if (answer !== undefined) {
    return { conditions: [], form: move.form, remaining: answer.asked, exits: answer.others, hasElse: false };
  }
  return { conditions: [], form: move.form, remaining: flatten(state), exits: [], hasElse: false };
}

const ADDS = /^(?:还|另|再|also\b|additionally\b|in addition\b)/iu;

function runSide(
  move: Move & { readonly kind: 'side' },
  state: State,
  owner: StepOwner,
  context: FlowContext,
  { hasChildren }: Place,
): State {
  const [first] = move.moves;
  const isAdded = first?.kind === 'do' && ADDS.test(first.text);
  const group = groupFor(state, move, isAdded, context);
  if (isTriggered(move, group, context)) return runTriggered(move, group.remaining, owner, context, hasChildren);
  const entry = whereHolds(group.remaining, move.condition, move.form);
  let now: State = { opens: entry, group: undefined };
  for (const [index, inner] of move.moves.entries()) {
    now = runMove(inner, now, owner, context, { isLast: index === move.moves.length - 1, isSide: true, hasChildren });
  }
  return closeSide(group, move.condition, flatten(now), context, move.range);
}

/** `When a claim arrives, …` at the beginning says what sets the procedure off: there is no way round it. */
function isTriggered(move: SideMove, group: OpenGroup, context: FlowContext): boolean {
  return move.condition.isTrigger === true && isAtStart(group.remaining, context);
}

function isAtStart(opens: readonly Open[], { start }: FlowContext): boolean {
  return opens.length > 0 && opens.every(({ from, holds }) => from === start && holds.length === 0);
}

function runTriggered(
  move: SideMove,
  opens: readonly Open[],
  owner: StepOwner,
  context: FlowContext,
  hasChildren: boolean,
): State {
  let now: State = { opens, group: undefined };
  for (const [index, inner] of move.moves.entries()) {
    now = runMove(inner, now, owner, context, { isLast: index === move.moves.length - 1, isSide: false, hasChildren });
  }
  return now;
}

function runElse(
  move: Move & { readonly kind: 'else' },
  state: State,
  owner: StepOwner,
  context: FlowContext,
  { hasChildren }: Place,
): State {
  const { group } = state;
  const remaining = group === undefined || state.opens.length > 0 ? flatten(state) : group.remaining;
  const entry = remaining.map((open) => ({
    ...open,
    kind: open.kind === 'next' ? ('false' as const) : open.kind,
    range: move.range,
    confidence: 'explicit' as const,
  }));
  let now: State = { opens: entry, group: undefined };
  for (const [index, inner] of move.moves.entries()) {
    now = runMove(inner, now, owner, context, { isLast: index === move.moves.length - 1, isSide: true, hasChildren });
  }
  if (group !== undefined && state.opens.length === 0)
    return closeSide(group, undefined, flatten(now), context, move.range);
  // `Do it within a day, otherwise …`: where it is done, the procedure goes on.
  return { opens: [...flatten(state), ...flatten(now)], group: undefined };
}
