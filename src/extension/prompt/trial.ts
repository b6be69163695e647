import type { TextDocument, WebviewPanel } from 'vscode';
import { defineMessages, groupDigits, type Message } from '../../core/index.ts';
import { assemblePrompt, type PromptSource } from '../../datasets/index.ts';
import {
  type ActualTurn,
  describeWait,
  printTrialShot,
  readChatRequest,
  runTrial,
  type TrialEvent,
} from '../../evaluation/index.ts';
import { type ChatRequest, type GuardedModel, ModelError, type TokenUsage } from '../../generation/index.ts';
import type { PromptPanelSettings, PromptTrial } from '../../protocol/index.ts';
import type { ModelChooser } from '../generation/connections/modelChooser.ts';
import { openTargetContext, type TargetContext } from '../generation/run/targetContext.ts';
import type { Session } from '../session.ts';
import { insertDraft } from '../writing/insertDraft.ts';
import { type CallCheck, createCallCheck } from './callCheck.ts';
import { toPromptSettings } from './promptSettings.ts';

const say = defineMessages({
  noRequest: { en: 'Enter a request first.', 'zh-CN': '请先填写用户请求。' },
  noModel: {
    en: 'Trying a prompt needs a model. Choose one, or add a connection. [no-model]',
    'zh-CN': '试用提示词需要模型。请选择模型，或添加连接。 [no-model]',
  },
  unreadable: { en: 'The document cannot be read.', 'zh-CN': '无法读取文档。' },
  preparing: { en: 'Preparing', 'zh-CN': '正在准备' },
  asking: { en: 'Waiting for permission to send', 'zh-CN': '正在等待发送许可' },
  writing: { en: '{model} is writing', 'zh-CN': '{model} 正在编写' },
  complete: {
    en: '{model} · {input} tokens in, {output} out · {seconds} s',
    'zh-CN': '{model} · 输入 {input} 个 token，输出 {output} 个 · {seconds} 秒',
  },
  stopped: { en: 'Stopped', 'zh-CN': '已停止' },
  cancelled: { en: 'Canceled, nothing was sent', 'zh-CN': '已取消，未发送任何内容' },
  problem: { en: '{problem} [{code}]', 'zh-CN': '{problem} [{code}]' },
});

/** The preview that a trial is shown in. */
export interface TrialPlace {
  readonly session: Session;
  readonly models: ModelChooser;
  readonly document: TextDocument;
  readonly panel: Pick<WebviewPanel, 'webview'>;
  readonly settings: PromptPanelSettings;
  readonly source: PromptSource | undefined;
}

/** A trial of a prompt: one request of the user's own to the chosen model. */
export interface Trial {
  run(): Promise<void>;
  stop(): void;
  /** Stops it, and shows nothing more of it. */
  close(): void;
  /** Adds the request and the reply to the document, as a draft. */
  addShot(): Promise<void>;
}

/** Milliseconds between two updates of the page while a reply is streamed. */
const INTERVAL = 100;

const IDLE: PromptTrial = {
  type: 'trial',
  isRunning: false,
  status: '',
  isProblem: false,
  needsKey: false,
  text: '',
  calls: [],
  canAdd: false,
};

/** Trials use what the page shows when they begin; later changes belong to the next one. */
export function createTrial(place: TrialPlace): Trial {
  const { document, panel, session } = place;
  const request = place.settings.request.trim();
  const stop = new AbortController();
  let isClosed = false;
  let shown = IDLE;
  let turn: ActualTurn | undefined;
  const show: Show = (change) => {
    shown = { ...shown, ...change };
    if (!isClosed) void panel.webview.postMessage(shown);
  };
  return {
    run: async () => {
      show({ isRunning: true, status: session.t(say('preparing')) });
      const started = await start(place, request);
      if ('problem' in started) return show({ isRunning: false, isProblem: true, status: session.t(started.problem) });
      turn = await follow(session, started, show, stop.signal);
      const isReply = turn !== undefined && (turn.text !== '' || turn.calls.length > 0);
      show({ isRunning: false, canAdd: isReply && !shown.isProblem });
    },
    stop: () => stop.abort(),
    close: () => {
      isClosed = true;
      stop.abort();
    },
    addShot: async () => {
      const uri = document.uri.toString();
      const context = await session.service.getContext(uri, 'shots');
      if (context === undefined || turn === undefined) return;
      await insertDraft(session, uri, printTrialShot(context, request, turn));
    },
  };
}

