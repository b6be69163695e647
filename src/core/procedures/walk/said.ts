import { replaceHtmlComments } from '../../text/htmlComments.ts';
import { type AmountRange, amountRangeOf, areDisjoint } from '../flow/amounts.ts';
import { AFTER_TRYING } from '../flow/answers.ts';
import type { FlowEdge } from '../flow/flow.ts';
import { areComplementary, type SignedWords, signedWords } from '../flow/polarity.ts';
import { memoized } from '../memoized.ts';

/** From which share of its words on a condition counts as spoken of. */
const IS_ABOUT = 0.6;
/** Up to which share of its own words a statement only happens to have words of a condition. */
const IS_BESIDE = 0.15;

/** Passages are read up to here: results of tools may be long. */
const MAX_LENGTH = 4000;

const SENTENCES = /(?<=[。！？；!?;\n])|(?<=\.)(?=\s)/u;
const IS_QUESTION = /[?？]\s*$/u;
const PIECES = /[，,、：:]/u;

/** What is asked, supposed or about to be looked at is not said to be so. */
const NOT_SAID =
  /\b(?:whether|depends on|find out)\b|是否|弄清|取决于|^(?:if|when|unless|in case)\b|^(?:如果|如|若|当|除非)/iu;

/** A part of a shot, and what it says of conditions. */
export interface Passage {
  /** From -1 (it says the opposite) to 1 (it says so); 0 where it says nothing of it. */
  says(condition: string): number;
}

/** The statements of sentences; those that were read before are known. */
export type Statements = (sentence: string) => readonly Statement[];

export function createStatements(): Statements {
  return memoized(statementsIn);
}

/** Reads a passage when it is first asked about. The last sentence about a condition counts. */
export function createPassage(text: string, statementsOf: Statements): Passage {
  let sentences: readonly (readonly Statement[])[] | undefined;
  const known = new Map<string, number>();
  return {
    says(condition) {
      const before = known.get(condition);
      if (before !== undefined) return before;
      sentences ??= readSentences(text, statementsOf);
      const parts = statementsOf(condition);
      const said = firstSaid(sentences, parts.map(compareWith));
      known.set(condition, said);
      return said;
    },
  };
}

function readSentences(text: string, statementsOf: Statements): readonly (readonly Statement[])[] {
  const sentences = replaceHtmlComments(text.slice(-MAX_LENGTH), '\n').split(SENTENCES);
  return sentences
    .filter((sentence) => !IS_QUESTION.test(sentence))
    .map(statementsOf)
    .reverse();
}

/** A part of a sentence between commas. */
export interface Statement extends SignedWords {
  readonly text: string;
}

function statementsIn(sentence: string): readonly Statement[] {
  return sentence.split(PIECES).flatMap((piece) => {
    const text = piece.trim();
    if (NOT_SAID.test(text)) return [];
    const signed = signedWords(text);
    return signed.words.size === 0 ? [] : [{ text, ...signed }];
  });
}

function firstSaid(
  sentences: readonly (readonly Statement[])[],
  comparisons: readonly ((statement: Statement) => number)[],
): number {
  for (const sentence of sentences) {
    const said = strongest(comparisons.flatMap((compare) => sentence.map(compare)));
    if (said !== 0) return said;
  }
  return 0;
}

/** The value that is the furthest from 0; of two that are as far, the negative one. */
function strongest(values: readonly number[]): number {
  return values.reduce((best, value) => {
    const isStronger = Math.abs(value) > Math.abs(best) || (value < 0 && value === -best);
    return isStronger ? value : best;
  }, 0);
}

/** What a statement says of one part of a condition. */
function compareWith(part: Statement): (statement: Statement) => number {
  const amounts = amountRangeOf(part.text);
  return (statement) => {
    if (amounts !== undefined) return compareAmounts(statement, part, amounts);
    const shared = sharedWords(statement, part);
    if (shared < part.words.size * IS_ABOUT || shared <= statement.words.size * IS_BESIDE) return 0;
    const share = shared / part.words.size;
    const isSame = statement.isNegative === part.isNegative && !areComplementary(statement.text, part.text);
    return isSame ? share : -share;
  };
}

function sharedWords(statement: Statement, { words }: Statement): number {
  let shared = 0;
  for (const word of words) if (statement.words.has(word)) shared++;
  return shared;
}

/** `does not last more than three days` */
const IS_DENIED = /\b(?:do|does|did|is|are|was|were|has|have)(?: not|n't)\b(?! (?:more|less|over|fewer)\b)/i;

/** An amount is the one that a condition names, or it is not: what else is said of it does not matter. */
function compareAmounts(statement: Statement, part: Statement, range: AmountRange): number {
  const own = amountRangeOf(statement.text);
  if (own === undefined || own.unit !== range.unit) return 0;
  const subject = range.subject === '' || own.subject === '' ? 1 : sharedWords(statement, part);
  if (subject === 0) return 0;
  const isSame = own.low === range.low && own.high === range.high;
  const isApart = areDisjoint(own, range) || own.low === range.high || own.high === range.low;
  if (!isSame && !isApart) return 0;
  return isSame === (IS_DENIED.test(statement.text) === IS_DENIED.test(part.text)) ? 1 : -1;
}

/** Labels of sides that answer the question of their step. */
const YES = /^(?:yes|是的?)$/iu;
const NO = /^(?:no|否|不是)$/iu;

/** What a passage says of the conditions of an edge, which leaves a step that may ask a question; from -1 to 1. */
export function saidOf({ condition, holds }: FlowEdge, question: string, passage: Passage): number {
  if (holds.length === 0) return condition === undefined ? 0 : saidOfOne(condition, question, passage);
  // What still fails failed before as well; that is over.
  const counted = AFTER_TRYING.test(condition ?? '') ? holds.slice(-1) : holds;
  return strongest(counted.map(({ text, holds: isTrue }) => saidOfOne(text, question, passage) * (isTrue ? 1 : -1)));
}

function saidOfOne(condition: string, question: string, passage: Passage): number {
  const said = passage.says(condition);
  if (said !== 0) return said;
  if (YES.test(condition)) return passage.says(question);
  return NO.test(condition) ? -passage.says(question) : 0;
}
