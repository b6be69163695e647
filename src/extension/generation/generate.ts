import { window } from 'vscode';
import { defineMessages, renderMessage } from '../../core/index.ts';
import {
  type GuardedModel,
  ModelError,
  optionsOfRecord,
  type RunOptions,
  type RunRecord,
  recordedOptions,
  recordedTask,
  shotTexts,
  type Task,
  takenIds,
  taskOfRecord,
} from '../../generation/index.ts';
import { type Desk, openDesk } from './desk.ts';
import { createKeeper, type RunKeeper } from './keeper.ts';
import { type PreparedRun, type RunResult, runWithProgress } from './run.ts';
import { recordedTarget, targetOfRecord } from './target.ts';
import { tellProblem } from './tellProblem.ts';
import type { RunAnswer, Workshop } from './workshop.ts';

const say = defineMessages({
  kept: {
    en: '{problem} The {count} shots that were complete are in the preview.',
    'zh-CN': '{problem}已完成的 {count} 个示例保留在预览中。',
  },
  resume: { en: 'Resume', 'zh-CN': '继续生成' },
  gone: {
    en: 'The document that shots were to go into can no longer be read: {name}',
    'zh-CN': '示例要写入的文档已无法读取：{name}',
  },
});

/** What a run can have beyond its task. */
export type MoreOptions = Pick<RunOptions, 'ids'>;

/** Writes shots into a preview, and tells how it went. The document itself is not touched. */
export async function runGeneration(
  shop: Workshop,
  desk: Desk,
  task: Task,
  more: MoreOptions = {},
): Promise<RunAnswer> {
  const options = { ...optionsOf(desk), ...more };
  const model = await orProblem(shop.models.choose(desk));
  if (model instanceof ModelError) return noModel(shop, model);
  const connection = shop.models.chosen();
  const record = model && newRecord(connection, model, desk, task, options);
  const keeper = record && model && (await createKeeper(shop.store, record, model));
  return carryOut(shop, desk, { task, options, keeper, handled: new Set() });
}

/** Goes on with a run that was left. Its replies are not paid for again, and its shots are not shown twice. */
export async function resumeGeneration(shop: Workshop, record: RunRecord): Promise<RunAnswer | undefined> {
  await shop.open.get(record.id)?.close();
  const desk = await deskOfRecord(shop, record);
  if (desk === undefined) return tellGone(shop, record);
  const model = await orProblem(shop.models.chooseAgain(desk, record));
  if (model instanceof ModelError) return noModel(shop, model);
  const keeper = await createKeeper(shop.store, record, model);
  const task = taskOfRecord(record, desk.context.tools.tools);
  return carryOut(shop, desk, { task, options: optionsOfRecord(record), keeper, handled: new Set(record.handled) });
}

async function carryOut(
  shop: Workshop,
  desk: Desk,
  run: Pick<PreparedRun, 'task' | 'options' | 'keeper' | 'handled'>,
): Promise<RunAnswer> {
  const { language } = shop.session;
  for (const problem of desk.problems) void window.showWarningMessage(renderMessage(problem, language()));
  const { keeper } = run;
  const kept = keeper === undefined ? {} : { model: keeper.model, journal: keeper.journal };
  const services = { ...desk.services, prices: shop.models.prices(), ...kept };
  const result = await whileRunning(shop, keeper, () => runWithProgress(shop, { ...run, desk, services }));
  const left = result.preview?.shots.length ?? 0;
  const canGoOn = await keeper?.ended(result.outcome, left);
  tellProblems(shop, result, canGoOn === true ? keeper : undefined);
  const problems = result.problems.map(({ code, problem }) => ({ code, message: renderMessage(problem, language()) }));
  return { outcome: result.outcome, shots: left, problems };
}

/** Marks a kept run as under way, and remembers its preview behind that. */
async function whileRunning(
  { open, running }: Workshop,
  keeper: RunKeeper | undefined,
  work: () => Thenable<RunResult>,
): Promise<RunResult> {
  if (keeper === undefined) return work();
  running.add(keeper.id);
  try {
    const result = await work();
    open.set(keeper.id, result.preview);
    return result;
  } finally {
    running.delete(keeper.id);
  }
}

/** A problem that stopped a run offers to go on with it. */
function tellProblems(shop: Workshop, { preview, problems }: RunResult, keeper?: RunKeeper): void {
  const { language } = shop.session;
  const count = preview?.shots.length ?? 0;
  const resume = async (): Promise<void> => {
    const record = (await shop.store.list()).find(({ id }) => id === keeper?.id);
    if (record !== undefined) await resumeGeneration(shop, record);
  };
  const actions = keeper === undefined ? [] : [{ title: say('resume'), run: resume }];
  for (const { code, problem } of problems) {
    const message = count === 0 ? problem : say('kept', { problem, count });
    tellProblem(shop.session, code, renderMessage(message, language()), actions);
  }
}

async function orProblem<Value>(work: Promise<Value>): Promise<Value | ModelError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

function noModel({ session }: Workshop, { code, problem }: ModelError): RunAnswer {
  const message = renderMessage(problem, session.language());
  tellProblem(session, code, message);
  return { outcome: 'refused', shots: 0, problems: [{ code, message }] };
}

/** The seed shots are varied by unless the project file names one. */
function optionsOf({ context, target }: Desk): RunOptions {
  const { generation } = context.project;
  const given = Object.fromEntries(
    ['seed', 'maxRepairs', 'temperature', 'concurrency'].flatMap((key) =>
      typeof generation[key] === 'number' ? [[key, generation[key]]] : [],
    ),
  );
  // What is replaced is nothing to differ from.
  return target.replaced === undefined
    ? { ...given, existing: shotTexts(context.document), takenIds: takenIds(context.document) }
    : given;
}

function newRecord(
  connection: string,
  { chat }: GuardedModel,
  { target }: Desk,
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
    target: recordedTarget(target),
    task: recordedTask(task),
    options: recordedOptions(options),
    handled: [],
  };
}

/** The target as it was when the run began: shots of the run that are in it already would be taken for repetitions. */
async function deskOfRecord({ session }: Workshop, record: RunRecord): Promise<Desk | undefined> {
  const target = await targetOfRecord(record.target);
  const replaced = target.replaced ?? [];
  const desk = await openDesk(session, target, replaced);
  const taken = new Set(record.handled);
  const ours = desk?.context.document.shots.filter(({ id }) => id !== undefined && taken.has(id.value)) ?? [];
  if (desk === undefined || ours.length === 0) return desk;
  const { text } = desk.context.document;
  return openDesk(session, target, [...replaced, ...ours.map(({ start, end }) => text.slice(start, end))]);
}

function tellGone({ session }: Workshop, { target }: RunRecord): undefined {
  const name = decodeURIComponent(target.uri.split('/').at(-1) ?? '');
  void window.showErrorMessage(renderMessage(say('gone', { name }), session.language()));
}
