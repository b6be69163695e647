import type { Move } from '../clauses/moves.ts';
import { leadOf } from '../roles/instructions.ts';
import { isDetail, movesOf } from '../roles/partMoves.ts';
import type { Part } from '../roles/role.ts';
import { orderArticles } from './articles.ts';
import { addRule, addStepNode, closeSide, type FlowContext, ownerOf, rangeOf, type StepOwner } from './context.ts';
import { isNumberedException, runExceptions } from './exceptions.ts';
import { END } from './flow.ts';
import {
  countOpen,
  excludes,
  flatten,
  leaving,
  MAX_OPEN,
  type Open,
  type OpenGroup,
  type State,
  whereFails,
  whereHolds,
} from './graph.ts';
import { runMoves } from './moves.ts';
import { nestConditions } from './nestedConditions.ts';
import { withOwnWords, withSpokenWords } from './ownWords.ts';
import { isExitOnly, isParallel } from './sections.ts';
import { gather } from './stepNodes.ts';

/** Runs through siblings in their order. */
export function runSequence(parts: readonly Part[], state: State, context: FlowContext): State {
  const teams = parts.filter(({ role, node }) => role === 'group' && node.form === 'heading');
  const areTeams = teams.length > 1 && isParallel(teams);
  let now = state;
  const articles = orderArticles(parts);
  const beforeAlternatives: { entry: State | undefined; first: readonly Open[] } = { entry: undefined, first: [] };
  for (const part of articles.parts) {
    if (part.role === 'alternative') {
      now = runAlternative(part, now, context, beforeAlternatives);
    } else {
      const inner =
        areTeams && teams.includes(part) ? { ...context, parallel: `teams.${teams.indexOf(part)}` } : context;
      now = runPart(part, now, inner);
      if (articles.outOfScope.has(part)) now = endTaken(now, inner);
    }
    if (countOpen(now) > MAX_OPEN) now = gather(part, now, context);
  }
  return now;
}

/** The sides taken end here; where none holds the procedure goes on. */
function endTaken({ opens, group }: State, { graph }: FlowContext): State {
  if (group === undefined) return { opens, group };
  graph.connect(group.exits, END, { confidence: 'inferred' });
  return { opens: [...group.remaining, ...opens], group: undefined };
}

function runAlternative(
  part: Part,
  state: State,
  context: FlowContext,
  before: { entry: State | undefined; first: readonly Open[] },
): State {
  if (before.entry === undefined) {
    before.entry = state;
    const after = runSequence(part.children, state, context);
    before.first = flatten(after);
    return after;
  }
  const conditional = part.children.find(
    ({ role, words }) => role !== 'step' && /^(?:if|when|如果|若|如)/iu.test(words.text),
  );
  const move = conditional === undefined ? undefined : movesOf(conditional).find(({ kind }) => kind === 'side');
  const rest = part.children.filter((child) => child !== conditional).concat(conditional?.children ?? []);
  if (move?.kind !== 'side') {
    const after = runSequence(rest, before.entry, context);
    return { opens: [...before.first, ...flatten(after)], group: undefined };
  }
  const opens = flatten(state);
  const after = runSequence(rest, { opens: whereHolds(opens, move.condition, 'if'), group: undefined }, context);
  return { opens: [...whereFails(opens, move.condition), ...flatten(after)], group: undefined };
}

function runPart(part: Part, state: State, context: FlowContext): State {
  switch (part.role) {
    case 'prose':
      if ((opensAtStart(state, context) || ALWAYS.test(part.words.text)) && isExitOnly(part)) {
        runExceptions(part, context);
        return state;
      }
      return runStep(part, state, context);
    case 'step':
      return isNumberedException(part) ? runExceptionStep(part, state, context) : runStep(part, state, context);
    case 'case':
      return runCase(part, state, context);
    case 'group':
      return runGroup(part, state, context);
    case 'rule':
      addRule(part, context);
      return state;
    case 'exceptions':
      if (part.node.form === 'numbered') return runExceptionStep(part, state, context);
      runExceptions(part, context);
      return state;
    case 'note':
    case 'title':
      return runSequence(
        part.children.filter(({ role }) => role === 'rule'),
        state,
        context,
      );
    default:
      return state;
  }
}

/** `Transfer if and only if …` has no place in the order. */
const ALWAYS = /\bif and only if\b/i;

/** Nothing is done yet: what can be left here can be left anywhere. */
function opensAtStart(state: State, { start }: FlowContext): boolean {
  return flatten(state).every(({ from, holds }) => from === start && holds.length === 0);
}

