import { commands, type Progress, ProgressLocation, window } from 'vscode';
import { defineMessages, type Message, renderMessage } from '../../../core/index.ts';
import {
  type Cost,
  type GenerationEvent,
  generateShots,
  type Requirements,
  type RunOptions,
  type RunServices,
  type RunSummary,
  type Task,
  type TokenUsage,
} from '../../../generation/index.ts';
import type { RunDescription, RunFollower } from '../../activeRuns.ts';
import { toAbortController } from '../../cancellation.ts';
import { getFileName } from '../../fileName.ts';
import type { Session } from '../../session.ts';
import type { Preview } from '../review/preview.ts';
import type { GenerationContext } from './generationContext.ts';
import type { RunPersistence } from './runPersistence.ts';
import type { TargetContext } from './targetContext.ts';

const say = defineMessages({
  title: { en: 'Generating shots', 'zh-CN': '正在生成示例' },
  asking: { en: 'waiting for permission to send', 'zh-CN': '等待发送许可' },
  progress: { en: '{done} of {count}', 'zh-CN': '已完成 {done} 个，共 {count} 个' },
  tokens: { en: '≈ {input} tokens in, ≈ {output} out', 'zh-CN': '输入约 {input} token，输出约 {output} token' },
  wait: { en: 'waiting {seconds} s: {because}', 'zh-CN': '等待 {seconds} 秒：{because}' },
  requirements: { en: 'Requirements in the procedure: {words}', 'zh-CN': '流程中的要求：{words}' },
  complete: { en: 'shots written: {count}', 'zh-CN': '已写出 {count} 个示例' },
  incomplete: { en: 'incomplete, shots written: {count}', 'zh-CN': '未完成，已写出 {count} 个示例' },
  stopped: { en: 'stopped, shots written: {count}', 'zh-CN': '已停止，已写出 {count} 个示例' },
  refused: { en: 'did not begin', 'zh-CN': '未能开始' },
  cancelled: { en: 'canceled', 'zh-CN': '已取消' },
  dropped: {
    en: '{count} {count|shot was dropped because it repeats another|shots were dropped because they repeat others}.',
    'zh-CN': '有 {count} 个示例与其他示例重复，未采用。',
  },
});

/** A run that is ready to begin. */
export interface PreparedRun {
  readonly targetContext: TargetContext;
  readonly task: Task;
  readonly options: RunOptions;
  readonly services: RunServices;
  /** Absent where nothing is sent. */
  readonly persistence: RunPersistence | undefined;
  /** Ids of shots that were accepted or discarded before. */
  readonly handled: ReadonlySet<string>;
}

/** Why a run gave less than was asked for, with a code that programs can go by. */
export interface RunProblem {
  readonly code: string;
  readonly problem: Message;
}

/** How a run went. */
export interface RunResult {
  readonly preview: Preview | undefined;
  readonly problems: readonly RunProblem[];
  readonly outcome: RunSummary['outcome'];
}

/** Writes shots into a preview while the progress is shown, where it can be cancelled. */
export function runWithProgress(generation: GenerationContext, run: PreparedRun): Thenable<RunResult> {
  const title = generation.session.t(say('title'));
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const stop = toAbortController(token);
    const follower = generation.runs.begin(describeRun(run), stop);
    updateRunningContext(generation);
    let ended = say('refused');
    try {
      const result = await followRun(generation, run, { progress, follower }, stop.signal);
      ended = say(result.outcome, { count: result.preview?.shots.length ?? 0 });
      return result;
    } finally {
      follower.end(ended);
      updateRunningContext(generation);
    }
  });
}

function describeRun({ persistence, services, targetContext }: PreparedRun): RunDescription {
  const name = getFileName(targetContext.target.uri);
  return { id: persistence?.id, kind: 'generation', name, model: services.model?.chat.name };
}

/** Where the progress of a run is shown. */
interface ProgressPlaces {
  readonly progress: Progress<{ readonly message: string }>;
  readonly follower: RunFollower;
}

