import type { Words } from '../read/words.ts';
import type { Condition, Move, Reference } from './moves.ts';

/** A move with its ranges in the document. */
export function placed(move: Move, words: Words): Move {
  const range = words.range(move.range.start, move.range.end);
  switch (move.kind) {
    case 'side':
      return {
        ...move,
        range,
        condition: placedCondition(move.condition, words),
        moves: move.moves.map((inner) => placed(inner, words)),
      };
    case 'else':
      return { ...move, range, moves: move.moves.map((inner) => placed(inner, words)) };
    case 'jump':
      return { ...move, range, target: placedReference(move.target, words) };
    case 'loop':
      return {
        ...move,
        range,
        ...(move.until === undefined ? {} : { until: placedCondition(move.until, words) }),
        ...(move.target === undefined ? {} : { target: placedReference(move.target, words) }),
      };
    default:
      return { ...move, range };
  }
}

function placedCondition(condition: Condition, words: Words): Condition {
  return { ...condition, range: words.range(condition.range.start, condition.range.end) };
}

function placedReference(reference: Reference, words: Words): Reference {
  return { ...reference, range: words.range(reference.range.start, reference.range.end) };
}
