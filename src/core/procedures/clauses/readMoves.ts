import { hasHan } from '../../text/han.ts';
import { type Words, wordsAt } from '../read/words.ts';
import { answerQuestions } from './answers.ts';
import type { ConditionSplit, Move } from './moves.ts';
import { pairedStates } from './pairedStates.ts';
import { placed } from './placed.ts';
import { readClause, sideMove } from './readClause.ts';
import { type Clause, clausesOf } from './splitClauses.ts';

/** What words say, with ranges as if the words began at an offset. The same words say the same anywhere. */
export interface Reading {
  readonly text: string;
  /** The words were read as one of several labelled cases: those before the first colon or comma are its condition. */
  readonly isCase: boolean;
  readonly start: number;
  readonly moves: readonly Move[];
}

/** What is known of words, by their text. */
export type Readings = ReadonlyMap<string, Reading>;

/** Reads what a step says: what is done, under which conditions, and where the procedure goes on. */
export function readWords(words: Words, isCase: boolean): Reading {
  // Ranges within words that are put together are known once all is read.
  const whole = words.start === undefined ? wordsAt(0, words.text) : words;
  return { text: words.text, isCase, start: words.start ?? 0, moves: movesIn(whole, isCase) };
}

/** The moves of a reading where the same words stand in a document. */
export function movesAt({ moves, start }: Reading, words: Words): readonly Move[] {
  if (words.start === start) return moves;
  return moves.map((move) => placed(move, (from, to) => words.range(from - start, to - start)));
}

function movesIn(words: Words, isCase: boolean): readonly Move[] {
  const clauses = clausesOf(words.text, isCase);
  const paired = pairedStates(words.text, clauses);
  const [only] = clauses;
  const moves =
    only !== undefined && clauses.length === 1
      ? movesOfClause(words, only, paired[0])
      : clauses.flatMap((clause, index) => movesOfClause(words, clause, paired[index]));
  const sides = overdueWithin(moves);
  const answered = answerQuestions(paired.some((state) => state !== undefined) ? asCases(sides) : sides);
  return isCase ? withinCase(answered) : answered;
}

function movesOfClause(words: Words, clause: Clause, state: ConditionSplit | undefined): readonly Move[] {
  if (state !== undefined) return [sideMove(words, clause.from, clause.to, state, 'case')];
  return clause.isPlain ? [doMove(words, clause)] : readClause(words, clause);
}

const OVERDUE = /^(?:逾期|超时|超期|过期)$/u;

/** `已提交申请的，商家三天内处理，逾期则视为同意`: what is overdue is what the side before it asks for. */
function overdueWithin(moves: readonly Move[]): readonly Move[] {
  if (moves.length < 2) return moves;
  const at = moves.findIndex((move, index) => {
    return index > 0 && move.kind === 'side' && OVERDUE.test(move.condition.text) && moves[index - 1]?.kind === 'side';
  });
  const before = moves[at - 1];
  const overdue = moves[at];
  if (before?.kind !== 'side' || overdue === undefined) return moves;
  return [...moves.slice(0, at - 1), { ...before, moves: [...before.moves, overdue] }, ...moves.slice(at + 1)];
}

/** What comes of the side before it, and is none of its own. */
const FOLLOWS = /^(?:仍|还是|依然)|^\p{Script=Han}{2}(?:不上|不到|不通|不了|失败|成功)|\bstill\b/u;

/** `仍不能上网，…；恢复正常则…`: of two sides of one step one is taken, though only the second has a conjunction. */
function asCases(moves: readonly Move[]): readonly Move[] {
  const [first, second, third] = moves.filter((move) => move.kind === 'side');
  const isPair = first?.form === 'case' && second?.form === 'if' && third === undefined;
  if (!isPair || FOLLOWS.test(second.condition.text) || !hasHan(second.condition.text)) return moves;
  return moves.map((move) => (move === second ? { ...second, form: 'case' as const } : move));
}

/** What follows the label of a case is said of that case. */
function withinCase(moves: readonly Move[]): readonly Move[] {
  const [first, ...others] = moves;
  if (first?.kind !== 'side' || others.length === 0) return moves;
  return [{ ...first, moves: [...first.moves, ...others] }];
}

function doMove(words: Words, { text, from, to }: Clause): Move {
  return { kind: 'do', text, range: words.range(from, to) };
}
