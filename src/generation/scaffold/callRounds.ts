import type { Tool } from '../../core/index.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { PlannedStep } from '../plan/scenarios.ts';
import type { RoundContent } from '../reply/shotContent.ts';
import { coherent, type Slip, withArgument, withSlip } from './callArguments.ts';
import { outcomeOf, withAgreement } from './outcomes.ts';
import { factsOf } from './requestWords.ts';
import { sampleArguments } from './sampleArguments.ts';
import { sampleReturn } from './sampleReturn.ts';
import { type ScaffoldState, withNote } from './scaffoldState.ts';
import { actionWords } from './stepWording.ts';

/** One call and what comes back; where it is to fail, also how the agent copes. */
export function createCallRounds(
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
