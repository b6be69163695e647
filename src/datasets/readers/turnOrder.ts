import type { ValuePath } from '../../core/index.ts';
import { isInput, type Turn } from '../conversation/conversation.ts';
import { say } from './messages.ts';
import type { ReportProblem } from './reader.ts';

/** A turn with the place of its message. */
export interface PlacedTurn {
  readonly turn: Turn;
  readonly path: ValuePath;
}

/**
 * Reports turns in an order that trainers skip or do not train. `alternates`: the two sides must take turns, as for
 * LLaMA-Factory; `isOpen`: the answer of the assistant is elsewhere in the row, as in pairs of preferences.
 */
export function checkOrder(
  placed: readonly PlacedTurn[],
  report: ReportProblem,
  { alternates = false, isOpen = false }: { readonly alternates?: boolean; readonly isOpen?: boolean } = {},
): void {
  const said = placed.filter(({ turn }, index) => {
    if (turn.kind !== 'system') return true;
    if (index > 0) report('role-order', placed[index]?.path ?? [], say('orderSystem'), 'error');
    return false;
  });
  if (alternates) checkAlternation(said, report, isOpen);
  else checkResults(said, report, isOpen);
}

function checkAlternation(said: readonly PlacedTurn[], report: ReportProblem, isOpen: boolean): void {
  const wrong = said.find(({ turn }, index) => isInput(turn) !== (index % 2 === 0));
  if (wrong !== undefined) {
    report('role-order', wrong.path, say('orderAlternate'), 'error');
    return;
  }
  const last = said.at(-1);
  if (last !== undefined && (said.length % 2 === 1) !== isOpen) {
    report('role-order', last.path, say('orderEnd'), 'error');
  }
}

function checkResults(said: readonly PlacedTurn[], report: ReportProblem, isOpen: boolean): void {
  for (const [index, { turn, path }] of said.entries()) {
    const before = said[index - 1]?.turn;
    const answers = before?.kind === 'tool' || (before?.kind === 'assistant' && before.calls.length > 0);
    if (turn.kind === 'tool' && !answers) report('role-order', path, say('orderResult'), 'error');
  }
  const last = said.at(-1);
  if (isOpen || last === undefined) return;
  if (!said.some(({ turn }) => turn.kind === 'assistant')) {
    report('role-order', last.path, say('noAssistant'), 'error');
  } else if (isInput(last.turn)) {
    report('role-order', last.path, say('orderTail'), 'warning');
  }
}
