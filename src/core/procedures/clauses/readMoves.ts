import { allMatches } from '../../text/matches.ts';
import { memoized } from '../memoized.ts';
import type { Words } from '../read/words.ts';
import { readAction } from './actions.ts';
import { answerQuestions } from './answers.ts';
import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import type { ClauseWords, Condition, Move, Reference } from './moves.ts';
import { splitSentences } from './sentences.ts';
import { AROUND, trimmed } from './trimmed.ts';

/** How the text of a step is read. */
export interface ReadOptions {
  /** The item is one of several labelled cases: the words before its first colon or comma are its condition. */
  readonly isCase?: boolean;
}

/** Clauses longer than this are kept as they are: nobody words a condition at such length. */
export const MAX_CLAUSE_LENGTH = 600;

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

/** A move with its ranges in the document. */
function placed(move: Move, words: Words): Move {
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
  if (!isPair || FOLLOWS.test(second.condition.text) || !/\p{Script=Han}/u.test(second.condition.text)) return moves;
  return moves.map((move) => (move === second ? { ...second, form: 'case' as const } : move));
}

/** What follows the label of a case is said of that case. */
function withinCase(moves: readonly Move[]): readonly Move[] {
  const [first, ...others] = moves;
  if (first?.kind !== 'side' || others.length === 0) return moves;
  return [{ ...first, moves: [...first.moves, ...others] }];
}

/** A part of a sentence that has at most one condition of its own. */
interface Clause {
  readonly from: number;
  readonly to: number;
  /** A question, or words too long to be read. */
  readonly isPlain: boolean;
  readonly isCase: boolean;
}

export function wordsOf(clause: string): ClauseWords {
  return /\p{Script=Han}/u.test(clause) ? CHINESE : ENGLISH;
}

function clausesOf(text: string, start: number, end: number, isQuestion: boolean, isCase: boolean): readonly Clause[] {
  const [from, to] = trim(text, start, end);
  if (from >= to) return [];
  if (isQuestion || to - from > MAX_CLAUSE_LENGTH) return [{ from, to, isPlain: true, isCase: false }];
  const sentence = text.slice(from, to);
  const cuts = isCase ? [] : cutsOf(sentence);
  if (cuts.length === 0) return [{ from, to, isPlain: false, isCase }];
  const clauses: Clause[] = [];
  let at = 0;
  for (const cut of [...cuts, { at: sentence.length, length: 0 }]) {
    const [first, last] = trim(text, from + at, from + cut.at);
    if (first < last) clauses.push({ from: first, to: last, isPlain: false, isCase });
    at = cut.at + cut.length;
  }
  return clauses;
}

interface Cut {
  readonly at: number;
  readonly length: number;
}

const COLON = /[:：]/;
const NAMED_BRANCH =
  /^([^:：，,。\n]{2,48})([:：]\s*)(?=(?:if|when|unless|once)\s[^,;.]{2,160},|(?:如果|若(?!干)|如(?![下图上何])|一旦)[^，,。；;]{2,60}[，,])/iu;

/** Where a sentence begins another branch, also after its name: `Refund: if the order is eligible, …`. */
function cutsOf(sentence: string): readonly Cut[] {
  const language = wordsOf(sentence);
  const breaks = allMatches(language.branchBreak, sentence)
    .filter(({ index }) => index > 0)
    .map((match) => ({ at: match.index, length: match[0].length }));
  const [, name, colon] = (COLON.test(sentence) ? NAMED_BRANCH.exec(sentence) : null) ?? [];
  if (name === undefined || colon === undefined || language.isState(name.trim())) return breaks;
  if (language.condition(name) !== undefined || breaks[0]?.at === name.length) return breaks;
  return [{ at: name.length, length: colon.length }, ...breaks];
}

