import { allMatches } from '../../text/matches.ts';
import { wordsOf } from './language.ts';
import { trimmedClause } from './trimmed.ts';

/** Clauses longer than this are kept as they are: nobody words a condition at such length. */
export const MAX_CLAUSE_LENGTH = 600;

/** A part of a sentence that has at most one condition of its own. */
export interface Clause {
  readonly from: number;
  readonly to: number;
  /** A question, or words too long to be read. */
  readonly isPlain: boolean;
  readonly isCase: boolean;
}

/** Divides a sentence where another branch begins. */
export function clausesOf(
  text: string,
  start: number,
  end: number,
  isQuestion: boolean,
  isCase: boolean,
): readonly Clause[] {
  const [from, to] = trimmedClause(text, start, end);
  if (from >= to) return [];
  if (isQuestion || to - from > MAX_CLAUSE_LENGTH) return [{ from, to, isPlain: true, isCase: false }];
  const sentence = text.slice(from, to);
  const cuts = isCase ? [] : cutsOf(sentence);
  if (cuts.length === 0) return [{ from, to, isPlain: false, isCase }];
  const clauses: Clause[] = [];
  let at = 0;
  for (const cut of [...cuts, { at: sentence.length, length: 0 }]) {
    const [first, last] = trimmedClause(text, from + at, from + cut.at);
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
