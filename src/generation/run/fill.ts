import {
  type Diagnostic,
  defineMessages,
  type JsonObject,
  type Message,
  renderMessage,
  verbatim,
} from '../../core/index.ts';
import { type ChatRequest, ModelError } from '../model.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import { buildRequest, followUp, reminded } from '../prompt/prompt.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { ask, type BegunEvent, type ContentEvent, type ReplyEnd } from './ask.ts';
import type { GeneratedShot, GenerationEvent } from './events.ts';
import { accept, type Judged, judge, repetition, repetitionFound } from './judge.ts';
import type { ModelRun } from './state.ts';

const say = defineMessages({
  missing: {
    en: 'Your reply did not hold all the examples that were asked for.',
    'zh-CN': '你的回复没有给全所要求的示例。',
  },
  alike: {
    en: 'Some of your examples repeat others almost word for word. Choose other situations, words and values.',
    'zh-CN': '你有些示例与其他示例几乎一字不差。请换用不同的场景、措辞和取值。',
  },
  empty: {
    en: 'The model replied with nothing. Try another model or a larger token limit.',
    'zh-CN': '模型返回了空回复。请换一个模型，或调大 token 上限。',
  },
  noShots: {
    en: 'The model replied without any example. Another model may do better, or fewer examples at a time.',
    'zh-CN': '模型的回复里没有示例。请换一个模型，或一次少要几个示例。',
  },
  repeated: {
    en: 'What the model writes repeats other examples, so some are missing. Ask for fewer, or raise the temperature.',
    'zh-CN': '模型写的内容与其他示例重复，因此数量不足。请少要几个，或调高温度。',
  },
  tooFew: {
    en: 'The model wrote fewer examples than it was asked for. Run it again for the rest, or ask for fewer at a time.',
    'zh-CN': '模型写的示例少于要求的数量。请再运行一次补足，或一次少要几个。',
  },
  foreign: {
    en: 'The model does not write in the language of the examples, even when told to. Choose another model or language.',
    'zh-CN': '模型没有使用示例要求的语言，提醒后仍未改正。请换一个模型，或更改示例的语言。',
  },
  refused: {
    en: 'The model refused. Reword the procedure, choose another model, or use the local scaffold.',
    'zh-CN': '模型拒绝了请求。请调整流程的措辞、换一个模型，或使用本地脚手架。',
  },
  truncated: {
    en: 'The reply reached the token limit before all examples were complete. Raise the limit, or ask for fewer at a time.',
    'zh-CN': '回复在示例全部完成之前就达到了 token 上限。请调大上限，或一次少要几个示例。',
  },
});

/** The planned shots one line of requests is to fill. */
export interface Lane {
  readonly number: number;
  readonly plans: readonly ShotPlan[];
}

/**
 * Has a model write some planned shots: asks, checks each shot as it becomes complete, has the faulty ones mended and
 * asks again for what is missing or repeats others, as often as repairs are allowed.
 */
export async function* fillLane(run: ModelRun, lane: Lane): AsyncGenerator<GenerationEvent> {
  try {
    yield* fill(run, lane);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // Others that are under way are paid for and may finish; but nothing new begins.
    const first = !run.totals.halted;
    run.totals.halted = true;
    if (first && error.code !== 'stopped') yield { kind: 'problem', code: error.code, problem: error.problem };
  }
}

async function* fill(run: ModelRun, lane: Lane): AsyncGenerator<GenerationEvent> {
  let open = lane.plans;
  let problem: Problem | undefined;
  let reason: 'missing' | 'alike' | undefined;
  for (let round = 0; open.length > 0 && round <= run.options.maxRepairs && goesOn(run); round++) {
    // A reply that ran out of room had too much to say, so from then on one shot is asked for at a time.
    const next = reason === 'missing' && round > 1 ? open.slice(0, 1) : open;
    const first = buildRequest(run.source, next, run.chat.structureMode, run.masker);
    const request = reason === undefined ? first : againRequest(run, next, first, reason);
    const { missing, dropped, end } = yield* askOnce(run, request, next, lane.number, round);
    problem = problemOf({ missing, dropped, end }, next.length);
    open = [...dropped, ...missing, ...open.filter((plan) => !next.includes(plan))];
    if (end.finish === 'refusal' || end.finish === 'content-filter') break;
    reason = dropped.length > 0 ? 'alike' : 'missing';
  }
  // What went wrong on the way to a complete lane is nobody's concern.
  if (open.length > 0 && problem !== undefined && !run.signal.aborted) yield problem;
}

