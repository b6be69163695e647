import { MAX_SENTENCE_LENGTH } from '../memoized.ts';
import type { Condition, Move } from './moves.ts';

const ASKED =
  /(?:\b(?:ask|check|verify|confirm|see|determine|decide|test|find out|look|establish|assess)\b[^,;.]{0,60}?\b(?:whether|if)\s+|\b(?:validate|verify|confirm|make sure|ensure)\s+(?:that\s+)?(?=[^,;.]{3,60}\b(?:is|are|has|have|was|were)\b)|是否(?:已经?)?)([^，,。；;]{2,80})$/iu;
const YES = /^(?:so|yes|it (?:is|does|has)|they (?:are|do|have)|是|是的)$/iu;
const NO = /^(?:no|not|it (?:is not|isn't|does not|doesn't|has not)|they (?:are not|do not|have not)|否|不是)$/iu;
const ELSE_NO = /^(?:if not|如否|若否)$/iu;

/** `Ask whether it is warm. If not, …`: the answer repeats the question. */
export function answerQuestions(moves: readonly Move[]): readonly Move[] {
  if (moves.every(({ kind }) => kind !== 'side' && kind !== 'else')) return moves;
  let asked: Condition | undefined;
  return moves.flatMap(splitQuestion).map((move, index, { length }) => {
    if (move.kind === 'do') {
      // The last words ask nothing that is answered here.
      asked = index + 1 < length ? questionIn(move) : undefined;
      return move;
    }
    if (asked === undefined) return move;
    const { kind } = move;
    if (kind === 'else' && ELSE_NO.test(move.text)) {
      const condition = { ...asked, isNegated: true };
      asked = undefined;
      return { kind: 'side' as const, form: 'if' as const, condition, moves: move.moves, range: move.range };
    }
    const answer = kind === 'side' ? answerOf(move.condition.text) : undefined;
    if (kind !== 'side' || answer === undefined) {
      asked = kind === 'rule' ? asked : undefined;
      return move;
    }
    return { ...move, condition: { ...asked, isNegated: answer === 'no' } };
  });
}

/** `Validate that it is free, choose another one if not`: the question comes before what its answer has one do. */
function splitQuestion(move: Move): readonly Move[] {
  const [first, ...others] = move.kind === 'side' ? move.moves : [];
  if (move.kind !== 'side' || first?.kind !== 'do' || answerOf(move.condition.text) === undefined) return [move];
  const comma = first.text.lastIndexOf(', ');
  const question = doUntil(first, comma);
  if (comma === -1 || questionIn(question) === undefined) return [move];
  const text = first.text.slice(comma + 2);
  const rest = { ...first, text, range: { start: first.range.end - text.length, end: first.range.end } };
  return [question, { ...move, moves: [rest, ...others] }];
}

function doUntil(move: Move & { readonly kind: 'do' }, end: number): Move & { readonly kind: 'do' } {
  return { ...move, text: move.text.slice(0, end), range: { ...move.range, end: move.range.start + end } };
}

function questionIn({ text, range }: Move & { readonly kind: 'do' }): Condition | undefined {
  const match = text.length > MAX_SENTENCE_LENGTH ? null : ASKED.exec(text);
  const question = match?.[1];
  if (match === null || question === undefined) return undefined;
  const start = range.start + match.index + match[0].length - question.length;
  return { text: question, range: { start, end: start + question.length }, isNegated: false };
}

function answerOf(text: string): 'yes' | 'no' | undefined {
  const words = text.trim();
  if (YES.test(words)) return 'yes';
  return NO.test(words) ? 'no' : undefined;
}