/** A numbered item for exceptions belongs to the step before it: its cases leave from there. */
function runExceptionStep(part: Part, state: State, context: FlowContext): State {
  const opens = flatten(state);
  const last = context.graph.nodes.findLast(({ kind, section }) => kind === 'step' && section === context.section);
  const owner = mainNodeBefore(part, context) ?? last?.id;
  const exits: Open[] = [];
  const letters = { next: 0 };
  for (const child of part.children) {
    if (child.role === 'rule') addRule(child, context);
    if (child.role !== 'case' && child.role !== 'step') continue;
    const entry = owner === undefined ? opens : [leaving(owner, child.words.range(0, 0))];
    const after = runChild(child, { opens: entry, group: undefined }, context, part, letters, true);
    exits.push(...(after.group?.exits ?? after.opens));
  }
  return { opens: [...opens, ...exits], group: undefined };
}

function mainNodeBefore(part: Part, { entries }: FlowContext): string | undefined {
  const siblings = part.parent?.children ?? [];
  const before = siblings.slice(0, siblings.indexOf(part)).findLast(({ role }) => role === 'step');
  return before === undefined ? undefined : entries.get(before);
}

/** A group whose first step depends on a condition is the place where that is decided. */
function runGroup(part: Part, state: State, context: FlowContext): State {
  const inner = part.children.filter(({ role }) => role !== 'meta' && role !== 'note');
  const [first] = inner.filter(({ role }) => role === 'step' || role === 'case' || role === 'group');
  const decides =
    part.node.marker !== undefined &&
    first !== undefined &&
    opensWithCondition(first) &&
    !(setsOff(first) && opensAtStart(state, context)) &&
    inner.length > 1;
  if (!decides) {
    const before = context.graph.nodes.length;
    const after = runSequence(part.children, state, context);
    const entry = context.graph.nodes[before]?.id;
    if (entry !== undefined) context.entries.set(part, entry);
    return after;
  }
  const id = addStepNode(part, context, part.words.text.trim().replace(/[:：]\**$/, ''));
  context.graph.connect(flatten(state), id);
  return runSequence(part.children, { opens: [leaving(id, rangeOf(part))], group: undefined }, context);
}

function opensWithCondition(part: Part): boolean {
  if (part.role === 'case') return true;
  return part.role === 'step' && movesOf(part)[0]?.kind === 'side';
}

/** `When a parcel arrives, …` as the first step says what sets the procedure off. */
function setsOff(part: Part): boolean {
  const [first] = movesOf(part);
  return first?.kind === 'side' && first.condition.isTrigger === true;
}

const HOLDS_STEPS: ReadonlySet<Part['role']> = new Set(['case', 'group', 'exceptions', 'alternative']);

function runStep(part: Part, state: State, context: FlowContext): State {
  const owner = ownerOf(part, context);
  const lead = leadOf(part);
  const steps = part.children.filter(
    (child) => child !== lead && ((child.role === 'step' && !isDetail(child)) || HOLDS_STEPS.has(child.role)),
  );
  const moves = movesOf(lead ?? part).filter((move) => !isRuleMove(move, owner, context));
  for (const child of part.children) if (child.role === 'rule') addRule(child, context);
  const [only] = moves;
  if (only?.kind === 'side' && moves.length === 1 && only.moves.length === 0 && steps.length > 0) {
    return runSides(moves, steps, state, owner, context, part, owner.letters, only.form);
  }
  const after = runMoves(nestConditions(withOwnWords(moves, part, steps)), state, owner, context, steps.length > 0);
  const { group } = after;
  if (
    steps.length > 0 &&
    only?.kind === 'side' &&
    moves.length === 1 &&
    group !== undefined &&
    after.opens.length === 0
  ) {
    // Items below a step are done only if the step is.
    const [earlier, own] = exitsApart(state, group);
    const below = runChildren(part, steps, { opens: own, group: undefined }, owner, context);
    return { opens: [], group: { ...group, exits: earlier.concat(flatten(below)) } };
  }
  return runChildren(part, steps, after, owner, context);
}

function isRuleMove(move: Move, owner: StepOwner, { rules }: FlowContext): boolean {
  if (move.kind !== 'rule') return false;
  rules.push({ kind: move.rule, text: move.text, range: move.range, step: owner.id });
  return true;
}

function runChildren(
  part: Part,
  children: readonly Part[],
  state: State,
  owner: StepOwner,
  context: FlowContext,
): State {
  let now = state;
  for (const child of children) {
    now =
      child.node.marker !== undefined || child.role === 'exceptions' || child.role === 'alternative'
        ? runPart(child, now, context)
        : runChild(child, now, context, part, owner.letters, false);
    if (countOpen(now) > MAX_OPEN) now = gather(child, now, context);
  }
  return now;
}

