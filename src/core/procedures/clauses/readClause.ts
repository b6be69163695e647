import type { Words } from '../read/words.ts';
import { readAction } from './actions.ts';
import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import { VERB } from './englishVerbs.ts';
import { labelEnd } from './labels.ts';
import { wordsOf } from './language.ts';
import type { ClauseWords, Condition, ConditionSplit, Move } from './moves.ts';
import { type Clause, conditionOf } from './splitClauses.ts';
import { trimmedClause } from './trimmed.ts';

/** Reads a clause: a rule, a side of a decision, or what is done. */
export function readClause(words: Words, whole: Clause): readonly Move[] {
  const { to, isCase } = whole;
  const from = afterSequence(words.text, whole.from, to);
  if (from >= to) return [];
  const clause = from === whole.from ? whole.text : words.text.slice(from, to);
  const language = wordsOf(clause);
  const rule = ruleIn(clause, language);
  if (rule !== undefined && !isCase) return [{ kind: 'rule', rule, text: clause, range: words.range(from, to) }];
  // `If no: …` beside `If yes: …` is one of the answers.
  const other = isCase && /^if (?:no|not)\b/i.test(clause) ? undefined : language.elseOpening.exec(clause)?.[0];
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
  const labelled = isLabel ? wholeLabel(clause, language, isCase) : labelEnd(clause, language, isCase);
  if (labelled !== undefined) return [sideMove(words, from, to, labelled, 'case')];
  const span = isCase ? SPAN.exec(clause)?.[1] : undefined;
  if (span !== undefined) {
    const at = to - span.length;
    const side = { kind: 'side', form: 'case', condition: conditionAt(words, at, to, false) } as const;
    return [{ ...side, moves: readActions(words, from, at), range: words.range(from, to) }];
  }
  const matter = isWholeLabel(words, to) ? MATTER_LABEL.exec(clause)?.[0] : undefined;
  if (matter !== undefined) {
    const split = { start: matter.length, end: clause.length, rest: clause.length, isNegated: false };
    return [sideMove(words, from, to, split, 'case')];
  }
  const own = from === whole.from ? conditionOf(whole) : language.condition(clause);
  const condition = own ?? mixedCondition(clause, language);
  if (condition !== undefined) {
    const isOpen = /[:：]/.test(words.text.charAt(to)) && isShortRest(clause.slice(condition.rest), language);
    const split = isOpen ? { ...condition, end: clause.length, rest: clause.length } : condition;
    return [sideMove(words, from, to, split, isCase ? 'case' : 'if')];
  }
  return readActions(words, from, to);
}

/** `For urgent orders:` with what is done about them below it. */
const MATTER_LABEL =
  /^(?:for|on)\s+(?=[^,.:]{3,60}$)(?!(?:each|every|all|any|example|instance|more|this|that|these|those|reference|best)\b)/i;

function isWholeLabel({ text }: Words, to: number): boolean {
  return /^[:：]\s*$/.test(text.slice(to, to + 4));
}

/** `If the guest has a new, unrelated wish:` opens for what is below: the words after the comma tell nobody to do anything. */
function isShortRest(rest: string, language: ClauseWords): boolean {
  const words = rest.trim();
  if (language !== ENGLISH || !words.includes(' ')) return false;
  if (ANNOUNCES.test(words)) return true;
  return words.split(' ').length <= 12 && !VERB.test(words) && !BEGINS_ACTION.test(words);
}

const ANNOUNCES =
  /^(?:then |please )?(?:the following (?!\w+ (?:is|are) (?:not|never)\b)[\w ]{2,40} (?:should|must|is to|are to|apply|applies)\b|follow (?:these|the following)\b|take (?:these|the following)\b|do (?:the following|as follows)\b)/i;

