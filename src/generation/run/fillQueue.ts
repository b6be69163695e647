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
import { buildRequest, createFollowUp, withReminder } from '../prompt/prompt.ts';
import { withoutComments } from '../prompt/withoutComments.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { withReviewNote } from '../reviewer/reviewNote.ts';
import { reviewShot } from '../reviewer/reviewShot.ts';
import type { GeneratedShot, GenerationEvent } from './events.ts';
import { type ContentEvent, NORMAL_END, type PartialEvent, type ReplyEnd, sendRequest } from './sendRequest.ts';
import type { ModelRun } from './state.ts';
import { findRepetition, getReportedRepetition, recordShot, type ValidatedShot, validateShot } from './validateShot.ts';

const say = defineMessages({
  missing: {
    en: 'Your reply did not contain all requested examples.',
    'zh-CN': '你的回复没有给全所要求的示例。',
  },
  similar: {
    en: 'Some of your examples repeat others almost word for word. Choose other situations, words and values.',
    'zh-CN': '你有些示例与其他示例几乎一字不差。请换用不同的场景、措辞和取值。',
  },
  empty: {
    en: 'The model returned an empty reply. Try another model or a larger token limit.',
    'zh-CN': '模型返回了空回复。请换一个模型，或调大 token 上限。',
  },
  calledTools: {
    en: 'The model called {tools} instead of writing examples. Try another model, or turn tool calling off on the server.',
    'zh-CN': '模型调用了 {tools}，而没有编写示例。请换一个模型，或在服务器上关闭工具调用。',
  },
  onlyReasoning: {
    en: 'The reply contains only reasoning. Raise the token limit, or turn reasoning off.',
    'zh-CN': '回复中只有推理内容。请调大 token 上限，或关闭推理。',
  },
  noShots: {
    en: 'The reply contains no example. Try another model, or request fewer examples at a time.',
    'zh-CN': '模型的回复里没有示例。请换一个模型，或一次少要几个示例。',
  },
  repeated: {
    en: 'Some examples are missing because the model repeated others. Request fewer, or raise the temperature.',
    'zh-CN': '模型写的内容与其他示例重复，因此数量不足。请少要几个，或调高温度。',
  },
  tooFew: {
    en: 'The model wrote fewer examples than requested. Run it again for the rest, or request fewer at a time.',
    'zh-CN': '模型写的示例少于要求的数量。请再运行一次补足，或一次少要几个。',
  },
  wrongLanguage: {
    en: 'The model does not write in the language of the examples, even after a reminder. Choose another model or language.',
    'zh-CN': '模型没有使用示例要求的语言，提醒后仍未改正。请换一个模型，或更改示例的语言。',
  },
  promptLeak: {
    en: 'The model copies the instructions into the examples, even after a reminder. Choose another model.',
    'zh-CN': '模型把编写要求抄进了示例，提醒后仍未改正。请换一个模型。',
  },
  refused: {
    en: 'The model refused. Reword the procedure, choose another model, or use the local scaffold.',
    'zh-CN': '模型拒绝了请求。请调整流程的措辞、换一个模型，或使用本地脚手架。',
  },
  truncated: {
    en: 'The reply reached the token limit before all examples were complete. Raise the limit, or request fewer at a time.',
    'zh-CN': '回复在示例全部完成之前就达到了 token 上限。请调大上限，或一次少要几个示例。',
  },
});

/** Planned shots that are requested one after another. */
export interface ShotQueue {
  readonly number: number;
  readonly plans: readonly ShotPlan[];
}

/**
 * Requests the planned shots of a queue: checks each shot when it is complete, has faulty ones repaired and requests
 * missing or repeated ones again, up to the repair limit.
 */
export async function* fillQueue(run: ModelRun, queue: ShotQueue): AsyncGenerator<GenerationEvent> {
  try {
    yield* fillShots(run, queue);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // Requests in progress may finish, but no new one is sent.
    const first = !run.totals.halted;
    run.totals.halted = true;
    if (first && error.code !== 'stopped') yield { kind: 'problem', code: error.code, problem: error.problem };
  }
}