/** A bullet or case label below a step: its nodes carry the step's number and a letter. */
function runChild(
  child: Part,
  state: State,
  context: FlowContext,
  parent: Part,
  letters: { next: number },
  isException: boolean,
): State {
  const base = context.steps.idOf(parent) ?? `s${rangeOf(parent).start}`;
  if (child.role === 'group') return runGroup(child, state, context);
  const owner: StepOwner = { ...ownerOf(child, context, base), letters, isBelow: true };
  const moves = movesOf(child).filter((move) => !isRuleMove(move, owner, context));
  const inner = child.children.filter(({ role }) => role === 'step' || role === 'case' || role === 'group');
  const isCase = child.role === 'case' || isException;
  if (inner.length === 0) return runMoves(withSpokenWords(moves, child, context.source), state, owner, context, false);
  return isCase
    ? runSides(moves, inner, state, owner, context, parent, letters)
    : runBelow(moves, inner, state, owner, context, parent, letters);
}

function runBelow(
  moves: readonly Move[],
  inner: readonly Part[],
  state: State,
  owner: StepOwner,
  context: FlowContext,
  parent: Part,
  letters: { next: number },
): State {
  const [only] = moves;
  if (only?.kind === 'side' && moves.length === 1 && only.moves.length === 0)
    return runSides(moves, inner, state, owner, context, parent, letters, only.form);
  const after = runMoves(moves, state, owner, context, true);
  const { group } = after;
  // Items below a condition are done only where it holds.
  const isSide = moves.length === 1 && moves[0]?.kind === 'side' && group !== undefined && after.opens.length === 0;
  const [earlier, own] = exitsApart(state, group);
  let now: State = isSide ? { opens: own, group: undefined } : after;
  for (const child of inner)
    now =
      child.node.marker !== undefined
        ? runPart(child, now, context)
        : runChild(child, now, context, parent, letters, false);
  return isSide ? { opens: [], group: { ...group, exits: earlier.concat(flatten(now)) } } : now;
}

/** The exits of a group: first those of the sides that were read before, then those of its last side. */
function exitsApart(before: State, group: OpenGroup | undefined): readonly [readonly Open[], readonly Open[]] {
  const earlier = new Set(before.group?.exits);
  const exits = group?.exits ?? [];
  return [exits.filter((exit) => earlier.has(exit)), exits.filter((exit) => !earlier.has(exit))];
}

/** `**If the lamp is off:**` with bullets: the bullets are on that side. */
function runSides(
  moves: readonly Move[],
  inner: readonly Part[],
  state: State,
  owner: StepOwner,
  context: FlowContext,
  parent: Part,
  letters: { next: number },
  form: 'if' | 'case' = 'case',
): State {
  const [first] = moves;
  const side = first?.kind === 'side' ? first : undefined;
  const isElse = first?.kind === 'else';
  if (side === undefined && !isElse) return runBelow(moves, inner, state, owner, context, parent, letters);
  const group = side === undefined ? state.group : joined(state, side, form);
  const entry =
    side === undefined
      ? (group?.remaining ?? flatten(state))
      : whereHolds(group?.remaining ?? [], side.condition, form);
  const before: State = { opens: entry, group: undefined };
  const own = first?.kind === 'side' || first?.kind === 'else' ? first.moves : [];
  let now = own.length === 0 ? before : runMoves(own, before, owner, context, true);
  for (const child of inner)
    now =
      child.node.marker !== undefined
        ? runPart(child, now, context)
        : runChild(child, now, context, parent, letters, false);
  return closeSide(group, side?.condition, flatten(now), context, owner.range);
}

function joined(state: State, side: Move & { readonly kind: 'side' }, form: 'if' | 'case'): OpenGroup {
  const { group } = state;
  if (group !== undefined && excludes(group, side.condition, form)) return group;
  return { conditions: [], form, remaining: flatten(state), exits: [], hasElse: false };
}

/** A labelled case that is an item of its own, numbered or below a heading. */
function runCase(part: Part, state: State, context: FlowContext): State {
  const inner = part.children.filter(({ role }) => role === 'step' || role === 'case' || role === 'group');
  const owner = ownerOf(part, context);
  const moves = movesOf(part).filter((move) => !isRuleMove(move, owner, context));
  for (const child of part.children) if (child.role === 'rule') addRule(child, context);
  if (inner.length === 0) return runMoves(withSpokenWords(moves, part, context.source), state, owner, context, false);
  // `When the alarm goes off:` at the beginning says what sets the procedure off.
  if (setsOff(part) && opensAtStart(state, context)) return runChildren(part, inner, state, owner, context);
  return runSides(moves, inner, state, owner, context, part, owner.letters);
}
