import { defineMessages, hasSteps, type Message, parseProcedure, toSignature } from '../../core/index.ts';
import type { StopSignal } from '../model.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { ConsentQuestion, Verdict } from '../privacy/guard.ts';
import { buildRequest, type PromptSource } from '../prompt/prompt.ts';
import { selectTools } from '../prompt/toolText.ts';
import { withoutComments } from '../prompt/withoutComments.ts';
import type { Reviewer } from '../reviewer/review.ts';
import { createReviewQuestion } from '../reviewer/reviewShot.ts';
import { scaffoldShot } from '../scaffold/scaffold.ts';
import { estimateRequestTokens, estimateTokens, NO_TOKENS } from '../tokens.ts';
import type { GenerationEvent, RunPlan, RunSummary } from './events.ts';
import { fillQueue, type ShotQueue } from './fillQueue.ts';
import { createRequestPlan, type RequestPlan, type Task } from './requestPlan.ts';
import { runConcurrently } from './runConcurrently.ts';
import type { GuardedModel, RunOptions, RunServices } from './services.ts';
import { getShotText } from './shotText.ts';
import { createKnownShotsIndex, createRun, type ModelRun, type Run, toSummary } from './state.ts';
import { createLinkedStop } from './stop.ts';
import { findRepetition, getReportedRepetition, recordShot, type ValidatedShot, validateShot } from './validateShot.ts';

const say = defineMessages({
  repairNeedsModel: {
    en: 'Repairing needs a model, and none is selected. Use Fix All for problems that need no model.',
    'zh-CN': '修复需要模型，而目前没有选择模型。不需要模型的问题可以用“全部修复”解决。',
  },
  tooSimilar: {
    en: 'The local scaffold can generate only {count} different shots here. A model can write more.',
    'zh-CN': '本地脚手架在这里只能写出 {count} 个互不相同的示例，更多示例需要用模型编写。',
  },
  none: { en: 'No shot was generated.', 'zh-CN': '没有写出示例。' },
  textNeedsModel: {
    en: 'The local scaffold needs numbered steps or tools. Number the steps, or choose a model.',
    'zh-CN': '本地脚手架需要带编号的步骤或工具。请给步骤编号，或选择一个模型。',
  },
});

/**
 * Generates shots for a task: with a model if there is one and the guard allows it, otherwise with the local scaffold.
 * Every shot is linted before it is reported. The last event is always `done`; aborting keeps complete shots. Throws
 * only programmer errors.
 */
export async function* generateShots(
  task: Task,
  options: RunOptions,
  services: RunServices,
  signal: StopSignal,
): AsyncGenerator<GenerationEvent> {
  const requestPlan = createRequestPlan(task);
  if ('problem' in requestPlan) return yield* refuseRun(requestPlan);
  const run = createRun(requestPlan, options, services, signal);
  const { model } = services;
  if (model === undefined) return yield* runWithScaffold(run);
  if (countDone(run) >= requestPlan.count) {
    return yield { kind: 'done', summary: toSummary(run, 'complete', model.chat.name) };
  }
  const question = createConsentQuestion(run, model);
  const questions = [question, ...createReviewQuestions(run)];
  const estimate = { requests: sum(questions, 'requests'), tokens: sum(questions, 'estimatedTokens') };
  yield { kind: 'planned', plan: { ...toRunPlan(requestPlan, model.chat.name), estimate } };
  const verdict = await model.guard(question);
  if (verdict.kind === 'scaffold') return yield* runWithScaffold(run);
  if (verdict.kind !== 'send') return yield* declineRun(run, verdict);
  const reviewer = await chooseReviewer(run);
  if (reviewer !== undefined && 'kind' in reviewer) return yield* declineRun(run, reviewer);
  yield* runWithModel(run, model, verdict, reviewer);
}

function sum(questions: readonly ConsentQuestion[], key: 'requests' | 'estimatedTokens'): number {
  return questions.reduce((total, question) => total + question[key], 0);
}

function createReviewQuestions(run: Run): readonly ConsentQuestion[] {
  const { reviewer } = run.services;
  if (reviewer === undefined) return [];
  return [createReviewQuestion(run, reviewer, toPromptSource(run), [...getOpenPlans(run)].length)];
}

type Declined = Exclude<Verdict, { kind: 'send' | 'scaffold' }>;

/** The reviewer, if there is one and it may be asked. A run without the review that was asked for does not begin. */
async function chooseReviewer(run: Run): Promise<Reviewer | Declined | undefined> {
  const { masker, reviewer } = run.services;
  const [question] = createReviewQuestions(run);
  if (reviewer === undefined || question === undefined) return undefined;
  const verdict = await reviewer.guard(question);
  if (verdict.kind === 'scaffold') return { kind: 'cancel' };
  if (verdict.kind !== 'send') return verdict;
  return { chat: reviewer.chat, masker: verdict.level === undefined ? undefined : masker(verdict.level) };
}