type Show = (change: Partial<PromptTrial>) => void;

/** A trial that is ready to be sent. */
interface StartedTrial {
  readonly target: TargetContext;
  readonly model: GuardedModel;
  readonly request: ChatRequest;
  readonly check: CallCheck;
}

/** Gathers what a trial needs, or says what is missing. */
async function start(place: TrialPlace, request: string): Promise<StartedTrial | { readonly problem: Message }> {
  const { document, models, session, source } = place;
  if (request === '') return { problem: say('noRequest') };
  const target = await openTargetContext(session, { uri: document.uri });
  if (target === undefined || source === undefined) return { problem: say('unreadable') };
  try {
    const model = await models.choose(target);
    if (model === undefined) return { problem: say('noModel') };
    const check = createCallCheck(session, target, request);
    return { target, model, request: toChatRequest(source, place.settings), check };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { problem: say('problem', { code: error.code, problem: error.problem }) };
  }
}

/** The prompt as a request: messages where that is its format, else its text, also where its format is a template. */
function toChatRequest(source: PromptSource, settings: PromptPanelSettings): ChatRequest {
  const wanted = toPromptSettings(settings);
  const format = wanted.format === 'dify' || wanted.format === 'coze' ? 'text' : wanted.format;
  const { text } = assemblePrompt(source, { ...wanted, format });
  return format === 'messages' ? readChatRequest(JSON.parse(text)) : { messages: [{ role: 'user', content: text }] };
}

/** Shows the reply as it comes, and answers what the model did. */
async function follow(
  { t }: Session,
  { check, model, request, target }: StartedTrial,
  show: Show,
  signal: AbortSignal,
): Promise<ActualTurn | undefined> {
  const { context, services } = target;
  const form = request.tools === undefined ? 'text' : 'tools';
  const reading = { tools: context.tools, project: context.project, form } as const;
  const began = Date.now();
  let read: (() => ActualTurn) | undefined;
  let updated = 0;
  const update = async (isComplete: boolean): Promise<ActualTurn | undefined> => {
    updated = Date.now();
    const turn = read?.();
    // The last call of a reply that still comes may be half a call.
    const calls = turn?.calls.filter(({ values }) => isComplete || values !== undefined) ?? [];
    if (turn !== undefined) show({ text: turn.text, calls: await check(calls) });
    return turn;
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** What came last is shown soon too, also if nothing comes after it. */
  const updateSoon = (): void => {
    const rest = updated + INTERVAL - Date.now();
    waiting ??= setTimeout(
      () => {
        waiting = undefined;
        void update(false);
      },
      Math.max(0, rest),
    );
  };
  show({ status: t(say('asking')) });
  for await (const event of runTrial(request, reading, { model, masker: services.masker }, signal)) {
    if (event.kind === 'reply') {
      ({ read } = event);
      updateSoon();
    } else if (event.kind === 'usage') show({ status: t(toFigures(model, event.usage, Date.now() - began)) });
    else if (event.kind === 'sent') show({ status: t(say('writing', { model: model.chat.name })) });
    else show(toStatus(event, t));
  }
  clearTimeout(waiting);
  return update(true);
}

function toFigures({ chat }: GuardedModel, usage: TokenUsage, milliseconds: number): Message {
  const seconds = (milliseconds / 1000).toFixed(1);
  return say('complete', {
    model: chat.name,
    input: groupDigits(usage.inputTokens),
    output: groupDigits(usage.outputTokens),
    seconds,
  });
}

/** What the page says of an event; the others of a run that ended have said why before. */
function toStatus(
  event: Exclude<TrialEvent, { kind: 'reply' | 'sent' | 'usage' }>,
  t: (message: Message) => string,
): Partial<PromptTrial> {
  switch (event.kind) {
    case 'wait':
      return { status: t(describeWait(event)) };
    case 'problem':
      return {
        isProblem: true,
        needsKey: event.code === 'no-key' || event.code === 'wrong-key',
        status: t(say('problem', { code: event.code, problem: event.problem })),
      };
    case 'done':
      return event.outcome === 'stopped' || event.outcome === 'cancelled' ? { status: t(say(event.outcome)) } : {};
  }
}
