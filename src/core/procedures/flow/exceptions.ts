import type { TextRange } from '../../text/range.ts';
import type { Move } from '../clauses/moves.ts';
import { LISTS_EXITS } from '../roles/paragraphRole.ts';
import { movesOf } from '../roles/partMoves.ts';
import type { Part } from '../roles/role.ts';
import { titleKind } from '../roles/titles.ts';
import { addRule, type FlowContext, ownerOf } from './context.ts';
import { HUMAN } from './flow.ts';
import { leaving, type Open } from './graph.ts';
import { runInner } from './moves.ts';

/** What every title of a section for exceptions holds. */
const MAY_BE_EXCEPTIONS =
  /escalat|exception|error|fail|wrong|fallback|at\s+any\s+time|emergenc|timeout|when\s+to|[兜异超升转特应例随]/i;

/** True for a numbered item such as `5. When to escalate:` with cases below it. */
export function isNumberedException(part: Part): boolean {
  return (
    part.node.form === 'numbered' &&
    part.children.length > 0 &&
    MAY_BE_EXCEPTIONS.test(part.words.text) &&
    titleKind(beforeColon(part.words.text)) === 'exceptions'
  );
}

function beforeColon(text: string): string {
  const at = text.search(/[:：]/);
  return at === -1 ? text : text.slice(0, at);
}

/** `When to escalate`, `兜底`: each item is a condition under which any step may be left. */
export function runExceptions(part: Part, context: FlowContext): void {
  const escalates = /escalat|transfer|hand over|call for help|转人工|升级/iu.test(part.words.text);
  if (part.role === 'prose') runException(part, context, false);
  for (const child of part.children) {
    if (child.role === 'rule') addRule(child, context);
    if (child.role === 'note' || child.role === 'meta' || child.role === 'rule' || announcesExits(child)) continue;
    if (child.role === 'exceptions') runExceptions(child, context);
    else runException(child, context, escalates);
  }
}

/** `Escalate when any of these apply:` only announces the reasons below it. */
function announcesExits({ words, children }: Part): boolean {
  return children.length === 0 && LISTS_EXITS.test(words.text.trimEnd());
}

function runException(part: Part, context: FlowContext, escalates: boolean): void {
  const moves = movesOf(part).filter((move) => {
    if (move.kind === 'rule')
      context.rules.push({ kind: move.rule, text: move.text, range: move.range, step: undefined });
    return move.kind !== 'rule';
  });
  const owner = { ...ownerOf(part, context), id: 'any', isProse: false, letters: lettersOf(context) };
  const [first] = moves;
  const sides = moves.filter((move) => move.kind === 'side');
  const range = part.words.range(0, part.words.text.length);
  if (part.role === 'prose') {
    const how = sides.length === 1 && moves[0] === sides[0] ? moves.filter(({ kind }) => kind === 'do') : [];
    for (const side of sides)
      runInner([...how, ...side.moves], exit(context, side.range, side.condition.text), owner, context);
    if (sides.length === 0)
      runInner(
        moves.filter(({ kind }) => kind === 'handoff'),
        exit(context, range, undefined),
        owner,
        context,
      );
    return;
  }
  const side = first?.kind === 'side' ? first : undefined;
  const text = side?.condition.text ?? part.words.text.trim().replace(/[。.;；]$/, '');
  const does: readonly Move[] = side === undefined ? [] : [...side.moves, ...moves.slice(1)];
  const open = exit(context, range, text);
  if (escalates && !does.some(({ kind }) => kind === 'do')) context.graph.connect([open], HUMAN);
  else runInner(does, open, owner, context);
}

function exit(context: FlowContext, range: TextRange, condition: string | undefined): Open {
  return { ...leaving(context.any, range), kind: 'any', condition };
}

const letters = new WeakMap<object, { next: number }>();

function lettersOf({ graph }: FlowContext): { next: number } {
  const known = letters.get(graph) ?? { next: 0 };
  letters.set(graph, known);
  return known;
}
