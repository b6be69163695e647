import { hasHan } from '../../text/han.ts';
import { memoized } from '../memoized.ts';
import type { Words } from '../read/words.ts';
import { answerQuestions } from './answers.ts';
import type { Move } from './moves.ts';
import { pairedStates } from './pairedStates.ts';
import { placed } from './placed.ts';
import { readClause, sideMove } from './readClause.ts';
import { splitSentences } from './sentences.ts';
import { clausesOf } from './splitClauses.ts';

/** How the text of a step is read. */
export interface ReadOptions {
  /** The item is one of several labelled cases: the words before its first colon or comma are its condition. */
  readonly isCase?: boolean;
}

/** Reads what a step says: what is done, under which conditions, and where the procedure goes on. */
export function readMoves(words: Words, options: ReadOptions = {}): readonly Move[] {
  const moves = options.isCase === true ? readCase(words.text) : readText(words.text);
  return moves.map((move) => placed(move, words));
}

const readText = memoized((text) => readMovesOf(wordsAtZero(text), {}));
const readCase = memoized((text) => readMovesOf(wordsAtZero(text), { isCase: true }));

/** Words whose ranges are offsets into themselves, so that what is read of them can be used at any place. */
function wordsAtZero(text: string): Words {
  return { text, range: (start, end) => ({ start, end }) };
}

function readMovesOf(words: Words, options: ReadOptions): readonly Move[] {
  const clauses = splitSentences(words.text).flatMap(({ start, end, isQuestion }, index) =>
    clausesOf(words.text, start, end, isQuestion, options.isCase === true && index === 0),
  );
  const paired = pairedStates(words.text, clauses);
  const moves = clauses.flatMap((clause, index) => {
    const state = paired[index];
    if (state !== undefined) return [sideMove(words, clause.from, clause.to, state, 'case')];
    return clause.isPlain ? [doMove(words, clause.from, clause.to)] : readClause(words, clause);
  });
  const sides = overdueWithin(moves);
  const answered = answerQuestions(paired.some((state) => state !== undefined) ? asCases(sides) : sides);
  return options.isCase === true ? withinCase(answered) : answered;
}

const OVERDUE = /^(?:逾期|超时|超期|过期)$/u;

/** `已提交申请的，商家三天内处理，逾期则视为同意`: what is overdue is what the side before it asks for. */
function overdueWithin(moves: readonly Move[]): readonly Move[] {
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

function doMove(words: Words, from: number, to: number): Move {
  return { kind: 'do', text: words.text.slice(from, to), range: words.range(from, to) };
}