/** The same request with the reason why it comes again; the earlier reply is not repeated, which saves its tokens. */
function againRequest(
  run: ModelRun,
  plans: readonly ShotPlan[],
  first: ChatRequest,
  reason: 'missing' | 'alike',
): ChatRequest {
  const values = { reason: renderMessage(say(reason), run.brief.language), count: String(plans.length) };
  return reminded(run.source, first, values, run.masker);
}

interface Outcome {
  /** Plans for which no shot came. */
  readonly missing: readonly ShotPlan[];
  /** Plans whose shot repeated another one. */
  readonly dropped: readonly ShotPlan[];
  readonly end: ReplyEnd;
}

async function* askOnce(
  run: ModelRun,
  request: ChatRequest,
  plans: readonly ShotPlan[],
  lane: number,
  repetitionNumber: number,
): AsyncGenerator<GenerationEvent, Outcome> {
  const faulty: { readonly plan: ShotPlan; readonly judged: Judged }[] = [];
  const dropped: ShotPlan[] = [];
  let taken = 0;
  let written: ShotPlan | undefined;
  const reply = ask(run, request, lane, repetitionNumber);
  try {
    let step = await reply.next();
    for (; step.done !== true; step = await reply.next()) {
      const event: GenerationEvent | ContentEvent | BegunEvent = step.value;
      const plan = plans[taken];
      if (event.kind === 'begun') {
        written = plan;
        if (plan !== undefined) yield { kind: 'writing', plan, text: textSoFar(run, event.content) };
      } else if (event.kind !== 'content') yield event;
      if (event.kind !== 'content' || plan === undefined) continue;
      taken++;
      if (written === plan) yield { kind: 'writing', plan, text: '' };
      const received = await receive(run, event.content, plan);
      if ('because' in received) {
        dropped.push(plan);
        yield { kind: 'dropped', plan, because: received.because };
      } else if (received.faults.length > 0 && run.options.maxRepairs > 0) {
        faulty.push({ plan, judged: received });
        yield { kind: 'faulty', shot: shotOf(plan, received, 0) };
      } else yield* settle(run, plan, received, 0);
    }
    if (written !== undefined && written === plans[taken]) yield { kind: 'writing', plan: written, text: '' };
    for (const { plan, judged } of faulty) yield* mend(run, request, plan, judged, lane);
    return { missing: plans.slice(taken), dropped, end: step.value };
  } finally {
    // Whoever stops listening in the middle stops the request too.
    await reply.return({ finish: 'stopped', failure: undefined, empty: false });
  }
}

/** Checks a shot that came. One that repeats another is dropped, unless it is there to replace it. */
async function receive(
  run: ModelRun,
  content: ShotContent,
  plan: ShotPlan,
): Promise<Judged | { readonly because: Message }> {
  const replaces = run.source.task === 'repair-document';
  const early = replaces ? undefined : repetition(run, content);
  const judged = early === undefined ? await judge(run, content, plan.index) : undefined;
  const because = early ?? (replaces || judged === undefined ? undefined : repetitionFound(judged));
  if (judged !== undefined && because === undefined) return judged;
  run.totals.dropped++;
  return { because: because ?? say('alike') };
}

