import type { Words } from '../read/words.ts';
import type { Condition, Move, Reference } from './moves.ts';

type Place = Words['range'];

/** A move with other ranges. */
export function placed(move: Move, place: Place): Move {
  const range = place(move.range.start, move.range.end);
  switch (move.kind) {
    case 'side':
      return {
        ...move,
        range,
        condition: placedCondition(move.condition, place),
        moves: move.moves.map((inner) => placed(inner, place)),
      };
    case 'else':
      return { ...move, range, moves: move.moves.map((inner) => placed(inner, place)) };
    case 'jump':
      return { ...move, range, target: placedReference(move.target, place) };
    case 'loop':
      return {
        ...move,
        range,
        ...(move.until === undefined ? {} : { until: placedCondition(move.until, place) }),
        ...(move.target === undefined ? {} : { target: placedReference(move.target, place) }),
      };
    default:
      return { ...move, range };
  }
}

function placedCondition(condition: Condition, place: Place): Condition {
  return { ...condition, range: place(condition.range.start, condition.range.end) };
}

function placedReference(reference: Reference, place: Place): Reference {
  return { ...reference, range: place(reference.range.start, reference.range.end) };
}