function readClause(words: Words, { from: start, to, isCase }: Clause): readonly Move[] {
  const from = afterSequence(words.text, start, to);
  if (from >= to) return [];
  const clause = words.text.slice(from, to);
  const language = wordsOf(clause);
  const rule = ruleIn(clause, language);
  if (rule !== undefined && !isCase) return [{ kind: 'rule', rule, text: clause, range: words.range(from, to) }];
  const other = language.elseOpening.exec(clause)?.[0];
  if (other !== undefined) {
    const rest = from + other.length;
    return [
      {
        kind: 'else',
        text: other.replace(/(?<![，,：:\s])[，,：:\s]+$/, ''),
        moves: readActions(words, rest, to),
        range: words.range(from, to),
      },
    ];
  }
  // `Level 1:` with what is done in the next line.
  const isLabel = isCase && /[:：]/.test(words.text.charAt(to));
  const whole = { start: 0, end: clause.length, rest: clause.length, isNegated: false };
  const labelled = labelEnd(clause, language, isCase) ?? (isLabel ? whole : undefined);
  if (labelled !== undefined) return [sideMove(words, from, to, labelled, 'case')];
  const span = isCase ? SPAN.exec(clause)?.[1] : undefined;
  if (span !== undefined) {
    const at = to - span.length;
    const side = { kind: 'side', form: 'case', condition: conditionAt(words, at, to, false) } as const;
    return [{ ...side, moves: readActions(words, from, at), range: words.range(from, to) }];
  }
  const condition = language.condition(clause) ?? mixedCondition(clause, language);
  if (condition !== undefined) return [sideMove(words, from, to, condition, isCase ? 'case' : 'if')];
  return readActions(words, from, to);
}

/** `up to 50 for one night`: what an amount is for stands at the end. */
export const SPAN =
  /\s(for (?:(?:more than|less than|over|under|up to|at least|exactly) )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,4}) (?:minute|hour|night|day|week|month|year|person|people|guest|item)s?(?: or (?:more|less))?)$/i;

/** `If the parcel is open, 拒绝退货`: the condition is in another language than what is done. */
function mixedCondition(clause: string, language: ClauseWords) {
  return language === CHINESE && /^[a-z]/i.test(clause) ? ENGLISH.condition(clause) : undefined;
}

function sideMove(
  words: Words,
  from: number,
  to: number,
  split: {
    readonly start: number;
    readonly end: number;
    readonly rest: number;
    readonly isNegated: boolean;
    readonly isTrigger?: boolean;
    readonly isMatter?: boolean;
  },
  form: 'if' | 'case',
): Move {
  return {
    kind: 'side',
    form,
    condition: {
      ...conditionAt(words, from + split.start, from + split.end, split.isNegated),
      ...(split.isTrigger === true ? { isTrigger: true } : {}),
      ...(split.isMatter === true ? { isMatter: true } : {}),
    },
    moves: readConsequent(words, from + split.rest, to),
    range: words.range(from, to),
  };
}

/** What follows a condition may hold a condition of its own: `Not solved: continue unless …`. */
function readConsequent(words: Words, start: number, end: number): readonly Move[] {
  const [from, to] = trim(words.text, start, end);
  if (from >= to) return [];
  const clause = words.text.slice(from, to);
  const nested = wordsOf(clause).condition(clause);
  if (nested !== undefined && nested.rest < clause.length) return [sideMove(words, from, to, nested, 'if')];
  return readActions(words, from, to);
}

