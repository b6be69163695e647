import { defineMessages, type Message, parseProcedure } from '../../core/index.ts';
import type { StopSignal } from '../model.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { ConsentQuestion, Verdict } from '../privacy/guard.ts';
import { buildRequest, type PromptSource } from '../prompt/prompt.ts';
import { relevantTools } from '../prompt/toolText.ts';
import { scaffoldShot } from '../scaffold/scaffold.ts';
import { estimateRequestTokens, estimateTokens, noTokens } from '../tokens.ts';
import { type Brief, briefOf, type Task } from './brief.ts';
import type { GenerationEvent, RunPlan, RunSummary } from './events.ts';
import { fillLane, type Lane } from './fill.ts';
import { accept, type Judged, judge, repetition, repetitionFound } from './judge.ts';
import { concurrently } from './pool.ts';
import type { GuardedModel, RunOptions, RunServices } from './services.ts';
import { createRun, type ModelRun, type Run, shotsKnown, summaryOf } from './state.ts';
import { linkedStop } from './stop.ts';

const say = defineMessages({
  repairNeedsModel: {
    en: 'Repairing needs a model, and none is chosen. Fix All mends what needs none.',
    'zh-CN': '修复需要模型，而目前没有选择模型。不需要模型的问题可以用“全部修复”解决。',
  },
  tooAlike: {
    en: 'The local scaffold has only {count} different shots for this. A model can write more.',
    'zh-CN': '本地脚手架在这里只能写出 {count} 个互不相同的示例，更多示例需要用模型编写。',
  },
  none: { en: 'Nothing came out.', 'zh-CN': '没有写出示例。' },
  textNeedsModel: {
    en: 'The local scaffold needs numbered steps or tools. Number the steps, or choose a model.',
    'zh-CN': '本地脚手架需要带编号的步骤或工具。请给步骤编号，或选择一个模型。',
  },
});

/**
 * Writes shots for a task: with a model, where one is given and the guard lets its requests pass, else with the local
 * scaffold. Every shot was checked as a document is before it is told of. The last event is always `done`; stopping
 * the signal keeps what is complete. Throws nothing but programmer errors.
 */
export async function* generateShots(
  task: Task,
  options: RunOptions,
  services: RunServices,
  signal: StopSignal,
): AsyncGenerator<GenerationEvent> {
  const brief = briefOf(task);
  if ('problem' in brief) return yield* nothingDone(brief);
  const run = createRun(brief, options, services, signal);
  const { model } = services;
  if (model === undefined) return yield* withScaffold(run);
  const question = questionFor(run, model);
  const { requests, estimatedTokens: tokens } = question;
  yield { kind: 'planned', plan: { ...planOf(brief, model.chat.name), estimate: { requests, tokens } } };
  const verdict = await model.guard(question);
  if (verdict.kind === 'scaffold') return yield* withScaffold(run);
  if (verdict.kind !== 'send') return yield* turnedDown(run, verdict);
  yield* withModel(run, model, verdict);
}

function* nothingDone(why: { readonly code: string; readonly problem: Message }): Generator<GenerationEvent> {
  yield { kind: 'problem', ...why };
  const figures = { shots: 0, withFindings: 0, dropped: 0, requests: 0, estimated: false, cost: undefined };
  yield { kind: 'done', summary: { ...figures, usage: noTokens, outcome: 'refused' } };
}

function planOf({ count, style, language, wishes, coverage }: Brief, model: string | undefined): RunPlan {
  return { count, style, language, wishes, full: coverage.full, missing: coverage.missing(count), model };
}

/** The first request of a run as it would leave, for a preview, for consent or for `--dry-run`. */
export function firstRequest(
  task: Task,
  options: RunOptions,
  services: RunServices,
  signal: StopSignal,
): ConsentQuestion | undefined {
  const brief = briefOf(task);
  if ('problem' in brief || services.model === undefined) return undefined;
  return questionFor(createRun(brief, options, services, signal), services.model);
}

