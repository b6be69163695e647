import { type CancellationToken, commands, ProgressLocation, window } from 'vscode';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import {
  type Cost,
  generateShots,
  ModelError,
  type RunOptions,
  type RunSummary,
  shotTexts,
  type Task,
  type TokenUsage,
  takenIds,
} from '../../generation/index.ts';
import type { Session } from '../session.ts';
import type { Desk } from './desk.ts';
import type { Previews } from './preview.ts';
import type { Workshop } from './tasks.ts';

const say = defineMessages({
  title: { en: 'Generating shots', 'zh-CN': '正在生成示例' },
  progress: { en: '{done} of {count}', 'zh-CN': '已完成 {done} 个，共 {count} 个' },
  tokens: { en: '≈ {input} tokens in, ≈ {output} out', 'zh-CN': '输入约 {input} token，输出约 {output} token' },
  cost: { en: '{amount} {currency}', 'zh-CN': '{amount} {currency}' },
  wait: { en: 'waiting {seconds} s: {because}', 'zh-CN': '等待 {seconds} 秒：{because}' },
  kept: {
    en: '{problem} The {count} shots that were complete are in the preview.',
    'zh-CN': '{problem}已完成的 {count} 个示例保留在预览中。',
  },
  wishes: { en: 'The procedure asks for: {words}', 'zh-CN': '流程中的要求：{words}' },
  dropped: {
    en: '{count} shots were left out because they repeat others.',
    'zh-CN': '有 {count} 个示例与其他示例重复，未采用。',
  },
});

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

/** Writes shots into a preview, and tells how it went. The document itself is not touched. */
export async function runGeneration(
  { models, previews, session, stops }: Workshop,
  desk: Desk,
  task: Task,
  more: RunOptions = {},
): Promise<void> {
  const t = (message: Message): string => renderMessage(message, session.language());
  for (const problem of desk.problems) void window.showWarningMessage(t(problem));
  const model = await models.choose(desk).catch((error: unknown) => {
    if (!(error instanceof ModelError)) throw error;
    void window.showErrorMessage(t(error.problem));
    return 'none' as const;
  });
  if (model === 'none') return;
  const services = { ...desk.services, prices: models.prices(), ...(model === undefined ? {} : { model }) };
  const options = { location: ProgressLocation.Notification, title: t(say('title')), cancellable: true };
  const problems: Message[] = [];
  const preview = await window.withProgress(options, async (progress, token) => {
    const stop = abortedBy(token);
    stops.add(stop);
    showRunning(stops);
    let opened: Awaited<ReturnType<Previews['open']>> | undefined;
    let summary: RunSummary | undefined;
    let count = 0;
    let figures = '';
    for await (const event of generateShots(task, { ...optionsOf(desk), ...more }, services, stop.signal)) {
      switch (event.kind) {
        case 'planned':
          count = event.plan.count;
          for (const wish of new Set(Object.values(event.plan.wishes).map(({ words }) => words))) {
            session.log.info(t(say('wishes', { words: wish })));
          }
          break;
        case 'shot':
          opened ??= await previews.open(desk.target, desk.services.knownTools);
          opened.add(event.shot);
          break;
        case 'faulty':
          opened ??= await previews.open(desk.target, desk.services.knownTools);
          opened.showFaulty(event.shot);
          break;
        case 'writing':
          opened ??= await previews.open(desk.target, desk.services.knownTools);
          opened.showWriting(event.plan.index, event.text);
          continue;
        case 'tokens':
          figures = ` · ${t(tokensText(event.usage))}${costText(event.cost)}`;
          break;
        case 'wait':
          progress.report({ message: t(say('wait', { seconds: Math.ceil(event.seconds), because: event.because })) });
          continue;
        case 'problem':
          problems.push(event.problem);
          break;
        case 'done':
          summary = event.summary;
          break;
        default:
      }
      const done = opened?.shots.length ?? 0;
      progress.report({ message: t(say('progress', { done, count })) + figures });
    }
    stops.delete(stop);
    showRunning(stops);
    opened?.finish();
    if (summary !== undefined) tellSummary(session, summary);
    return opened;
  });
  for (const problem of problems) tellProblem(problem, preview?.shots.length ?? 0);

  function tellProblem(problem: Message, count: number): void {
    void window.showErrorMessage(t(count === 0 ? problem : say('kept', { problem, count })));
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
function showRunning(stops: Workshop['stops']): void {
  void commands.executeCommand('setContext', 'sopShots.generating', stops.size > 0);
}

function abortedBy(token: CancellationToken): AbortController {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller;
}
