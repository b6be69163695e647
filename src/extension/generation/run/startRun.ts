import { Uri, window } from 'vscode';
import { defineMessages, renderMessage } from '../../../core/index.ts';
import {
  type GuardedModel,
  getShotIds,
  getShotTexts,
  ModelError,
  type RunOptions,
  type RunRecord,
  type Task,
  toRecordedOptions,
  toRecordedTask,
  toRunOptions,
  toTask,
} from '../../../generation/index.ts';
import { getFileName } from '../../fileName.ts';
import { fromRecordedTarget, toRecordedTarget } from '../review/target.ts';
import type { GenerationContext, RunAnswer } from './generationContext.ts';
import { createRunPersistence, type RunPersistence } from './runPersistence.ts';
import { type PreparedRun, type RunResult, runWithProgress } from './runWithProgress.ts';
import { showProblem } from './showProblem.ts';
import { openTargetContext, type TargetContext } from './targetContext.ts';

const say = defineMessages({
  kept: {
    en: '{problem} The {count} complete shots are in the preview.',
    'zh-CN': '{problem}已完成的 {count} 个示例保留在预览中。',
  },
  resume: { en: 'Resume', 'zh-CN': '继续生成' },
  gone: {
    en: 'The target document can no longer be read: {name}',
    'zh-CN': '示例要写入的文档已无法读取：{name}',
  },
});

/** What a run can have beyond its task. */
export type MoreOptions = Pick<RunOptions, 'ids'>;

/** Generates shots into a preview and reports the result. The document itself is not changed. */
export async function runGeneration(
  generation: GenerationContext,
  targetContext: TargetContext,
  task: Task,
  more: MoreOptions = {},
): Promise<RunAnswer> {
  const options = { ...getRunOptions(targetContext), ...more };
  const model = await orModelError(generation.models.choose(targetContext));
  if (model instanceof ModelError) return refuseWithoutModel(generation, model);
  const connection = generation.models.chosen();
  const record = model && createRecord(connection, model, targetContext, task, options);
  const persistence = record && model && (await createRunPersistence(generation.store, record, model));
  const reviewer = model && (await orModelError(chooseReviewer(generation, targetContext, task)));
  if (reviewer instanceof ModelError) return refuseWithoutModel(generation, reviewer);
  return executeRun(generation, targetContext, { task, options, persistence, handled: new Set() }, reviewer);
}

/** Goes on with a run that was left. Its replies are not paid for again, and its shots are not shown twice. */
export async function resumeGeneration(
  generation: GenerationContext,
  record: RunRecord,
): Promise<RunAnswer | undefined> {
  await generation.open.get(record.id)?.close();
  const targetContext = await openRecordedTarget(generation, record);
  if (targetContext === undefined) return showMissingDocument(generation, record);
  const model = await orModelError(generation.models.chooseAgain(targetContext, record));
  if (model instanceof ModelError) return refuseWithoutModel(generation, model);
  const task = toTask(record, targetContext.context.tools.tools);
  const reviewer = await orModelError(chooseReviewer(generation, targetContext, task));
  if (reviewer instanceof ModelError) return refuseWithoutModel(generation, reviewer);
  const persistence = await createRunPersistence(generation.store, record, model);
  const run = { task, options: toRunOptions(record), persistence, handled: new Set(record.handled) };
  return executeRun(generation, targetContext, run, reviewer);
}

/** The model that reviews the shots of a task, by the name of its connection. */
async function chooseReviewer(
  { models }: GenerationContext,
  { context }: TargetContext,
  { reviewer }: Task,
): Promise<GuardedModel | undefined> {
  return reviewer === undefined ? undefined : models.named(reviewer, context.project);
}