async function* fillShots(run: ModelRun, queue: ShotQueue): AsyncGenerator<GenerationEvent> {
  let open = queue.plans;
  let problem: Problem | undefined;
  let reason: 'missing' | 'similar' | undefined;
  // Replies from the journal do not count, so that a resumed run asks again for what failed before.
  let sent = 0;
  for (let round = 0; open.length > 0 && sent <= run.options.maxRepairs && canContinue(run); round++) {
    // A truncated reply was too long, so from now on one shot is requested at a time.
    const next = reason === 'missing' && round > 1 ? open.slice(0, 1) : open;
    const first = buildRequest(run.source, next, run.chat.structureMode, run.masker);
    const request = reason === undefined ? first : createRetryRequest(run, next, first, reason);
    const { missing, dropped, end } = yield* askOnce(run, request, next, queue.number, round);
    if (!end.resumed) sent++;
    problem = toProblem({ missing, dropped, end }, next.length);
    open = [...dropped, ...missing, ...open.filter((plan) => !next.includes(plan))];
    if (end.finish === 'refusal' || end.finish === 'content-filter') break;
    reason = dropped.length > 0 ? 'similar' : 'missing';
  }
  // A problem that a later request resolved is not reported.
  if (open.length > 0 && problem !== undefined && !run.signal.aborted) yield problem;
}

/** The same request with the reason for the retry; the earlier reply is left out to save tokens. */
function createRetryRequest(
  run: ModelRun,
  plans: readonly ShotPlan[],
  first: ChatRequest,
  reason: 'missing' | 'similar',
): ChatRequest {
  const values = { reason: renderMessage(say(reason), run.requestPlan.language), count: String(plans.length) };
  return withReminder(run.source, first, values, run.masker);
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
  queue: number,
  repetitionNumber: number,
): AsyncGenerator<GenerationEvent, Outcome> {
  const faulty: { readonly plan: ShotPlan; readonly validated: ValidatedShot }[] = [];
  const dropped: ShotPlan[] = [];
  let taken = 0;
  let written: ShotPlan | undefined;
  const reply = sendRequest(run, request, queue, repetitionNumber);
  try {
    let step = await reply.next();
    for (; step.done !== true; step = await reply.next()) {
      const event: GenerationEvent | ContentEvent | PartialEvent = step.value;
      const plan = plans[taken];
      if (event.kind === 'begun') {
        written = plan;
        if (plan !== undefined) yield { kind: 'writing', plan, text: printPartial(run, event.content) };
      } else if (event.kind !== 'content') yield event;
      if (event.kind !== 'content' || plan === undefined) continue;
      taken++;
      if (written === plan) yield { kind: 'writing', plan, text: '' };
      const received = await checkContent(run, event.content, plan);
      if ('because' in received) {
        dropped.push(plan);
        yield { kind: 'dropped', plan, because: received.because };
      } else if (received.faults.length > 0 && run.options.maxRepairs > 0) {
        faulty.push({ plan, validated: received });
        yield { kind: 'faulty', shot: toGeneratedShot(plan, received, 0) };
      } else yield* deliverOrDrop(run, plan, received, 0);
    }
    if (written !== undefined && written === plans[taken]) yield { kind: 'writing', plan: written, text: '' };
    for (const { plan, validated } of faulty) yield* repairShot(run, request, plan, validated, queue);
    return { missing: plans.slice(taken), dropped, end: step.value };
  } finally {
    // A consumer that stops early also stops the request.
    await reply.return({ ...NORMAL_END, finish: 'stopped' });
  }
}

/** Checks a received shot. A repetition is dropped, unless the shot replaces another one. */
async function checkContent(
  run: ModelRun,
  content: ShotContent,
  plan: ShotPlan,
): Promise<ValidatedShot | { readonly because: Message }> {
  const replaces = run.source.task === 'repair-document';
  const early = replaces ? undefined : findRepetition(run, content);
  const validated = early === undefined ? await validateShot(run, content, plan.index) : undefined;
  const because = early ?? (replaces || validated === undefined ? undefined : getReportedRepetition(validated));
  if (validated !== undefined && because === undefined) return validated;
  run.totals.dropped++;
  return { because: because ?? say('similar') };
}

/** Sends a shot's findings to the model until there are none or the repair limit is reached. Keeps the best version. */
async function* repairShot(
  run: ModelRun,
  earlier: ChatRequest,
  plan: ShotPlan,
  faulty: ValidatedShot,
  queue: number,
): AsyncGenerator<GenerationEvent> {
  let best = faulty;
  let repairs = 0;
  let sent = 0;
  while (best.faults.length > 0 && sent < run.options.maxRepairs && canContinue(run)) {
    repairs++;
    yield { kind: 'repairing', plan, findings: best.faults };
    const values = { findings: best.faults.map((fault) => toFindingLine(fault, best.text)).join('\n') };
    const said = toModelText(run, best);
    const request = createFollowUp(run.source, earlier, said, values, run.masker);
    let repaired: ShotContent | undefined;
    try {
      for await (const event of sendRequest(run, request, queue, repairs)) {
        if (event.kind === 'request' && !event.resumed) sent++;
        if (event.kind === 'content') repaired ??= event.content;
        else if (event.kind !== 'begun') yield event;
      }
    } catch (error) {
      // A failed repair does not lose the received shot.
      if (!(error instanceof ModelError)) throw error;
      yield { kind: 'problem', code: error.code, problem: error.problem };
      break;
    }
    if (repaired === undefined) continue;
    const validated = await validateShot(run, repaired, plan.index);
    if (validated.faults.length <= best.faults.length) best = validated;
  }
  yield* deliverOrDrop(run, plan, best, repairs);
}