function* refuseRun(why: { readonly code: string; readonly problem: Message }): Generator<GenerationEvent> {
  yield { kind: 'problem', ...why };
  const figures = { shots: 0, withFindings: 0, dropped: 0, requests: 0, estimated: false, cost: undefined };
  yield { kind: 'done', summary: { ...figures, usage: NO_TOKENS, outcome: 'refused' } };
}

function toRunPlan(
  { count, style, language, requirements, coverage }: RequestPlan,
  model: string | undefined,
): RunPlan {
  return { count, style, language, requirements, full: coverage.full, missing: coverage.missing(count), model };
}

/** The first request of a run as it would leave, for a preview, for consent or for `--dry-run`. */
export function createFirstRequest(
  task: Task,
  options: RunOptions,
  services: RunServices,
  signal: StopSignal,
): ConsentQuestion | undefined {
  const requestPlan = createRequestPlan(task);
  if ('problem' in requestPlan || services.model === undefined) return undefined;
  return createConsentQuestion(createRun(requestPlan, options, services, signal), services.model);
}

/** The request to the reviewer with an example in place of a shot; undefined without a reviewer. */
export function createReviewPreview(
  task: Task,
  options: RunOptions,
  services: RunServices,
  signal: StopSignal,
): ConsentQuestion | undefined {
  const requestPlan = createRequestPlan(task);
  if ('problem' in requestPlan || services.model === undefined) return undefined;
  return createReviewQuestions(createRun(requestPlan, options, services, signal))[0];
}

/** About as long as a shot is. */
const TOKENS_PER_SHOT = 400;

function createConsentQuestion(run: Run, { chat }: GuardedModel): ConsentQuestion {
  const open = [...getOpenPlans(run)];
  const count = open.length;
  const perRequest = getShotsPerRequest(run);
  const source = toPromptSource(run);
  const plans = open.slice(0, perRequest);
  const plain = buildRequest(source, plans, chat.structureMode, undefined);
  const requests = Math.ceil(count / perRequest);
  return {
    destination: chat.destination,
    model: chat.name,
    plain,
    masked: (level) => buildRequest(source, plans, chat.structureMode, run.services.masker(level)),
    requests,
    estimatedTokens: estimateRequestTokens(plain) * requests + count * TOKENS_PER_SHOT,
    estimatedReply: count * TOKENS_PER_SHOT,
    requiredLevel: undefined,
  };
}

function* declineRun(run: Run, verdict: Declined): Generator<GenerationEvent> {
  if (verdict.kind === 'refuse') yield { kind: 'problem', code: 'not-sent', problem: verdict.problem };
  const outcome = verdict.kind === 'refuse' ? 'refused' : 'cancelled';
  yield { kind: 'done', summary: toSummary(run, outcome, undefined) };
}

async function* runWithModel(
  run: Run,
  { chat }: GuardedModel,
  { level }: Extract<Verdict, { kind: 'send' }>,
  reviewer: Reviewer | undefined,
): AsyncGenerator<GenerationEvent> {
  const masker = level === undefined ? undefined : run.services.masker(level);
  const { signal, stop } = createLinkedStop(run.signal);
  const modelRun: ModelRun = { ...run, signal, chat, masker, source: toPromptSource(run), reviewer };
  // A model that copies the example of the prompt must not get it accepted as a shot.
  const example = scaffoldShot(run.requestPlan.coverage.at(0), toScaffoldSource(run.requestPlan, 0));
  run.similar.add(example.request, toSignature(getShotText(example)));
  yield* runConcurrently(createQueues(run), run.options.concurrency, (queue) => fillQueue(modelRun, queue), stop);
  yield { kind: 'done', summary: toSummary(run, getOutcome(run), chat.name) };
}

function getOutcome(run: Run): RunSummary['outcome'] {
  if (run.signal.aborted) return 'stopped';
  return run.totals.shots + countDone(run) >= run.requestPlan.count ? 'complete' : 'incomplete';
}

function countDone({ options, requestPlan }: Run): number {
  return [...(options.donePlans ?? [])].filter((index) => index < requestPlan.count).length;
}

/** The shots of a run in portions of one request, created as they are needed. */
function* createQueues(run: Run): Generator<ShotQueue> {
  const perRequest = getShotsPerRequest(run);
  let plans: ShotPlan[] = [];
  let number = 0;
  for (const plan of getOpenPlans(run)) {
    plans.push(plan);
    if (plans.length < perRequest) continue;
    yield { number: number++, plans };
    plans = [];
    if (run.totals.halted) return;
  }
  if (plans.length > 0) yield { number, plans };
}

/** The planned shots that no earlier run has written. */
function* getOpenPlans({ options, requestPlan }: Run): Generator<ShotPlan> {
  for (let index = 0; index < requestPlan.count; index++) {
    if (options.donePlans?.has(index) !== true) yield requestPlan.coverage.at(index);
  }
}

/** Shots are repaired in one request, because only their order identifies them. */
function getShotsPerRequest({ requestPlan, options }: Run): number {
  return requestPlan.task.kind === 'repair-document' ? requestPlan.count : Math.max(1, options.shotsPerRequest);
}

