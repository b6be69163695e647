import {
  checkArguments,
  type JsonObject,
  type JsonValue,
  type Language,
  type ShotStyle,
  type Tool,
} from '../../core/index.ts';
import { note } from '../document/notes.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { RoundContent, ShotContent } from '../reply/shotContent.ts';
import { circumstance } from './circumstances.ts';
import { asStatement, plainSentence, withoutCondition } from './plainWords.ts';
import { createRandom, type Random } from './random.ts';
import { sampleArguments } from './sampleArguments.ts';
import { sampleReturn } from './sampleReturn.ts';
import { createSpeaker, type Speaker } from './wording.ts';

/** What the scaffold builds shots from. */
export interface ScaffoldSource {
  readonly style: ShotStyle;
  readonly language: Language;
  readonly seed: number;
  /** What the procedure is about, for the request. */
  readonly title: string;
  readonly tools: readonly Tool[];
  /** Counts the attempts at a shot that differs from the others. */
  readonly retry?: number;
}

interface Bench extends ScaffoldSource {
  readonly speaker: Speaker;
  readonly random: Random;
  readonly byName: ReadonlyMap<string, Tool>;
  /** Values the shot's calls have used so far, by parameter: one customer means one day, one device, one order. */
  readonly used: Map<string, JsonValue>;
}

/**
 * Builds one complete shot after a plan, without a model: the same seed gives the same shot. What a person should
 * still write is marked by comments within the texts.
 */
export function scaffoldShot(plan: ShotPlan, source: ScaffoldSource): ShotContent {
  const random = createRandom(source.seed).fork(`shot ${plan.index}${source.retry ? ` again ${source.retry}` : ''}`);
  const byName = new Map(source.tools.map((tool) => [tool.name, tool]));
  const bench: Bench = {
    ...source,
    random,
    byName,
    used: new Map(),
    speaker: createSpeaker(source.language, random.fork('words')),
  };
  if (plan.focus === 'no-call') return withoutCall(plan, bench);
  const rounds = bodyOf(plan, bench);
  const request = requestOf(plan, rounds, bench);
  const closing = noted(bench, bench.speaker.vary('closing'), 'noteClosing');
  switch (source.style) {
    case 'function-calling': {
      const answer = plan.steps.length === 0 ? '' : `${stepsDone(plan, bench)}${closing}`;
      return { request, plan: [], rounds: merged(rounds), answer };
    }
    case 'plan-and-solve': {
      const all = rounds.length > 0 ? rounds : [lastRound(bench, '', plan)];
      return { request, plan: all.map((round) => itemOf(round, bench)), rounds: all, answer: closing };
    }
    default:
      return { request, plan: [], rounds: [...rounds, lastRound(bench, closing, plan)], answer: '' };
  }
}

function bodyOf(plan: ShotPlan, bench: Bench): readonly RoundContent[] {
  if (plan.steps.length === 0) {
    return plan.tools.flatMap((name) => callRound(name, '', plan, bench));
  }
  return plan.steps.flatMap((step) => {
    const text = plainSentence(step.text, 90);
    const think = bench.speaker.vary('thinkStep', { number: step.number, text });
    if (step.tools.length === 0) {
      const observation = noted(bench, bench.speaker.vary('agrees'), 'noteObservation');
      return [{ step: step.number, think, action: actionWords(withoutCondition(text)), calls: [], observation }];
    }
    return step.tools.flatMap((name, at) => {
      const [first, ...others] = callRound(name, step.number, plan, bench);
      return first === undefined ? [] : [at === 0 ? { ...first, think } : first, ...others];
    });
  });
}

/** Plain words end in a full stop, so that they are no call, whatever they look like. */
function actionWords(text: string): string {
  return /[\u4e00-\u9fff]/.test(text) ? `${text}。` : `${text}.`;
}

/** One call and what comes back; where it is to fail, also how the agent copes. */
function callRound(name: string, step: string, plan: ShotPlan, bench: Bench): readonly RoundContent[] {
  const tool = bench.byName.get(name);
  if (tool === undefined) return [];
  const { speaker, random, language } = bench;
  const focus = plan.focus === 'optional' || plan.focus === 'edge' ? plan.focus : 'typical';
  const sampled = sampleArguments(tool, language, focus, random.fork(`arguments ${name} ${plan.variation}`));
  const values = coherent(tool, sampled, bench.used);
  const think = bench.style === 'function-calling' ? '' : speaker.vary('thinkTool', { tool: name });
  const fails = plan.failing === name;
  const result = fails ? speaker.say('failed') : resultOf(tool, bench);
  const call: RoundContent = { step, think, action: '', calls: [{ name, arguments: values }], observation: result };
  if (!fails || bench.style !== 'react') return [call];
  const cope: RoundContent = {
    step,
    think: speaker.say('thinkFailed', { tool: name }),
    action: speaker.say('tellFailure'),
    calls: [],
    observation: noted(bench, speaker.vary('agrees'), 'noteObservation'),
  };
  return [call, cope];
}

/** Takes over what an earlier call said of the same parameter, where this tool's schema allows it. */
function coherent(tool: Tool, sampled: JsonObject, used: Map<string, JsonValue>): JsonObject {
  const isValid = checkArguments(tool, sampled).length === 0;
  let values = sampled;
  for (const [name, value] of Object.entries(sampled)) {
    const earlier = used.get(name);
    const taken = earlier === undefined ? values : { ...values, [name]: earlier };
    if (isValid && earlier !== undefined && checkArguments(tool, taken).length === 0) values = taken;
    else used.set(name, value);
  }
  return values;
}

