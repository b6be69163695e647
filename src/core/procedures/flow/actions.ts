import type { Move } from '../clauses/moves.ts';
import { MAX_SENTENCE_LENGTH } from '../memoized.ts';
import { isStatement } from '../roles/instructions.ts';
import { jumpAhead, stepAhead } from './ahead.ts';
import type { FlowContext, StepOwner } from './context.ts';
import { flatten, leaving, type State } from './graph.ts';
import { addAction, arrive, type Place } from './stepNodes.ts';

const MEANWHILE =
  /[，,；;]\s*(?:并)?同时(?!期)[，,]?\s*(?=\S)|[,;]\s*(?:and )?(?:meanwhile|at the same time),?\s+|(?<!\s)\s+and at the same time\s+/iu;

/** What every text with a second action beside the first one holds. */
const MAY_MEANWHILE = /同时|meanwhile|same time/iu;

/** What a text says is done, and what is done at the same time. */
function besides(whole: string): { readonly text: string; readonly side: string | undefined } {
  const read = whole.slice(0, MAX_SENTENCE_LENGTH);
  if (!MAY_MEANWHILE.test(read)) return { text: whole, side: undefined };
  const split = MEANWHILE.exec(read) ?? bothAtOnce(read);
  const isSplit = split !== null && split.index > 0;
  const side = isSplit ? whole.slice(split.index + split[0].length) : undefined;
  return { text: (isSplit ? whole.slice(0, split.index) : whole).replace(/^同时[：:，,]\s*/u, ''), side };
}

/** `同时：通知仓库，并给客户发短信` */
function bothAtOnce(text: string): RegExpExecArray | null {
  return /^同时[：:]/u.test(text) ? /(?<=[^时])[，,、]\s*(?:并且?|和)?(?=\S{2})/u.exec(text) : null;
}

/** `Determine: what went wrong? When? Who was involved?`: the first question says what is done. */
function isAsked({ range }: Move, { source }: FlowContext): boolean {
  return /[?？]/.test(source.charAt(range.end));
}

/** An action: its node, and a second one for what is done at the same time. */
export function runDo(
  move: Move & { readonly kind: 'do' },
  state: State,
  owner: StepOwner,
  context: FlowContext,
  place: Place,
): State {
  if (!place.isSide && (owner.isProse || owner.isBelow === true) && isStatement(move.text)) return state;
  if (owner.isBelow === true && context.entries.has(owner.part) && isAsked(move, context)) return state;
  const ahead = place.isSide && place.isLast ? stepAhead(move.text, owner.part) : undefined;
  if (ahead !== undefined) return jumpAhead(move, ahead, flatten(state), owner, context);
  const { text, side } = besides(move.text);
  // Further words about the same step add to it: a node of its own is for what comes after a decision.
  if (
    owner.main !== undefined &&
    state.group === undefined &&
    !place.isSide &&
    owner.isProse !== true &&
    state.opens.every(({ from, kind }) => from === owner.main && kind === 'next')
  ) {
    return state;
  }
  const id = addAction(
    text,
    side === undefined ? move.range : { start: move.range.start, end: move.range.start + text.length },
    owner,
    context,
    place.isSide,
  );
  arrive(flatten(state), id, context);
  if (side === undefined) return { opens: [leaving(id, move.range)], group: undefined };
  const other = addAction(side, { start: move.range.end - side.length, end: move.range.end }, owner, context, true);
  context.graph.connect([leaving(id, move.range)], other, { kind: 'parallel' });
  return { opens: [leaving(other, move.range)], group: undefined };
}