/** About as long as a shot is. */
const tokensOfShot = 400;

function questionFor(run: Run, { chat }: GuardedModel): ConsentQuestion {
  const { count } = run.brief;
  const perRequest = shotsPerRequest(run);
  const source = sourceOf(run);
  const plans = plansFrom(run, 0, Math.min(count, perRequest));
  const plain = buildRequest(source, plans, chat.structureMode, undefined);
  const requests = Math.ceil(count / perRequest);
  return {
    destination: chat.destination,
    model: chat.name,
    plain,
    masked: (level) => buildRequest(source, plans, chat.structureMode, run.services.masker(level)),
    requests,
    estimatedTokens: estimateRequestTokens(plain) * requests + count * tokensOfShot,
    estimatedReply: count * tokensOfShot,
    demandedLevel: undefined,
  };
}

function* turnedDown(run: Run, verdict: Exclude<Verdict, { kind: 'send' | 'scaffold' }>): Generator<GenerationEvent> {
  if (verdict.kind === 'refuse') yield { kind: 'problem', code: 'not-sent', problem: verdict.problem };
  const outcome = verdict.kind === 'refuse' ? 'refused' : 'cancelled';
  yield { kind: 'done', summary: summaryOf(run, outcome, undefined) };
}

async function* withModel(
  run: Run,
  { chat }: GuardedModel,
  { level }: Extract<Verdict, { kind: 'send' }>,
): AsyncGenerator<GenerationEvent> {
  const masker = level === undefined ? undefined : run.services.masker(level);
  const { signal, stop } = linkedStop(run.signal);
  const modelRun: ModelRun = { ...run, signal, chat, masker, source: sourceOf(run) };
  yield* concurrently(lanesOf(run), run.options.concurrency, (lane) => fillLane(modelRun, lane), stop);
  yield { kind: 'done', summary: summaryOf(run, outcomeOf(run), chat.name) };
}

function outcomeOf({ signal, totals, brief }: Run): RunSummary['outcome'] {
  if (signal.aborted) return 'stopped';
  return totals.shots >= brief.count ? 'complete' : 'incomplete';
}

/** The shots of a run in portions of one request, made as they are needed. */
function* lanesOf(run: Run): Generator<Lane> {
  const perRequest = shotsPerRequest(run);
  for (let from = 0; from < run.brief.count && !run.totals.halted; from += perRequest) {
    yield {
      number: from / perRequest,
      plans: plansFrom(run, from, Math.min(from + perRequest, run.brief.count)),
    };
  }
}

/** Shots that are mended are mended together, because they are told apart by their order only. */
function shotsPerRequest({ brief, options }: Run): number {
  return brief.task.kind === 'repair-document' ? brief.count : Math.max(1, options.shotsPerRequest);
}

function plansFrom({ brief }: Run, from: number, to: number): readonly ShotPlan[] {
  return Array.from({ length: to - from }, (_, at) => brief.coverage.at(from + at));
}

