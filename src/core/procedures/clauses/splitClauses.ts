import { allMatches } from '../../text/matches.ts';
import { wordsOf } from './language.ts';
import type { ClauseWords, ConditionSplit } from './moves.ts';
import { type Sentence, splitSentences } from './sentences.ts';
import { trimmedClause } from './trimmed.ts';

/** Clauses longer than this are kept as they are: nobody words a condition at such length. */
export const MAX_CLAUSE_LENGTH = 600;

/** A part of a sentence that has at most one condition of its own. */
export interface Clause {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** A question, or words too long to be read. */
  readonly isPlain: boolean;
  readonly isCase: boolean;
  /** The condition it opens with; `null` if it has none, `undefined` as long as nobody has asked. */
  condition: ConditionSplit | null | undefined;
}

/** The condition a clause opens with, read once. */
export function conditionOf(clause: Clause): ConditionSplit | undefined {
  if (clause.condition === undefined) clause.condition = wordsOf(clause.text).condition(clause.text) ?? null;
  return clause.condition ?? undefined;
}

/** Divides a text at its sentences, and these where another branch begins. */
export function clausesOf(text: string, isCase: boolean): readonly Clause[] {
  const sentences = splitSentences(text);
  const [only] = sentences;
  if (only !== undefined && sentences.length === 1) return clausesOfSentence(text, only, isCase);
  return sentences.flatMap((sentence, index) => clausesOfSentence(text, sentence, isCase && index === 0));
}

function clausesOfSentence(text: string, { start, end, isQuestion }: Sentence, isCase: boolean): readonly Clause[] {
  const [from, to] = withoutBrackets(text, ...trimmedClause(text, start, end));
  if (from >= to) return [];
  const sentence = text.slice(from, to);
  if (isQuestion || to - from > MAX_CLAUSE_LENGTH) return [clauseOf(from, to, sentence, true, false)];
  const cuts = isCase ? NO_CUTS : cutsOf(sentence);
  if (cuts.length === 0) return [clauseOf(from, to, sentence, false, isCase)];
  const clauses: Clause[] = [];
  let at = 0;
  for (const cut of [...cuts, { at: sentence.length, length: 0 }]) {
    const [first, last] = trimmedClause(text, from + at, from + cut.at);
    if (first < last) clauses.push(clauseOf(first, last, text.slice(first, last), false, isCase));
    at = cut.at + cut.length;
  }
  return clauses;
}

/** `(If they named a time, write it down.)`: the brackets are none of its words. */
function withoutBrackets(text: string, from: number, to: number): readonly [number, number] {
  const isWithin = text[from] === '(' && text[to - 1] === ')' && text.indexOf(')', from) === to - 1;
  return isWithin ? trimmedClause(text, from + 1, to - 1) : [from, to];
}

function clauseOf(from: number, to: number, text: string, isPlain: boolean, isCase: boolean): Clause {
  return { from, to, text, isPlain, isCase, condition: undefined };
}

interface Cut {
  readonly at: number;
  readonly length: number;
}

const NO_CUTS: readonly Cut[] = [];
const COLON = /[:：]/;
const NAMED_BRANCH =
  /^([^:：，,。\n]{2,48})([:：]\s*)(?=(?:if|when|unless|once)\s[^,;.]{2,160}(?:,|$)|(?:如果|若(?!干)|如(?![下图上何])|一旦)[^，,。；;]{2,60}[，,])/iu;

/** Where a sentence begins another branch, also after its name: `Refund: if the order is eligible, …`. */
function cutsOf(sentence: string): readonly Cut[] {
  const language = wordsOf(sentence);
  const breaks = language.branchMark.test(sentence) ? breaksIn(sentence, language) : NO_CUTS;
  if (!COLON.test(sentence)) return breaks;
  const [, name, colon] = NAMED_BRANCH.exec(sentence) ?? namedSubject(sentence, language) ?? [];
  if (name === undefined || colon === undefined || language.isState(name.trim())) return breaks;
  if (language.condition(name) !== undefined || breaks[0]?.at === name.length) return breaks;
  return [{ at: name.length, length: colon.length }, ...breaks];
}

const LABEL = /^([\p{Script=Han}/]{2,10})([:：])(?=\p{Script=Han})/u;

/** `书面申请：试用期员工需…`: the subject after a label is the condition. */
function namedSubject(sentence: string, language: ClauseWords): RegExpExecArray | undefined {
  const label = LABEL.exec(sentence);
  if (label === null || language.isState(label[1] ?? '')) return undefined;
  return language.condition(sentence.slice(label[0].length)) === undefined ? undefined : label;
}

function breaksIn(sentence: string, { branchBreak, isLead }: ClauseWords): readonly Cut[] {
  const found = allMatches(branchBreak, sentence);
  return found.length === 0
    ? NO_CUTS
    : found
        .filter(({ index }) => index > 0 && !isLead(sentence.slice(0, index)))
        .map((match) => ({ at: match.index, length: match[0].length }));
}
