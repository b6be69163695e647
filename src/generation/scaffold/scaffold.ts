import type { JsonValue, Language, Tool, WritableStyle } from '../../core/index.ts';
import { note } from '../document/notes.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { PlannedStep } from '../plan/scenarios.ts';

import type { RoundContent, ShotContent } from '../reply/shotContent.ts';
import { coherent, type Slip, withArgument, withSlip } from './callArguments.ts';
import { getCircumstance } from './circumstances.ts';
import { amountAsked, asQuestion, outcomeOf, withAgreement } from './outcomes.ts';
import { createPhraseTable, type PhraseTable } from './phraseTable.ts';
import { asInstruction, asStatement, plainSentence, withoutCondition } from './plainWords.ts';
import { createRandom, type Random } from './random.ts';
import { factsOf, matterOf } from './requestWords.ts';
import { sampleArguments } from './sampleArguments.ts';
import { sampleReturn } from './sampleReturn.ts';

/** What the scaffold builds shots from. */
export interface ScaffoldSource {
  readonly style: WritableStyle;
  readonly language: Language;
  readonly seed: number;
  /** What the procedure is about, for the request. */
  readonly title: string;
  readonly tools: readonly Tool[];
  /** Counts the attempts at a shot that differs from the others. */
  readonly retry?: number;
}

interface ScaffoldState extends ScaffoldSource {
  readonly phrases: PhraseTable;
  readonly random: Random;
  readonly byName: ReadonlyMap<string, Tool>;
  /** Values the shot's calls have used so far, by parameter: one customer means one day, one device, one order. */
  readonly used: Map<string, JsonValue>;
  /** The tools that have failed so far: each does so once. */
  readonly failed: Set<string>;
}

/**
 * Builds one complete shot after a plan, without a model: the same seed gives the same shot. What a person should
 * still write is marked by comments within the texts.
 */
export function scaffoldShot(plan: ShotPlan, source: ScaffoldSource): ShotContent {
  const random = createRandom(source.seed).fork(`shot ${plan.index}${source.retry ? ` again ${source.retry}` : ''}`);
  const byName = new Map(source.tools.map((tool) => [tool.name, tool]));
  const state: ScaffoldState = {
    ...source,
    random,
    byName,
    used: new Map(),
    failed: new Set(),
    phrases: createPhraseTable(source.language, random.fork('words')),
  };
  if (plan.focus === 'no-call') return createNoCallShot(plan, state);
  const rounds = createRounds(plan, state);
  const request = createRequest(plan, rounds, state);
  const closing = withNote(state, closingOf(plan, state), 'noteClosing');
  switch (source.style) {
    case 'function-calling': {
      const answer = plan.steps.length === 0 ? '' : `${stepsDone(plan, state)}${closing}`;
      return { request, plan: [], rounds: mergeRounds(rounds), answer };
    }
    case 'plan-and-solve': {
      const all = rounds.length > 0 ? rounds : [createLastRound(state, '', plan)];
      return { request, plan: all.map((round) => toPlanItem(round, state)), rounds: all, answer: closing };
    }
    default:
      return { request, plan: [], rounds: [...rounds, createLastRound(state, closing, plan)], answer: '' };
  }
}

function closingOf({ end }: ShotPlan, { phrases }: ScaffoldState): string {
  if (end === 'handoff') return phrases.say('handedOver');
  return end === 'stopped' ? phrases.say('stopped') : phrases.vary('closing');
}

function createRounds(plan: ShotPlan, state: ScaffoldState): readonly RoundContent[] {
  if (plan.steps.length === 0) {
    return plan.tools.flatMap((name) => createCallRounds(name, '', plan, state));
  }
  const rounds: RoundContent[] = [];
  for (const [index, step] of plan.steps.entries()) {
    const before = index === 0 ? beginning(plan) : plan.steps[index - 1];
    const own = roundsOf(step, before, plan, state);
    const asked = step.asksAgain === true && before !== undefined ? askedAgain(rounds, own, before, state) : undefined;
    if (asked === undefined) rounds.push(...own);
    else rounds.splice(0, rounds.length, ...asked);
  }
  return rounds;
}

