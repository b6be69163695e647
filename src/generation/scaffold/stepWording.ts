import type { PlannedStep } from '../plan/scenarios.ts';
import { amountAsked, outcomeOf } from './outcomes.ts';
import { asInstruction, withoutCondition } from './plainWords.ts';
import { type ScaffoldState, withNote } from './scaffoldState.ts';

/** `Groups of 10 or more` names a side and says nothing of itself. */
function isClause(text: string): boolean {
  return /\p{Script=Han}|\b(?:is|are|was|were|has|have|can|could|will|must|should|does|do|did|needs?|wants?)\b|^(?:the|an?|it|he|she|they|you|somebody|nobody|something|nothing|all)\s/iu.test(
    text,
  );
}

export function checkOf(text: string, { phrases }: Pick<ScaffoldState, 'phrases'>): string {
  const amount = amountAsked(text);
  if (amount !== undefined) return phrases.say('findOut', { text: amount });
  return isClause(text) ? phrases.say('check', { text }) : phrases.say('findOut', { text: inSentence(text) });
}

/** `Was it cancelled` is a question that the agent finds an answer to. */
const QUESTION = /^(?:is|are|was|were|do (?:you|we|they|these|those|any)|does|did|has|have|can|could|will)\s/i;

export function actionOf(text: string, { phrases }: ScaffoldState): string {
  return QUESTION.test(text) ? phrases.say('findOut', { text: bareClause(text) }) : actionWords(withoutCondition(text));
}

/** Why this step comes now: what turned out before it, else its number. */
export function thinkOf(
  step: PlannedStep,
  text: string,
  before: PlannedStep | undefined,
  isDecision: boolean,
  { phrases, language }: ScaffoldState,
): string {
  if (step.number === '') return phrases.say('thinkPlain', { text });
  const reason = before === undefined ? undefined : outcomeOf(before, language);
  if (reason !== undefined) {
    const next = isDecision ? bareClause(checkOf(text, { phrases })) : inSentence(text);
    return phrases.say('thinkAfter', { reason, number: step.number, text: next });
  }
  if (QUESTION.test(text)) return phrases.say('thinkDecideOn', { number: step.number, text: bareClause(text) });
  const amount = amountAsked(text);
  if (isDecision && amount !== undefined) return phrases.say('thinkDecideOn', { number: step.number, text: amount });
  return isDecision
    ? phrases.say(isClause(text) ? 'thinkDecide' : 'thinkDecideOn', { number: step.number, text })
    : phrases.vary('thinkStep', { number: step.number, text });
}

/** A step's first word within a sentence: `VPN` stays, `Call` does not. */
function inSentence(text: string): string {
  return text.replace(/^[A-Z](?=[a-z]+\s)/, (letter) => letter.toLowerCase());
}

/** A sentence as a part of another one. */
function bareClause(sentence: string): string {
  return sentence
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    .replace(/[.。？?]$/, '')
    .replace(/^弄清：/u, '弄清');
}

/** What comes back says what turns out, so that the next step follows from it. */
export function observationOf(step: PlannedStep, state: ScaffoldState): string {
  const outcome = outcomeOf(step, state.language);
  const words = outcome === undefined ? answerTo(asInstruction(step.text, ''), state) : actionWords(outcome);
  return withNote(state, words, 'noteObservation');
}

/** What somebody else does without the customer. */
const INTERNAL =
  /^(?:tell|notify|inform|remind|page|alert|call|ask(?= (?:the )?\w+ to\b)) (?!(?:the )?(?:customer|caller|client|guest|patient|user|member|parent|visitor|passenger|tenant|applicant|them|him|her)\b)|^(?:通知|联系|报告|派单|转交)(?!客户|顾客|客人|用户|患者|业主|家长|学生)|^请(?!客户|顾客|客人|用户|患者|业主|家长|学生|对方|您)[\p{Script=Han}]{0,6}(?:经理|主管|领班|师傅|工程师|班长|医生|护士|专员|部|科|组)/iu;
/** What the customer is only told. */
const TELLS = /^(?:tell|inform|notify|remind|explain)\b(?!.*\bask\b)|^(?:并)?(?:告知|说明|解释|提醒|通知)/iu;
/** `Ask the customer to restart it`: the customer does it. */
const INSTRUCTS =
  /\bask (?:the |an? )?\w+(?: \w+)? to\b|^请(?:客户|顾客|客人|用户|患者|业主|家长|对方|主人|[\p{Script=Han}]{1,2}人)/iu;
/** What the customer is asked for comes back. */
const ASKS =
  /\bask (?:the \w+ )?(?:for|about|whether|if|which|what|when|where|how)\b|^(?:request|collect|obtain)\b|询问|^(?:请)?收集|(?:请|让|要求).{0,8}提供/iu;

function answerTo(text: string, { phrases }: ScaffoldState): string {
  if (INTERNAL.test(text)) return phrases.vary('carriedOut');
  if (INSTRUCTS.test(text)) return phrases.say('complies');
  if (ASKS.test(text)) return phrases.vary('answers');
  if (TELLS.test(text)) return phrases.vary('understands');
  return phrases.vary(SPEAKS.test(text) ? 'agrees' : 'carriedOut');
}

/** What is said to the customer has an answer; what is done without them has a result. */
const SPEAKS =
  /\b(?:ask|tell|inform|offer|remind|explain|apologi[sz]e|propose|suggest|greet|wish|thank|advise|say|repeat|read|confirm(?! .{1,60}\bby\b)|name|give|call)\b|询问|告知|(?<!申)请|提醒|说明|解释|道歉|致歉|安抚|建议|推荐|约定|问候|致谢|感谢|答复|回复|沟通/iu;

/** Plain words end in a full stop, so that they are no call, whatever they look like. */
export function actionWords(text: string): string {
  return /[\u4e00-\u9fff]/.test(text) ? `${text}。` : `${text}.`;
}