function readActions(words: Words, start: number, end: number): readonly Move[] {
  const [untrimmed, to] = trim(words.text, start, end);
  const from = afterSequence(words.text, untrimmed, to);
  if (from >= to) return [];
  const clause = words.text.slice(from, to);
  const language = wordsOf(clause);
  const split = language.trailing(clause);
  if (split === undefined) return readAction(words, from, to, language);
  // `Transfer if you cannot do it: call f, then say …`: what follows the colon is how it is done.
  const colon = /[:：]\s+(?=\S{2})/.exec(clause.slice(split.start));
  const conditionEnd = colon === null || LISTED.test(clause) ? to : from + split.start + colon.index;
  const condition = conditionAt(words, from + split.start, conditionEnd, split.isNegated);
  const own = readAction(words, from, from + split.action, language);
  const how = conditionEnd === to ? [] : readAction(words, conditionEnd, to, language);
  const moves = own.every(({ kind }) => kind === 'do') ? [...own, ...how] : [...how, ...own];
  const [first] = moves;
  // `try again until …` has its condition in itself.
  if (first?.kind === 'loop' && first.until !== undefined) return moves;
  return [{ kind: 'side', form: 'if', condition, moves, range: words.range(from, to) }];
}

const LISTED = /\bof the following\b/i;

function conditionAt(words: Words, start: number, end: number, isNegated: boolean): Condition {
  const [from, to] = trim(words.text, start, end);
  return { text: words.text.slice(from, to), range: words.range(from, to), isNegated };
}

function doMove(words: Words, from: number, to: number): Move {
  return { kind: 'do', text: words.text.slice(from, to), range: words.range(from, to) };
}

const LABEL = /^([^:：→\n]{1,48}?)\s*(?:[:：]|→|->|=>|—{1,2}>?)\s*/u;

/** `点击【设置】->【账户】` is a way through menus. */
const NAMES_MENU =
  /[】\]”"」』>*]$|(?:点击|单击|找到|打开|选择|进入)|\b(?:click|open|select|choose|go to|navigate|under|menu)\b/iu;

/** `Call score → receive the result`: what is done, and what comes back. */
const CALLS = /^\**(?:call|run|use|invoke|query|execute|调用|执行|查询)(?:\s|\p{Script=Han}|$)/iu;

/** True if an arrow separates a case from what is done in it. */
export function isArrow(separator: string, label: string): boolean {
  return /^\s*(?:→|->|=>|—{1,2}>)/.test(separator) && !NAMES_MENU.test(label.trim()) && !CALLS.test(label);
}

/** A label before a colon or an arrow is a condition where it words a state, or where the item is a case. */
function labelEnd(clause: string, language: ClauseWords, isCase: boolean) {
  const match = LABEL.exec(clause);
  if (match?.[1] !== undefined) {
    const label = match[1].trim();
    if (isCase || isArrow(match[0].slice(match[1].length), label) || language.isState(label)) {
      const bracket = isCase ? (/^[（(][^）)\n]{1,16}[）)]\s*/u.exec(match[1])?.[0].length ?? 0) : 0;
      if (bracket > 0 && bracket < match[1].length) {
        return { start: bracket, end: match[1].length, rest: match[0].length, isNegated: false };
      }
      const opened = language.condition(`${label}，`) ?? language.condition(`${label}, `);
      const start = opened !== undefined && opened.start > 0 && opened.end <= label.length ? opened.start : 0;
      const end = start > 0 && opened !== undefined ? opened.end : match[1].length;
      return { start, end, rest: match[0].length, isNegated: opened?.isNegated ?? false };
    }
  }
  if (!isCase) return undefined;
  const comma = /^([^，,。；;：:]{1,40})[，,]\s*/u.exec(clause);
  if (comma?.[1] === undefined) return undefined;
  const opened = language.condition(clause);
  return opened ?? { start: 0, end: comma[1].length, rest: comma[0].length, isNegated: false };
}

/**
 * `业主同意，按方案执行；不同意，…`: sides without a conjunction. A state or an amount at the beginning of a clause is a
 * condition where another clause of the same step opens with one too.
 */