function roundsOf(
  step: PlannedStep,
  before: PlannedStep | undefined,
  plan: ShotPlan,
  state: ScaffoldState,
): readonly RoundContent[] {
  const decided = step.isDecision === true ? step.outcomes?.[0]?.text : undefined;
  const text =
    decided === undefined
      ? asInstruction(plainSentence(step.text, 90), plainSentence(before?.text ?? '', 60))
      : asQuestion(asStatement(plainSentence(decided, 60)));
  const think = thinkOf(step, text, before, decided !== undefined, state);
  if (step.tools.length === 0) {
    const action = decided === undefined ? actionOf(text, state) : checkOf(text, state);
    return [{ step: step.number, think, action, calls: [], observation: observationOf(step, state) }];
  }
  return step.tools.flatMap((name, at) => {
    const [first, ...others] = createCallRounds(name, step.number, plan, state, step);
    return first === undefined ? [] : [at === 0 ? { ...first, think } : first, ...others];
  });
}

/** The value that failed was mistyped: the customer is asked again and corrects it. */
function askedAgain(
  rounds: readonly RoundContent[],
  [again, ...others]: readonly RoundContent[],
  before: PlannedStep,
  state: ScaffoldState,
): readonly RoundContent[] | undefined {
  const { phrases, byName, language } = state;
  const [call] = again?.calls ?? [];
  const tool = byName.get(call?.name ?? '');
  if (again === undefined || call === undefined || tool === undefined || typeof call.arguments === 'string')
    return undefined;
  const slip = withSlip(tool, call.arguments);
  const reason = outcomeOf(before, language);
  if (slip === undefined || reason === undefined) return undefined;
  const mistyped = rounds.map((round) =>
    round.calls[0]?.name === tool.name ? { ...round, calls: [{ name: tool.name, arguments: slip.values }] } : round,
  );
  const [fact = ''] = factsOf({ [slip.name]: slip.right }, tool, language);
  const asking: RoundContent = {
    step: again.step,
    think: phrases.say('thinkAskAgain', { reason }),
    action: phrases.say('askAgain'),
    calls: [],
    observation: withNote(state, phrases.say('corrected', { fact }), 'noteObservation'),
  };
  return [...mistyped, asking, { ...again, think: phrases.say('thinkAgain', { tool: tool.name }) }, ...others];
}

/** `Groups of 10 or more` names a side and says nothing of itself. */
function isClause(text: string): boolean {
  return /\p{Script=Han}|\b(?:is|are|was|were|has|have|can|could|will|must|should|does|do|did|needs?|wants?)\b|^(?:the|an?|it|he|she|they|you|somebody|nobody|something|nothing|all)\s/iu.test(
    text,
  );
}

function checkOf(text: string, { phrases }: Pick<ScaffoldState, 'phrases'>): string {
  const amount = amountAsked(text);
  if (amount !== undefined) return phrases.say('findOut', { text: amount });
  return isClause(text) ? phrases.say('check', { text }) : phrases.say('findOut', { text: inSentence(text) });
}

/** `Was it cancelled` is a question that the agent finds an answer to. */
const QUESTION = /^(?:is|are|was|were|do (?:you|we|they|these|those|any)|does|did|has|have|can|could|will)\s/i;

function actionOf(text: string, { phrases }: ScaffoldState): string {
  return QUESTION.test(text) ? phrases.say('findOut', { text: bareClause(text) }) : actionWords(withoutCondition(text));
}

/** What is known before the first step, as if a step had found it out. */
function beginning({ opening }: ShotPlan): PlannedStep | undefined {
  return opening === undefined ? undefined : { number: '', text: '', tools: [], outcomes: opening };
}