/** What every prompt of a run is built from. */
export function sourceOf({ brief, options, services }: Run): PromptSource {
  const { task, language, style } = brief;
  const { shot = '', text = '', findings = '', procedure } = task;
  const existing = options.existing ?? [];
  const tools =
    task.kind === 'for-tool' ? toolsOf(task) : relevantTools(task.tools, [procedure?.text ?? '', shot, text]);
  const { temperature, maxTokens, seed } = options;
  return {
    task: task.kind,
    templates: services.templates(language),
    language,
    style,
    sop: withoutFrontMatter(procedure?.text ?? ''),
    tools,
    existing: latest(existing),
    shot,
    text,
    findings,
    example: services.print(scaffoldShot(brief.coverage.at(0), scaffoldSource(brief, 0)), style, language, 's-example'),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** The head of a file is for the editor: ids and paths are none of a model's business. */
function withoutFrontMatter(text: string): string {
  return text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '');
}

/** The last shots there are, as many as a prompt has room for. */
function latest(existing: readonly string[]): readonly string[] {
  let room = 6_000;
  const kept: string[] = [];
  for (const text of existing.toReversed()) {
    room -= estimateTokens(text);
    if (room < 0 || kept.length === 12) break;
    kept.unshift(text);
  }
  return kept;
}

/** The tool itself first; a few others show which requests are not for it. */
function toolsOf({ tools, tool }: Task): Task['tools'] {
  const chosen = tools.filter(({ name }) => name === tool);
  return [...chosen, ...tools.filter(({ name }) => name !== tool).slice(0, 4)];
}

function scaffoldSource({ style, language, title, task }: Brief, seed: number) {
  return { style, language, title, tools: task.tools, seed };
}

/** The local scaffold, for the tasks it can do: it has nothing to say about a text without steps or tools. */
async function* withScaffold(run: Run): AsyncGenerator<GenerationEvent> {
  const { task } = run.brief;
  if (task.kind === 'repair-document')
    return yield* nothingDone({ code: 'no-model', problem: say('repairNeedsModel') });
  const brief = task.kind === 'rewrite' ? briefOf(asProcedure(task)) : run.brief;
  if ('problem' in brief || brief.coverage.full === 0) {
    return yield* nothingDone({ code: 'no-model', problem: say('textNeedsModel') });
  }
  yield { kind: 'planned', plan: planOf(brief, undefined) };
  // The scaffold's shots share their phrases, which alone does not make two of them the same.
  yield* scaffoldAll({ ...run, brief, similar: shotsKnown(run.options, run.services, 0.9) });
}

/** A text that is numbered like a procedure can be treated as one. */
function asProcedure(task: Task): Task {
  const procedure = parseProcedure('untitled:selection.sop.md', task.text ?? '');
  return { ...task, kind: 'from-sop', procedure, tools: procedure.steps.length === 0 ? [] : task.tools };
}

const scaffoldAttempts = 4;

/** Writes every shot without a model. What comes out alike however often it is tried is left out, and said so. */
async function* scaffoldAll(run: Run): AsyncGenerator<GenerationEvent> {
  const { brief, signal, totals } = run;
  for (let index = 0; index < brief.count && !signal.aborted; index++) {
    const plan = brief.coverage.at(index);
    const made = await scaffoldOne(run, plan);
    if ('because' in made) {
      totals.dropped++;
      yield { kind: 'dropped', plan, because: made.because };
      continue;
    }
    accept(run, made);
    const { content, findings, id, text } = made;
    yield { kind: 'shot', shot: { plan, id, content, text, findings, repairs: 0 } };
  }
  const asked = brief.task.count !== undefined || brief.wishes.count !== undefined;
  const short = totals.dropped > 0 && !signal.aborted;
  if (short && asked) yield { kind: 'problem', code: 'too-alike', problem: say('tooAlike', { count: totals.shots }) };
  const outcome = short && !asked ? 'complete' : outcomeOf(run);
  yield { kind: 'done', summary: summaryOf(run, outcome, undefined) };
}

/** Tries until a shot comes out that repeats none and has no finding; one with findings is better than none. */
async function scaffoldOne(run: Run, plan: ShotPlan): Promise<Judged | { readonly because: Message }> {
  const { brief, options } = run;
  let best: Judged | undefined;
  let because = say('none');
  for (let retry = 0; retry < scaffoldAttempts; retry++) {
    const content = scaffoldShot(plan, { ...scaffoldSource(brief, options.seed), retry });
    const early = repetition(run, content);
    const judged = early === undefined ? await judge(run, content, plan.index) : undefined;
    const repeated = early ?? (judged && repetitionFound(judged));
    if (repeated !== undefined) because = repeated;
    else if (judged?.findings.length === 0) return judged;
    else best ??= judged;
  }
  return best ?? { because };
}