function pairedStates(text: string, clauses: readonly Clause[]): readonly (StateSplit | undefined)[] {
  if (clauses.length < 2) return [];
  const found = clauses.map(({ from, to, isPlain }) => (isPlain ? undefined : stateSplit(text.slice(from, to))));
  const conditional = clauses.filter(({ from, to }, index) => {
    if (found[index] !== undefined) return true;
    const clause = text.slice(from, to);
    return wordsOf(clause).condition(clause) !== undefined;
  });
  if (conditional.length > 1) return found;
  // `确认告警。误报：关闭。真实故障：继续。`
  const labels = clauses.map(({ from, to, isPlain }) => (isPlain ? undefined : shortLabel(text.slice(from, to))));
  return labels.filter((label) => label !== undefined).length > 1 && isDecision(text) ? labels : [];
}

const DECISION =
  /判断|检查|查询|确认|是否|核实|核对|询问|根据|区分|查看|测试|[?？]|\b(?:ask|check|decide|inspect|determine|depending|verify|see|test|look|which|whether|choose)\b/iu;

/** True if a step finds out which of several cases there is. */
export function isDecision(text: string): boolean {
  return DECISION.test(text);
}

function shortLabel(clause: string): StateSplit | undefined {
  const label = /^([^:：，,。；;\s][^:：，,。；;\n]{0,11})[:：]\s*(?=\S)/u.exec(clause);
  if (label?.[1] === undefined || label[1].split(' ').length > 3) return undefined;
  return { start: 0, end: label[1].length, rest: label[0].length, isNegated: false };
}

interface StateSplit {
  readonly start: number;
  readonly end: number;
  readonly rest: number;
  readonly isNegated: boolean;
}

const BARE_AMOUNT =
  /^((?:当天|当日|[\d一二两三四五六七八九十半]{1,4}(?:天|日|小时|元|人|次|周|个月|年))[^，。；由须需应]{0,6})(?=由|须|需)/u;
const FOUND = /^((?:发现|出现|存在|遇到?|确有|确属)[^，,。；;：:\n]{1,14})[，,]\s*/u;
const BARE_STATE = /^(不满意|不同意|不通过|不合格|未通过|失败)(?=[\p{Script=Han}])/u;
const ENGLISH_AMOUNT =
  /^(?:whereas\s+|but\s+|and\s+)?((?:[a-z]+ ){0,3}(?:(?:under|over|above|below|up to|more than|less than|at least)\s+\S*\d\S*|\S*\d\S*\s+or (?:more|less|over|under|above))(?: [a-z]+)??)\s+(?=(?:is|are|needs?|must|gets?|goes|go|requires?|can|may|should)\b)/i;

function stateSplit(clause: string): StateSplit | undefined {
  const language = wordsOf(clause);
  if (language.elseOpening.test(clause) || language.sequence.test(clause)) return undefined;
  if (language.condition(clause) !== undefined) return undefined;
  const comma = /^([^，,。；;：:\n]{1,20})[，,]\s*/u.exec(clause);
  const bare =
    comma?.[1] !== undefined && language.isState(comma[1])
      ? comma
      : (BARE_AMOUNT.exec(clause) ?? FOUND.exec(clause) ?? BARE_STATE.exec(clause) ?? ENGLISH_AMOUNT.exec(clause));
  if (bare?.[1] === undefined) return undefined;
  const start = bare[0].indexOf(bare[1]);
  // `Claims under 200 are paid`: the subject belongs to the action too.
  const rest = ENGLISH_AMOUNT.test(clause) ? start : bare[0].length;
  return { start, end: start + bare[1].length, rest, isNegated: false };
}

function ruleIn(clause: string, { rules, ruleMark }: ClauseWords) {
  return !ruleMark.test(clause) ? undefined : rules.find(([, pattern]) => pattern.test(clause))?.[0];
}

function afterSequence(text: string, from: number, to: number): number {
  const clause = text.slice(from, Math.min(to, from + 60));
  const length = wordsOf(clause).sequence.exec(clause)?.[0].length ?? 0;
  return from + length < to ? from + length : from;
}

/** A range without white space and closing punctuation at its ends. */
function trim(text: string, start: number, end: number): readonly [number, number] {
  return trimmed(text, start, end, AROUND.clause);
}
