import { blockText } from '../../core/index.ts';
import { printBlock } from '../cases/blockSource.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import { type MatchContext, matchTurn } from '../matching/matchTurn.ts';
import type { ActualTurn } from '../matching/turns.ts';

/** A recorded call: the index of its case in the shot, and of the call in the round. */
export interface RecordedCall {
  readonly round: number;
  readonly call: number;
}

/** The observations of a round, as the conversation of a form has them. */
export function getObservations({ source, round }: EvaluationCase, form: 'tools' | 'text'): readonly string[] {
  const { document } = source;
  return (round?.observations ?? []).map((block) =>
    form === 'text' ? printBlock(document, block) : blockText(document.tree, block).text.trim(),
  );
}

/**
 * The recorded calls that the calls of a turn are, in the order of the turn; undefined if one of them was never made by
 * the author. Rounds that are not done come first, so that equal calls of two rounds are made one after the other.
 */
export function findRecordedCalls(
  cases: readonly EvaluationCase[],
  isDone: (call: RecordedCall) => boolean,
  turn: ActualTurn,
  context: MatchContext,
): readonly RecordedCall[] | undefined {
  const order = cases
    .map((test, round) => ({ test, round, rest: test.calls.filter((_, call) => !isDone({ round, call })).length }))
    .filter(({ test }) => test.calls.length > 0);
  const open = order.filter(({ rest }) => rest > 0);
  const finished = order.filter(({ rest }) => rest === 0);
  for (const { test, round } of [...open, ...finished]) {
    const whole = matchRound(test, round, turn, context);
    if (whole !== undefined) return whole;
  }
  const taken = new Set<string>();
  const single = turn.calls.map((call) => {
    const candidates = order
      .filter(({ test }) => hasOwnObservations(test))
      .flatMap(({ test, round }) => test.calls.map((_, index) => ({ round, call: index })))
      .filter((recorded) => !taken.has(toKey(recorded)))
      .toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)));
    const found = candidates.find((recorded) => isCall(cases[recorded.round], recorded.call, turn, call, context));
    if (found !== undefined) taken.add(toKey(found));
    return found;
  });
  return single.every((found) => found !== undefined) ? single : undefined;
}

function toKey({ round, call }: RecordedCall): string {
  return `${round}/${call}`;
}

/** False if one observation answers several calls: it fits only where all of these are made. */
function hasOwnObservations({ calls, round }: EvaluationCase): boolean {
  return (round?.observations.length ?? 0) >= calls.length;
}

/** The turn makes exactly the calls of the round. */
function matchRound(
  { expected }: EvaluationCase,
  round: number,
  turn: ActualTurn,
  context: MatchContext,
): readonly RecordedCall[] | undefined {
  const { passed, pairs } = matchTurn(expected, { ...turn, step: undefined }, context);
  if (!passed || turn.calls.length !== expected.calls.length) return undefined;
  return turn.calls.map((_, index) => ({ round, call: pairs.indexOf(index) }));
}

function isCall(
  test: EvaluationCase | undefined,
  index: number,
  turn: ActualTurn,
  actual: ActualTurn['calls'][number],
  context: MatchContext,
): boolean {
  const expected = test?.expected.calls[index];
  if (test === undefined || expected === undefined) return false;
  const single = { ...test.expected, calls: [expected], otherCalls: [], steps: [] };
  return matchTurn(single, { ...turn, step: undefined, calls: [actual] }, context).passed;
}