async function executeRun(
  generation: GenerationContext,
  targetContext: TargetContext,
  run: Pick<PreparedRun, 'task' | 'options' | 'persistence' | 'handled'>,
  reviewer?: GuardedModel,
): Promise<RunAnswer> {
  const { language } = generation.session;
  for (const problem of targetContext.problems) void window.showWarningMessage(renderMessage(problem, language()));
  const { persistence } = run;
  const kept = persistence === undefined ? {} : { model: persistence.model, journal: persistence.journal };
  const review = reviewer === undefined ? {} : { reviewer };
  const services = { ...targetContext.services, prices: generation.models.prices(), ...kept, ...review };
  const result = await whileRunning(generation, persistence, () =>
    runWithProgress(generation, { ...run, targetContext, services }),
  );
  const left = result.preview?.shots.length ?? 0;
  const canGoOn = await persistence?.ended(result.outcome, left);
  showProblems(generation, result, canGoOn === true ? persistence : undefined);
  const problems = result.problems.map(({ code, problem }) => ({ code, message: renderMessage(problem, language()) }));
  return { outcome: result.outcome, shots: left, problems };
}

/** Marks a stored run as active, and keeps its preview afterwards. */
async function whileRunning(
  { open, running }: GenerationContext,
  persistence: RunPersistence | undefined,
  work: () => Thenable<RunResult>,
): Promise<RunResult> {
  if (persistence === undefined) return work();
  running.add(persistence.id);
  try {
    const result = await work();
    open.set(persistence.id, result.preview);
    return result;
  } finally {
    running.delete(persistence.id);
  }
}

/** A problem that stopped a run offers to resume it. */
function showProblems(
  generation: GenerationContext,
  { preview, problems }: RunResult,
  persistence?: RunPersistence,
): void {
  const { language } = generation.session;
  const count = preview?.shots.length ?? 0;
  const resume = async (): Promise<void> => {
    const record = (await generation.store.list()).find(({ id }) => id === persistence?.id);
    if (record !== undefined) await resumeGeneration(generation, record);
  };
  const actions = persistence === undefined ? [] : [{ title: say('resume'), run: resume }];
  for (const { code, problem } of problems) {
    const message = count === 0 ? problem : say('kept', { problem, count });
    showProblem(generation.session, code, renderMessage(message, language()), actions);
  }
}

async function orModelError<Value>(work: Promise<Value>): Promise<Value | ModelError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

function refuseWithoutModel({ session }: GenerationContext, { code, problem }: ModelError): RunAnswer {
  const message = session.t(problem);
  showProblem(session, code, message);
  return { outcome: 'refused', shots: 0, problems: [{ code, message }] };
}

/** The seed shots are varied by unless the project file names one. */
function getRunOptions({ context, target }: TargetContext): RunOptions {
  const { generation } = context.project;
  const given = Object.fromEntries(
    ['seed', 'maxRepairs', 'temperature', 'concurrency'].flatMap((key) =>
      typeof generation[key] === 'number' ? [[key, generation[key]]] : [],
    ),
  );
  // What is replaced is nothing to differ from.
  return target.replaced === undefined
    ? { ...given, existing: getShotTexts(context.document), takenIds: getShotIds(context.document) }
    : given;
}

function createRecord(
  connection: string,
  { chat }: GuardedModel,
  { target }: TargetContext,
  task: Task,
  options: RunOptions,
): RunRecord {
  const started = Date.now();
  return {
    version: 1,
    id: `${started.toString(36)}-${Math.random().toString(36).slice(2, 8)}`,
    started,
    connection,
    model: chat.name,
    host: chat.destination.host,
    target: toRecordedTarget(target),
    task: toRecordedTask(task),
    options: toRecordedOptions(options),
    handled: [],
  };
}

/** The target as it was when the run began: shots of the run that are in it already would be taken for repetitions. */
async function openRecordedTarget(
  { session }: GenerationContext,
  record: RunRecord,
): Promise<TargetContext | undefined> {
  const target = await fromRecordedTarget(record.target);
  const replaced = target.replaced ?? [];
  const targetContext = await openTargetContext(session, target, replaced);
  const taken = new Set(record.handled);
  const ours = targetContext?.context.document.shots.filter(({ id }) => id !== undefined && taken.has(id.value)) ?? [];
  if (targetContext === undefined || ours.length === 0) return targetContext;
  const { text } = targetContext.context.document;
  return openTargetContext(session, target, [...replaced, ...ours.map(({ start, end }) => text.slice(start, end))]);
}

function showMissingDocument({ session }: GenerationContext, { target }: RunRecord): undefined {
  const name = getFileName(Uri.parse(target.uri));
  void window.showErrorMessage(session.t(say('gone', { name })));
}