/** Who acts, or a word that says that something follows. */
const BEGINS_ACTION =
  /^(?:then|please|you|we|i|they|he|she|it|this|that|there|these|the|a|an|staff|agents?|your|our|customers?|do|don't|never|always|no)\b/i;

/** The words before the colon at the end, without their conjunction. */
function wholeLabel(clause: string, language: ClauseWords, isCase: boolean): ConditionSplit {
  const labelled = labelEnd(clause, language, isCase);
  // `If the customer raises a new, unrelated issue:` has a comma within.
  const isWithin = labelled !== undefined && /^[,，]/.test(clause.slice(labelled.end).trimStart());
  if (labelled !== undefined && !isWithin) return labelled;
  const opened = language.condition(clause);
  return { start: opened?.start ?? 0, end: clause.length, rest: clause.length, isNegated: opened?.isNegated ?? false };
}

/** `up to 50 for one night`: what an amount is for stands at the end. */
export const SPAN =
  /\s(for (?:(?:more than|less than|over|under|up to|at least|exactly) )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,4}) (?:minute|hour|night|day|week|month|year|person|people|guest|item)s?(?: or (?:more|less))?)$/i;

/** `If the parcel is open, 拒绝退货`: the condition is in another language than what is done. */
function mixedCondition(clause: string, language: ClauseWords) {
  return language === CHINESE && /^[a-z]/i.test(clause) ? ENGLISH.condition(clause) : undefined;
}

/** A side of a decision: its condition, and what is done where that holds. */
export function sideMove(words: Words, from: number, to: number, split: ConditionSplit, form: 'if' | 'case'): Move {
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

/** `处理方法参照以下步骤`: the actions are in the lines below. */
const ANNOUNCEMENT =
  /^(?:处理|操作|办理)?(?:方法|步骤|流程)?(?:应|需要?|请)?(?:参照|按照?)(?:以下|下列|如下)(?:步骤|流程|程序|方法|规定)?(?:执行|处理|操作|进行|办理)?$|^(?:[\p{Script=Han}]{2,8}?)?(?:应该?|须|即时|立即){0,2}(?:决定|做到)$/u;

/** What follows a condition may hold a condition of its own: `Not solved: continue unless …`. */
function readConsequent(words: Words, start: number, end: number): readonly Move[] {
  const [from, to] = trimmedClause(words.text, start, end);
  if (from >= to) return [];
  const clause = words.text.slice(from, to);
  if (ANNOUNCEMENT.test(clause)) return [];
  const nested = wordsOf(clause).condition(clause);
  if (nested !== undefined && nested.rest < clause.length) return [sideMove(words, from, to, nested, 'if')];
  return readActions(words, from, to);
}

function readActions(words: Words, start: number, end: number): readonly Move[] {
  const [untrimmed, to] = trimmedClause(words.text, start, end);
  const from = afterSequence(words.text, untrimmed, to);
  if (from >= to) return [];
  const clause = words.text.slice(from, to);
  const language = wordsOf(clause);
  const split = language.trailing(clause);
  if (split === undefined) return readAction(words, from, to, language);
  // `Transfer if you cannot do it: call f, then say …`: what follows the colon is how it is done.
  const colon = /[:：]\s+(?=\S{2})/.exec(clause.slice(split.start));
  const isAtEnd = split.end !== undefined || colon === null || LISTED.test(clause);
  const conditionEnd = isAtEnd ? from + (split.end ?? clause.length) : from + split.start + colon.index;
  const condition = conditionAt(words, from + split.start, conditionEnd, split.isNegated);
  const own = readAction(words, from, from + split.action, language);
  const how = isAtEnd ? [] : readAction(words, conditionEnd, to, language);
  const moves = own.every(({ kind }) => kind === 'do') ? [...own, ...how] : [...how, ...own];
  const [first] = moves;
  // `try again until …` has its condition in itself.
  if (first?.kind === 'loop' && first.until !== undefined) return moves;
  return [{ kind: 'side', form: 'if', condition, moves, range: words.range(from, to) }];
}

const LISTED = /\bof the following\b/i;

function conditionAt(words: Words, start: number, end: number, isNegated: boolean): Condition {
  const [from, to] = trimmedClause(words.text, start, end);
  return { text: words.text.slice(from, to), range: words.range(from, to), isNegated };
}

function ruleIn(clause: string, { rules, ruleMark }: ClauseWords) {
  return !ruleMark.test(clause) ? undefined : rules.find(([, pattern]) => pattern.test(clause))?.[0];
}

function afterSequence(text: string, from: number, to: number): number {
  const clause = text.slice(from, Math.min(to, from + 60));
  const length = wordsOf(clause).sequence.exec(clause)?.[0].length ?? 0;
  return from + length < to ? from + length : from;
}