function resultOf(tool: Tool, bench: Bench): string {
  const sampled = sampleReturn(tool, bench.language, bench.random.fork(`returns ${tool.name}`));
  return sampled ?? noted(bench, bench.speaker.vary('observation'), 'noteObservation');
}

/** The words at the end belong to the procedure's last step, whatever other step they happen to resemble. */
function lastRound(bench: Bench, closing: string, { steps }: ShotPlan): RoundContent {
  const { speaker } = bench;
  const action = closing === '' ? speaker.say('tell') : `${speaker.say('tell')}\n${closing}`;
  return { step: steps.at(-1)?.number ?? '', think: speaker.say('thinkEnd'), action, calls: [], observation: '' };
}

/** A request that no tool fits. */
function withoutCall(plan: ShotPlan, bench: Bench): ShotContent {
  const { speaker, style } = bench;
  const request = noted(bench, aside(bench, plan, speaker.vary('noTool')), 'noteRequest');
  const declined = speaker.say('declined');
  if (style === 'function-calling') return { request, plan: [], rounds: [], answer: declined };
  const round: RoundContent = {
    step: '',
    think: speaker.say('thinkNone'),
    action: style === 'react' ? `${speaker.say('tell')}\n${declined}` : speaker.say('tell'),
    calls: [],
    observation: '',
  };
  const items = style === 'plan-and-solve' ? [itemOf(round, bench)] : [];
  return { request, plan: items, rounds: [round], answer: style === 'react' ? '' : declined };
}

/** Function calling shows all calls of a request as one round. */
function merged(rounds: readonly RoundContent[]): readonly RoundContent[] {
  const calling = rounds.filter(({ calls }) => calls.length > 0);
  const [only] = calling;
  if (only === undefined) return [];
  const observation = calling.length === 1 ? only.observation : '';
  return [{ step: '', think: '', action: '', calls: calling.flatMap(({ calls }) => calls), observation }];
}

/** What the style has no turns for, the steps without a call, is told in the answer. */
function stepsDone({ steps }: ShotPlan, { speaker, language }: Bench): string {
  const texts = steps.map(({ text }) => plainSentence(text, 120)).filter((text) => text !== '');
  if (texts.length === 0) return '';
  const told = speaker.say('done', { steps: texts.join(language === 'zh-CN' ? '；' : '; ') });
  return language === 'zh-CN' ? told : `${told} `;
}

function itemOf(round: RoundContent, { speaker }: Bench): string {
  const [call] = round.calls;
  if (call !== undefined) return call.name;
  const [first = ''] = round.action.split('\n');
  return first.replace(/[。.]$/, '') || speaker.say('tell');
}

/** The customer names what holds and what does not, and every value that a call will need. */
function requestOf(plan: ShotPlan, rounds: readonly RoundContent[], bench: Bench): string {
  const { speaker, byName, title } = bench;
  const [toolName] = plan.tools;
  const described = fitFor(bench.language, byName.get(toolName ?? '')?.description ?? '');
  const about = plan.steps.length === 0 ? described : title;
  const text = plainSentence(about, 60) || toolName || plainSentence(plan.steps[0]?.text ?? '', 60);
  const matter = speaker.say(plan.steps.length === 0 ? 'matterTool' : 'matterSop', { text });
  const conditions = plan.decisions
    .filter(({ text: words }) => !/^(否则|不然|反之|其[他余]情况|otherwise|if not|in )/i.test(words))
    .map(({ text: words, holds }) =>
      speaker.say(holds ? 'holds' : 'fails', { text: asStatement(plainSentence(words, 40)) }),
    );
  const values = rounds.flatMap(({ calls }) => calls.flatMap((call) => factsOf(call.arguments)));
  const facts = [...new Set([...conditions, ...values])];
  const joint = bench.language === 'zh-CN' ? '，' : ', ';
  const told = facts.length === 0 ? '' : speaker.vary('facts', { facts: facts.join(joint) });
  return noted(bench, aside(bench, plan, speaker.vary('request', { matter, facts: told })), 'noteRequest');
}

/** No Chinese in an English request. The other way round is how people write. */
function fitFor(language: Language, text: string): string {
  return language === 'en' && /\p{Script=Han}/u.test(text) ? '' : text;
}

/** A text with what this customer adds to it. */
function aside({ language, retry = 0, seed }: Bench, { index }: ShotPlan, text: string): string {
  // A step that has no factor in common with the number of sentences leads to each of them.
  const added = circumstance(language, seed + 5 * index + 7 * retry);
  return language === 'zh-CN' ? `${text}${added}` : `${text} ${added}`;
}

function factsOf(values: JsonObject | string): readonly string[] {
  return typeof values === 'string' ? [] : Object.entries(values).flatMap(([name, value]) => leavesOf(name, value));
}

/** Every plain value within a value, named by the property it stands in. */
function leavesOf(name: string, value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item) => leavesOf(name, item));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([inner, item]) => leavesOf(inner, item));
  }
  if (typeof value === 'boolean' || value === null || value === '') return [];
  const text = String(value).replace(/\s+/g, ' ');
  // A value that is markup or looks like a placeholder cannot stand in prose without being read as one.
  return /[<>{}[\]`$\\]|^\s*$/.test(text) || text.length > 80 ? [] : [`${name} ${text}`];
}

function noted(bench: Bench, text: string, phrase: 'noteRequest' | 'noteObservation' | 'noteClosing'): string {
  return text + note(bench.speaker.say(phrase));
}