async function followRun(
  { previews, session }: GenerationContext,
  { targetContext, handled, persistence, options, services, task }: PreparedRun,
  { progress, follower }: ProgressPlaces,
  signal: AbortSignal,
): Promise<RunResult> {
  const { t } = session;
  const problems: RunProblem[] = [];
  let preview: Preview | undefined;
  let outcome: RunSummary['outcome'] = 'refused';
  let count = 0;
  let done = 0;
  let isAsking = false;
  let figures = '';
  for await (const event of generateShots(task, options, services, signal)) {
    if (isShown(event)) {
      preview ??= await previews.open(targetContext.target, targetContext.services.knownTools, persistence?.handled);
      showIn(preview, event, handled);
    }
    if (event.kind === 'planned') {
      count = event.plan.count;
      isAsking = event.plan.model !== undefined;
      logRequirements(session, event.plan.requirements);
    } else if (event.kind === 'request') isAsking = false;
    else if (event.kind === 'shot') done++;
    else if (event.kind === 'tokens') figures = ` · ${t(toTokensMessage(event.usage))}${toCostText(event.cost)}`;
    else if (event.kind === 'dropped') preview?.forget(event.plan.index);
    else if (event.kind === 'problem') problems.push(event);
    else if (event.kind === 'done') {
      outcome = event.summary.outcome;
      logSummary(session, event.summary);
    }
    if (count === 0 && event.kind !== 'wait') continue;
    const shown = toProgressMessage(event, isAsking, { done, count });
    follower.report(shown);
    progress.report({ message: event.kind === 'wait' ? t(shown) : t(shown) + figures });
  }
  await preview?.finish();
  return { preview, problems, outcome };
}

type Shown = Extract<GenerationEvent, { kind: 'shot' | 'faulty' | 'writing' }>;

function isShown(event: GenerationEvent): event is Shown {
  return event.kind === 'shot' || event.kind === 'faulty' || event.kind === 'writing';
}

/** A shot that was handled before the run was resumed is not shown again. */
function showIn(preview: Preview, event: Shown, handled: ReadonlySet<string>): void {
  if (event.kind === 'writing') preview.showWriting(event.plan.index, event.text);
  else if (event.kind === 'faulty') preview.showFaulty(event.shot);
  else if (!handled.has(event.shot.id)) preview.add(event.shot);
}

/** Shots are counted once the model is asked for them. */
function toProgressMessage(
  event: GenerationEvent,
  isAsking: boolean,
  counts: { readonly done: number; readonly count: number },
): Message {
  if (event.kind === 'wait') return toWaitMessage(event);
  return isAsking ? say('asking') : say('progress', counts);
}

function toWaitMessage({ because, seconds }: Extract<GenerationEvent, { kind: 'wait' }>): Message {
  return say('wait', { seconds: Math.ceil(seconds), because });
}

function logRequirements({ language, log }: Session, requirements: Requirements): void {
  for (const words of new Set(
    Object.values(requirements).map((requirement: { readonly words: string }) => requirement.words),
  )) {
    log.info(renderMessage(say('requirements', { words }), language()));
  }
}

function logSummary({ language, log }: Session, { dropped, outcome, requests, shots, usage, cost }: RunSummary): void {
  const figures = renderMessage(toTokensMessage(usage), language());
  log.info(`${outcome}: ${shots} shots, ${requests} requests, ${figures}${toCostText(cost)}`);
  if (dropped > 0) log.info(renderMessage(say('dropped', { count: dropped }), language()));
}

function toTokensMessage({ inputTokens: input, outputTokens: output }: TokenUsage): Message {
  return say('tokens', { input, output });
}

function toCostText(cost: Cost | undefined): string {
  return cost === undefined ? '' : ` · ${cost.amount.toFixed(4)} ${cost.currency}`;
}

/** Where something runs, it can be stopped from menus too. */
function updateRunningContext({ runs }: GenerationContext): void {
  void commands.executeCommand('setContext', 'sopShots.generating', runs.isRunning('generation'));
}