function canContinue({ signal, totals }: ModelRun): boolean {
  return !signal.aborted && !totals.halted;
}

/** Problems for which a shot is dropped if repairs did not help. Each is reported once per run. */
const DROPPED_RULES = { 'wrong-language': 'wrongLanguage', 'prompt-leak': 'promptLeak' } as const;

/** Delivers a shot, or drops it if it cannot be used at all. */
async function* deliverOrDrop(
  run: ModelRun,
  plan: ShotPlan,
  validated: ValidatedShot,
  repairs: number,
): AsyncGenerator<GenerationEvent> {
  const fault = validated.faults.find(({ rule }) => rule in DROPPED_RULES);
  if (fault === undefined) return yield* deliver(run, plan, validated, repairs);
  const rule = fault.rule as keyof typeof DROPPED_RULES;
  run.totals.dropped++;
  yield { kind: 'dropped', plan, because: verbatim(fault.message) };
  if (!run.totals.reported.has(rule)) yield createProblem(rule, DROPPED_RULES[rule]);
  run.totals.reported.add(rule);
}

/** Has a shot reviewed if there is a reviewer. Its verdict goes into the shot and decides nothing. */
async function* deliver(
  run: ModelRun,
  plan: ShotPlan,
  validated: ValidatedShot,
  repairs: number,
): AsyncGenerator<GenerationEvent> {
  recordShot(run, validated);
  const shot = toGeneratedShot(plan, validated, repairs);
  if (run.reviewer === undefined) return yield { kind: 'shot', shot };
  const review = yield* reviewShot(run, run.reviewer, withoutComments(validated.text));
  yield { kind: 'shot', shot: { ...withReviewNote(shot, review, run.requestPlan.language), review } };
}

function toGeneratedShot(
  plan: ShotPlan,
  { content, findings, id, text }: ValidatedShot,
  repairs: number,
): GeneratedShot {
  return { plan, id, content, text, findings, repairs };
}

/** An incomplete shot as it will be printed in its document. */
function printPartial({ requestPlan, services }: ModelRun, content: ShotContent): string {
  return services.print(content, requestPlan.style, requestPlan.language);
}

/** The shot in the model's own form, masked before JSON encoding so that escapes hide no name. */
function toModelText({ chat, masker }: ModelRun, { content, text }: ValidatedShot): string {
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

function toFindingLine({ rule, message, range }: Diagnostic, text: string): string {
  const line = text.split('\n')[range.start.line]?.trim() ?? '';
  return `- ${message} (${rule}${line === '' ? '' : `: ${line}`})`;
}

type Problem = Extract<GenerationEvent, { kind: 'problem' }>;

/** Why a reply has fewer shots than requested. */
function toProblem({ dropped, end, missing }: Outcome, asked: number): Problem {
  const { empty, failure, finish } = end;
  if (failure !== undefined) return { kind: 'problem', code: failure.code, problem: failure.problem };
  if (finish === 'refusal' || finish === 'content-filter') return createProblem('refused', 'refused');
  if (finish === 'length') return createProblem('truncated', 'truncated');
  if (empty && end.calledTools.length > 0) return toToolCallProblem(end.calledTools);
  if (empty) return createProblem('empty-reply', end.reasoned ? 'onlyReasoning' : 'empty');
  if (dropped.length > 0) return createProblem('repetition', 'repeated');
  if (missing.length === asked && end.calledTools.length > 0) return toToolCallProblem(end.calledTools);
  return missing.length < asked ? createProblem('too-few', 'tooFew') : createProblem('no-shots', 'noShots');
}

function toToolCallProblem(tools: readonly string[]): Problem {
  return {
    kind: 'problem',
    code: 'tool-call-reply',
    problem: say('calledTools', { tools: [...new Set(tools)].slice(0, 5) }),
  };
}

function createProblem(code: string, key: Parameters<typeof say>[0]): Problem {
  return { kind: 'problem', code, problem: say(key) };
}
