import { nodeAt, type TextRange } from '../../core/index.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import type { MatchProblem } from '../matching/turns.ts';

/** Where a problem is in the document: the argument of the author's call, else the call, else the label of the turn. */
export function getProblemRange(test: EvaluationCase, { expectedCall, path }: MatchProblem): TextRange {
  const call = test.calls[expectedCall ?? -1];
  if (call === undefined) return getCaseRange(test);
  const { node } = nodeAt(call, path);
  return node ?? call.site.call;
}

/** The first action of a round, or the answer. */
export function getCaseRange({ shot, round }: EvaluationCase): TextRange {
  const block = round?.actions[0] ?? shot.answer;
  return block?.label ?? shot;
}
