import { note } from '../document/notes.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { PlannedStep } from '../plan/scenarios.ts';
import type { RoundContent, ShotContent } from '../reply/shotContent.ts';
import { withSlip } from './callArguments.ts';
import { createCallRounds } from './callRounds.ts';
import { asQuestion, outcomeOf } from './outcomes.ts';
import { createPhraseTable } from './phraseTable.ts';
import { asInstruction, asStatement, plainSentence } from './plainWords.ts';
import { createRandom } from './random.ts';
import { factsOf } from './requestWords.ts';
import { createRequest, withCircumstance } from './scaffoldRequest.ts';
import { type ScaffoldSource, type ScaffoldState, withNote } from './scaffoldState.ts';
import { actionOf, checkOf, observationOf, thinkOf } from './stepWording.ts';

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
  const { likelyTool } = step;
  if (likelyTool !== undefined && state.byName.has(likelyTool)) {
    const [first, ...others] = createCallRounds(likelyTool, step.number, plan, state, step);
    const noted = think === '' ? think : think + note(state.phrases.say('noteTool', { tool: likelyTool }));
    return first === undefined ? [] : [{ ...first, think: noted }, ...others];
  }
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

/** What is known before the first step, as if a step had found it out. */
function beginning({ opening }: ShotPlan): PlannedStep | undefined {
  return opening === undefined ? undefined : { number: '', text: '', tools: [], outcomes: opening };
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