/** Sends a shot's findings back to the model until it has none, or the repairs are used up. The best version stays. */
async function* mend(
  run: ModelRun,
  earlier: ChatRequest,
  plan: ShotPlan,
  faulty: Judged,
  lane: number,
): AsyncGenerator<GenerationEvent> {
  let best = faulty;
  let repairs = 0;
  while (best.faults.length > 0 && repairs < run.options.maxRepairs && goesOn(run)) {
    repairs++;
    yield { kind: 'repairing', plan, findings: best.faults };
    const values = { findings: best.faults.map((fault) => findingLine(fault, best.text)).join('\n') };
    const said = sayAgain(run, best);
    const request = followUp(run.source, earlier, said, values, run.masker);
    let mended: ShotContent | undefined;
    try {
      for await (const event of ask(run, request, lane, repairs)) {
        if (event.kind === 'content') mended ??= event.content;
        else if (event.kind !== 'begun') yield event;
      }
    } catch (error) {
      // A shot that was paid for is not lost because its repair failed.
      if (!(error instanceof ModelError)) throw error;
      yield { kind: 'problem', code: error.code, problem: error.problem };
      break;
    }
    if (mended === undefined) continue;
    const judged = await judge(run, mended, plan.index);
    if (judged.faults.length <= best.faults.length) best = judged;
  }
  yield* settle(run, plan, best, repairs);
}

function goesOn({ signal, totals }: ModelRun): boolean {
  return !signal.aborted && !totals.halted;
}

/** Passes a shot on. One in a language nobody asked for is no use to anybody, so it is left out, and said so once. */
function* settle(run: ModelRun, plan: ShotPlan, judged: Judged, repairs: number): Generator<GenerationEvent> {
  const foreign = judged.faults.find(({ rule }) => rule === 'wrong-language');
  if (foreign === undefined) return yield deliver(run, plan, judged, repairs);
  run.totals.dropped++;
  yield { kind: 'dropped', plan, because: verbatim(foreign.message) };
  if (!run.totals.foreign) yield because('wrong-language', 'foreign');
  run.totals.foreign = true;
}

function deliver(run: ModelRun, plan: ShotPlan, judged: Judged, repairs: number): GenerationEvent {
  accept(run, judged);
  return { kind: 'shot', shot: shotOf(plan, judged, repairs) };
}

function shotOf(plan: ShotPlan, { content, findings, id, text }: Judged, repairs: number): GeneratedShot {
  return { plan, id, content, text, findings, repairs };
}

/** A shot that is being written, as it will stand in its document. */
function textSoFar({ brief, services }: ModelRun, content: ShotContent): string {
  return services.print(content, brief.style, brief.language);
}

/** The shot as the model had said it, masked layer by layer so that no escape hides the beginning of a name. */
function sayAgain({ chat, masker }: ModelRun, { content, text }: Judged): string {
  const mask = (given: string): string => masker?.text(given) ?? given;
  if (chat.structureMode === 'off') return mask(text);
  const named = (shape: JsonObject): JsonObject => {
    return Object.fromEntries(Object.entries(shape).map(([key, value]) => [mask(key), value]));
  };
  const rounds = content.rounds.map(({ step, think, action, calls, observation }) => {
    const said = calls.map((call) => {
      const values = masker?.value(call.arguments) ?? call.arguments;
      return named({ name: mask(call.name), arguments: typeof values === 'string' ? values : JSON.stringify(values) });
    });
    return named({ step, think: mask(think), action: mask(action), calls: said, observation: mask(observation) });
  });
  const { request, plan, answer } = content;
  const shot = named({ request: mask(request), plan: plan.map(mask), rounds, answer: mask(answer) });
  return JSON.stringify(named({ shots: [shot] }));
}

function findingLine({ rule, message, range }: Diagnostic, text: string): string {
  const line = text.split('\n')[range.start.line]?.trim() ?? '';
  return `- ${message} (${rule}${line === '' ? '' : `: ${line}`})`;
}

type Problem = Extract<GenerationEvent, { kind: 'problem' }>;

/** Why a reply brought less than was asked for. */
function problemOf({ dropped, end, missing }: Outcome, asked: number): Problem {
  const { empty, failure, finish } = end;
  if (failure !== undefined) return { kind: 'problem', code: failure.code, problem: failure.problem };
  if (finish === 'refusal' || finish === 'content-filter') return because('refused', 'refused');
  if (finish === 'length') return because('truncated', 'truncated');
  if (empty) return because('empty-reply', 'empty');
  if (dropped.length > 0) return because('repetition', 'repeated');
  return missing.length < asked ? because('too-few', 'tooFew') : because('no-shots', 'noShots');
}

function because(code: string, key: Parameters<typeof say>[0]): Problem {
  return { kind: 'problem', code, problem: say(key) };
}