/** What every prompt of a run is built from. */
export function toPromptSource({ requestPlan, options, services }: Run): PromptSource {
  const { task, language, style } = requestPlan;
  const { shot = '', text = '', findings = '', instructions = '', procedure } = task;
  const existing = options.existing ?? [];
  const tools =
    task.kind === 'for-tool' ? getToolsForPrompt(task) : selectTools(task.tools, [procedure?.text ?? '', shot, text]);
  const { temperature, maxTokens, seed } = options;
  return {
    task: task.kind,
    templates: services.templates(language),
    language,
    style,
    sop: withoutComments(withoutFrontMatter(procedure?.text ?? '')),
    tools,
    existing: getLatestShots(existing).map(withoutComments),
    shot: withoutComments(shot),
    text: withoutComments(text),
    findings,
    instructions: withoutComments(instructions),
    example: services.print(
      scaffoldShot(requestPlan.coverage.at(0), toScaffoldSource(requestPlan, 0)),
      style,
      language,
      's-example',
    ),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** Front matter is not sent to a model. */
function withoutFrontMatter(text: string): string {
  return text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '');
}

/** The last shots there are, as many as a prompt has room for. */
function getLatestShots(existing: readonly string[]): readonly string[] {
  let room = 6_000;
  const kept: string[] = [];
  for (const text of existing.toReversed()) {
    room -= estimateTokens(text);
    if (room < 0 || kept.length === 12) break;
    kept.unshift(text);
  }
  return kept;
}

/** The tool first, then a few others as contrast. */
function getToolsForPrompt({ tools, tool }: Task): Task['tools'] {
  const chosen = tools.filter(({ name }) => name === tool);
  return [...chosen, ...tools.filter(({ name }) => name !== tool).slice(0, 4)];
}

function toScaffoldSource({ style, language, title, task }: RequestPlan, seed: number) {
  return { style, language, title, tools: task.tools, seed };
}

/** Runs the local scaffold. It cannot handle a text without steps or tools. */
async function* runWithScaffold(run: Run): AsyncGenerator<GenerationEvent> {
  const { task } = run.requestPlan;
  if (task.kind === 'repair-document') return yield* refuseRun({ code: 'no-model', problem: say('repairNeedsModel') });
  const requestPlan = task.kind === 'rewrite' ? createRequestPlan(toProcedureTask(task)) : run.requestPlan;
  if ('problem' in requestPlan || requestPlan.coverage.full === 0) {
    return yield* refuseRun({ code: 'no-model', problem: say('textNeedsModel') });
  }
  yield { kind: 'planned', plan: toRunPlan(requestPlan, undefined) };
  // The scaffold's shots share phrases, so the threshold is higher.
  yield* scaffoldAll({ ...run, requestPlan, similar: createKnownShotsIndex(run.options, run.services, 0.9) });
}

/** A text with numbered steps is treated as a procedure. */
function toProcedureTask(task: Task): Task {
  const procedure = parseProcedure('untitled:selection.sop.md', task.text ?? '');
  return { ...task, kind: 'from-sop', procedure, tools: hasSteps(procedure) ? task.tools : [] };
}

const SCAFFOLD_ATTEMPTS = 4;

/** Generates every shot without a model. Shots that stay too similar after all attempts are dropped and reported. */
async function* scaffoldAll(run: Run): AsyncGenerator<GenerationEvent> {
  const { requestPlan, signal, totals } = run;
  for (let index = 0; index < requestPlan.count && !signal.aborted; index++) {
    const plan = requestPlan.coverage.at(index);
    const made = await scaffoldOne(run, plan);
    if ('because' in made) {
      totals.dropped++;
      yield { kind: 'dropped', plan, because: made.because };
      continue;
    }
    recordShot(run, made);
    const { content, findings, id, text } = made;
    yield { kind: 'shot', shot: { plan, id, content, text, findings, repairs: 0 } };
  }
  const asked = requestPlan.task.count !== undefined || requestPlan.requirements.count !== undefined;
  const short = totals.dropped > 0 && !signal.aborted;
  if (short && asked) yield { kind: 'problem', code: 'too-alike', problem: say('tooSimilar', { count: totals.shots }) };
  const outcome = short && !asked ? 'complete' : getOutcome(run);
  yield { kind: 'done', summary: toSummary(run, outcome, undefined) };
}

/** Retries until a shot is new and has no finding; a shot with findings is better than none. */
async function scaffoldOne(run: Run, plan: ShotPlan): Promise<ValidatedShot | { readonly because: Message }> {
  const { requestPlan, options } = run;
  let best: ValidatedShot | undefined;
  let because = say('none');
  for (let retry = 0; retry < SCAFFOLD_ATTEMPTS; retry++) {
    const content = scaffoldShot(plan, { ...toScaffoldSource(requestPlan, options.seed), retry });
    const early = findRepetition(run, content);
    const validated = early === undefined ? await validateShot(run, content, plan.index) : undefined;
    const repeated = early ?? (validated && getReportedRepetition(validated));
    if (repeated !== undefined) because = repeated;
    else if (validated?.findings.length === 0) return validated;
    else best ??= validated;
  }
  return best ?? { because };
}
