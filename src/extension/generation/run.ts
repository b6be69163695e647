import { type CancellationToken, commands, type Progress, ProgressLocation, window } from 'vscode';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import {
  type Cost,
  type GenerationEvent,
  generateShots,
  type RunOptions,
  type RunServices,
  type RunSummary,
  type Task,
  type TokenUsage,
  type Wishes,
} from '../../generation/index.ts';
import type { Session } from '../session.ts';
import type { Desk } from './desk.ts';
import type { RunKeeper } from './keeper.ts';
import type { Preview } from './preview.ts';
import type { Workshop } from './workshop.ts';

const say = defineMessages({
  title: { en: 'Generating shots', 'zh-CN': '正在生成示例' },
  progress: { en: '{done} of {count}', 'zh-CN': '已完成 {done} 个，共 {count} 个' },
  tokens: { en: '≈ {input} tokens in, ≈ {output} out', 'zh-CN': '输入约 {input} token，输出约 {output} token' },
  wait: { en: 'waiting {seconds} s: {because}', 'zh-CN': '等待 {seconds} 秒：{because}' },
  wishes: { en: 'The procedure asks for: {words}', 'zh-CN': '流程中的要求：{words}' },
  dropped: {
    en: '{count} shots were left out because they repeat others.',
    'zh-CN': '有 {count} 个示例与其他示例重复，未采用。',
  },
});

/** A run that is ready to begin. */
export interface PreparedRun {
  readonly desk: Desk;
  readonly task: Task;
  readonly options: RunOptions;
  readonly services: RunServices;
  /** Absent where nothing is sent. */
  readonly keeper: RunKeeper | undefined;
  /** Ids of shots that have found their place already. */
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
export function runWithProgress(shop: Workshop, run: PreparedRun): Thenable<RunResult> {
  const title = renderMessage(say('title'), shop.session.language());
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const stop = abortedBy(token);
    shop.stops.add(stop);
    showRunning(shop);
    try {
      return await follow(shop, run, progress, stop.signal);
    } finally {
      shop.stops.delete(stop);
      showRunning(shop);
    }
  });
}

async function follow(
  { previews, session }: Workshop,
  { desk, handled, keeper, options, services, task }: PreparedRun,
  progress: Progress<{ readonly message: string }>,
  signal: AbortSignal,
): Promise<RunResult> {
  const t = (message: Message): string => renderMessage(message, session.language());
  const problems: RunProblem[] = [];
  let preview: Preview | undefined;
  let outcome: RunSummary['outcome'] = 'refused';
  let count = 0;
  let done = 0;
  let figures = '';
  for await (const event of generateShots(task, options, services, signal)) {
    if (showsSomething(event)) {
      preview ??= await previews.open(desk.target, desk.services.knownTools, keeper?.handled);
      showIn(preview, event, handled);
    }
    if (event.kind === 'planned') {
      count = event.plan.count;
      tellWishes(session, event.plan.wishes);
    } else if (event.kind === 'shot') done++;
    else if (event.kind === 'tokens') figures = ` · ${t(tokensText(event.usage))}${costText(event.cost)}`;
    else if (event.kind === 'dropped') preview?.forget(event.plan.index);
    else if (event.kind === 'problem') problems.push(event);
    else if (event.kind === 'done') {
      outcome = event.summary.outcome;
      tellSummary(session, event.summary);
    }
    progress.report({
      message: event.kind === 'wait' ? t(waitText(event)) : t(say('progress', { done, count })) + figures,
    });
  }
  await preview?.finish();
  return { preview, problems, outcome };
}

type Shown = Extract<GenerationEvent, { kind: 'shot' | 'faulty' | 'writing' }>;

function showsSomething(event: GenerationEvent): event is Shown {
  return event.kind === 'shot' || event.kind === 'faulty' || event.kind === 'writing';
}

/** A shot that has found its place before the run was resumed is not shown again. */
function showIn(preview: Preview, event: Shown, handled: ReadonlySet<string>): void {
  if (event.kind === 'writing') preview.showWriting(event.plan.index, event.text);
  else if (event.kind === 'faulty') preview.showFaulty(event.shot);
  else if (!handled.has(event.shot.id)) preview.add(event.shot);
}

function waitText({ because, seconds }: Extract<GenerationEvent, { kind: 'wait' }>): Message {
  return say('wait', { seconds: Math.ceil(seconds), because });
}

function tellWishes({ language, log }: Session, wishes: Wishes): void {
  for (const words of new Set(Object.values(wishes).map((wish: { readonly words: string }) => wish.words))) {
    log.info(renderMessage(say('wishes', { words }), language()));
  }
}

function tellSummary({ language, log }: Session, { dropped, outcome, requests, shots, usage, cost }: RunSummary): void {
  const figures = renderMessage(tokensText(usage), language());
  log.info(`${outcome}: ${shots} shots, ${requests} requests, ${figures}${costText(cost)}`);
  if (dropped > 0) log.info(renderMessage(say('dropped', { count: dropped }), language()));
}

function tokensText({ inputTokens: input, outputTokens: output }: TokenUsage): Message {
  return say('tokens', { input, output });
}

function costText(cost: Cost | undefined): string {
  return cost === undefined ? '' : ` · ${cost.amount.toFixed(4)} ${cost.currency}`;
}

/** Where something runs, it can be stopped from menus too. */
function showRunning({ stops }: Workshop): void {
  void commands.executeCommand('setContext', 'sopShots.generating', stops.size > 0);
}

function abortedBy(token: CancellationToken): AbortController {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller;
}