/** Why this step comes now: what turned out before it, else its number. */
function thinkOf(
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
function observationOf(step: PlannedStep, state: ScaffoldState): string {
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
function actionWords(text: string): string {
  return /[\u4e00-\u9fff]/.test(text) ? `${text}。` : `${text}.`;
}

/** One call and what comes back; where it is to fail, also how the agent copes. */
function createCallRounds(
  name: string,
  step: string,
  plan: ShotPlan,
  state: ScaffoldState,
  planned?: PlannedStep,
): readonly RoundContent[] {
  const tool = state.byName.get(name);
  if (tool === undefined) return [];
  const { phrases, random, language } = state;
  const focus = plan.focus === 'optional' || plan.focus === 'edge' ? plan.focus : 'typical';
  const sampled = sampleArguments(tool, language, focus, random.fork(`arguments ${name} ${plan.variation}`));
  const coherentValues = coherent(tool, sampled, state.used);
  const values = plan.argument?.tool === name ? withArgument(tool, coherentValues, plan.argument) : coherentValues;
  const think = state.style === 'function-calling' ? '' : phrases.vary('thinkTool', { tool: name });
  const call: RoundContent = {
    step,
    think,
    action: '',
    calls: [{ name, arguments: values }],
    observation: createResult(tool, state, planned),
  };
  if (plan.failing !== name || state.failed.has(name)) return [call];
  state.failed.add(name);
  if (state.style !== 'react') return [{ ...call, observation: phrases.say('failed') }];
  const slip = LOOKS_UP.test(name) ? withSlip(tool, values) : undefined;
  return slip === undefined ? answeredAtLast(call, name, state) : foundAtLast(call, slip, tool, state);
}

/** A name that looks something up: others change or judge something, and do not find nothing. */
const LOOKS_UP = /^(?:get|find|search|look|query|list|fetch|read|trace|track|show|lookup)|查(?!验)|搜|检索/iu;

/** Nothing is found, the customer corrects what they mistyped, and the second call finds it. */
function foundAtLast(call: RoundContent, slip: Slip, { name }: Tool, state: ScaffoldState): readonly RoundContent[] {
  const { phrases, byName, language } = state;
  const [fact = ''] = factsOf({ [slip.name]: slip.right }, byName.get(name), language);
  const cope: RoundContent = {
    step: call.step,
    think: phrases.say('thinkFailed', { tool: name }),
    action: phrases.say('tellFailure'),
    calls: [],
    observation: withNote(state, phrases.say('corrected', { fact }), 'noteObservation'),
  };
  const mistyped = { ...call, calls: [{ name, arguments: slip.values }], observation: phrases.say('failed') };
  return [mistyped, cope, { ...call, think: phrases.say('thinkAgain', { tool: name }) }];
}

/** The service does not answer at first. */
function answeredAtLast(call: RoundContent, tool: string, { phrases }: ScaffoldState): readonly RoundContent[] {
  return [
    { ...call, observation: phrases.say('unanswered') },
    { ...call, think: phrases.say('thinkUnanswered', { tool }) },
  ];
}

function createResult(tool: Tool, state: ScaffoldState, step: PlannedStep | undefined): string {
  const sampled = sampleReturn(tool, state.language, state.random.fork(`returns ${tool.name}`));
  if (sampled !== undefined) return JSON.stringify(withAgreement(sampled, state.used, step?.outcomes ?? []));
  const outcome = step === undefined ? undefined : outcomeOf(step, state.language);
  const words = outcome === undefined ? state.phrases.vary('observation') : actionWords(outcome);
  return withNote(state, words, 'noteObservation');
}

/** The words at the end belong to the procedure's last step, whatever other step they happen to resemble. */
function createLastRound(state: ScaffoldState, closing: string, { steps, end }: ShotPlan): RoundContent {
  const { phrases } = state;
  const action = closing === '' ? phrases.say('tell') : `${phrases.say('tell')}\n${closing}`;
  const think = phrases.say(end === 'handoff' ? 'thinkHandOver' : end === 'stopped' ? 'thinkStopped' : 'thinkEnd');
  return { step: steps.at(-1)?.number ?? '', think, action, calls: [], observation: '' };
}

/** A request that no tool fits. */
function createNoCallShot(plan: ShotPlan, state: ScaffoldState): ShotContent {
  const { phrases, style } = state;
  const request = withNote(state, withCircumstance(state, plan, phrases.vary('noTool')), 'noteRequest');
  const declined = phrases.say('declined');
  if (style === 'function-calling') return { request, plan: [], rounds: [], answer: declined };
  const round: RoundContent = {
    step: '',
    think: phrases.say('thinkNone'),
    action: style === 'react' ? `${phrases.say('tell')}\n${declined}` : phrases.say('tell'),
    calls: [],
    observation: '',
  };
  const items = style === 'plan-and-solve' ? [toPlanItem(round, state)] : [];
  return { request, plan: items, rounds: [round], answer: style === 'react' ? '' : declined };
}

/** Function calling shows all calls of a request as one round. */
function mergeRounds(rounds: readonly RoundContent[]): readonly RoundContent[] {
  const calling = rounds.filter(({ calls }) => calls.length > 0);
  const [only] = calling;
  if (only === undefined) return [];
  const observation = calling.length === 1 ? only.observation : '';
  return [{ step: '', think: '', action: '', calls: calling.flatMap(({ calls }) => calls), observation }];
}

/** Steps without a call, for which the style has no rounds, are described in the answer. */
function stepsDone({ steps }: ShotPlan, { phrases, language }: ScaffoldState): string {
  const texts = steps.map(({ text }) => plainSentence(text, 120)).filter((text) => text !== '');
  if (texts.length === 0) return '';
  const sentence = phrases.say('done', { steps: texts.join(language === 'zh-CN' ? '；' : '; ') });
  return language === 'zh-CN' ? sentence : `${sentence} `;
}

function toPlanItem(round: RoundContent, { phrases }: ScaffoldState): string {
  const [call] = round.calls;
  if (call !== undefined) return call.name;
  const [first = ''] = round.action.split('\n');
  return first.replace(/[。.]$/, '') || phrases.say('tell');
}

/** What a customer would say: what it is about, and the values that the calls need; never the conditions. */
function createRequest(plan: ShotPlan, rounds: readonly RoundContent[], state: ScaffoldState): string {
  const { phrases, byName, title, language } = state;
  const isSop = plan.steps.length > 0;
  const [toolName] = plan.tools;
  const described = getTextInLanguage(language, byName.get(toolName ?? '')?.description ?? '');
  const about = isSop ? title : described;
  const text = plainSentence(about, 60) || toolName || plainSentence(plan.steps[0]?.text ?? '', 60);
  const matter =
    (isSop ? matterOf(title, language) : undefined) ?? phrases.say(isSop ? 'matterSop' : 'matterTool', { text });
  const calls = rounds.flatMap((round) => round.calls);
  const facts = firstFacts(calls, (call) => factsOf(call.arguments, byName.get(call.name), language));
  const joint = language === 'zh-CN' ? '，' : ', ';
  const factText = facts.length === 0 ? '' : phrases.vary('facts', { facts: facts.join(joint) });
  return withNote(
    state,
    withCircumstance(state, plan, phrases.vary('request', { matter, facts: factText })),
    'noteRequest',
  );
}

/** What the calls need; a value that is corrected later is said as it was before. */
function firstFacts(
  calls: RoundContent['calls'],
  factsOfCall: (call: RoundContent['calls'][number]) => readonly string[],
) {
  const facts = new Map<string, string>();
  for (const call of calls) {
    for (const fact of factsOfCall(call)) {
      const words = fact.replace(/(?:是| is | are ).*$/su, '');
      if (!facts.has(words)) facts.set(words, fact);
    }
  }
  return [...facts.values()];
}

/** No Chinese in an English request. The other way round is how people write. */
function getTextInLanguage(language: Language, text: string): string {
  return language === 'en' && /\p{Script=Han}/u.test(text) ? '' : text;
}

/** A text with what this customer adds to it. */
function withCircumstance({ language, retry = 0, seed }: ScaffoldState, { index }: ShotPlan, text: string): string {
  // A step that has no factor in common with the number of sentences leads to each of them.
  const added = getCircumstance(language, seed + 5 * index + 7 * retry);
  return language === 'zh-CN' ? `${text}${added}` : `${text} ${added}`;
}

function withNote(
  state: ScaffoldState,
  text: string,
  phrase: 'noteRequest' | 'noteObservation' | 'noteClosing',
): string {
  return text + note(state.phrases.say(phrase));
}
