import {
  CancellationTokenSource,
  type LanguageModelChat,
  LanguageModelChatMessage,
  LanguageModelError,
  lm,
} from 'vscode';
import { defineMessages } from '../../../core/index.ts';
import {
  type ChatEvent,
  type ChatModel,
  type ChatRequest,
  ModelError,
  type StopSignal,
} from '../../../generation/index.ts';

const say = defineMessages({
  none: {
    en: 'VS Code provides no language model here. Sign in to a model provider, or choose another connection.',
    'zh-CN': 'VS Code 当前没有可用的语言模型。请登录提供模型的服务，或选择其他连接。',
  },
  noPermission: {
    en: 'VS Code did not permit the use of {model}. Allow it when asked, or choose another connection.',
    'zh-CN': 'VS Code 未允许使用 {model}。请在询问时允许，或选择其他连接。',
  },
  notFound: {
    en: '{model} is no longer available. Choose a model again.',
    'zh-CN': '{model} 已不可用。请重新选择模型。',
  },
  blocked: {
    en: '{model} is blocked: the quota may be used up, or a content filter applied.',
    'zh-CN': '{model} 暂时被限制：可能是额度用尽或内容过滤。',
  },
  failed: { en: '{model} failed. Try again later.', 'zh-CN': '{model} 出错。请稍后再试。' },
  stopped: { en: 'Stopped.', 'zh-CN': '已停止。' },
});

/** One of the editor's own models: the one of an id, or the first. Throws `no-model` where there is none. */
export async function getEditorModel(id: string | undefined): Promise<ChatModel> {
  const [model] = await lm.selectChatModels(id === undefined ? {} : { id });
  if (model === undefined) throw new ModelError('no-model', say('none'));
  return toChatModel(model);
}

/**
 * A model of VS Code with the interface of all models. It counts as a public host, because where it runs is unknown.
 */
export function toChatModel(model: LanguageModelChat): ChatModel {
  const place = `editor:${model.vendor}`;
  return {
    name: model.name,
    destination: { origin: place, host: place },
    structureMode: 'off',
    stream: (request, signal) => stream(model, request, signal),
  };
}

async function* stream(model: LanguageModelChat, request: ChatRequest, signal: StopSignal): AsyncIterable<ChatEvent> {
  const source = new CancellationTokenSource();
  const stop = (): void => source.cancel();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    const response = await model.sendRequest(request.messages.map(toMessage), {}, source.token);
    for await (const text of response.text) {
      if (signal.aborted) throw new ModelError('stopped', say('stopped'));
      yield { kind: 'text', text };
    }
    if (signal.aborted) throw new ModelError('stopped', say('stopped'));
    yield { kind: 'finish', reason: 'stop' };
  } catch (error) {
    throw toModelError(error, model.name, signal.aborted);
  } finally {
    signal.removeEventListener('abort', stop);
    source.cancel();
    source.dispose();
  }
}

/** The API has no system role: what it would say is said by the user first. */
function toMessage({ role, content }: ChatRequest['messages'][number]): LanguageModelChatMessage {
  return role === 'assistant' ? LanguageModelChatMessage.Assistant(content) : LanguageModelChatMessage.User(content);
}

function toModelError(error: unknown, model: string, stopped: boolean): ModelError {
  if (error instanceof ModelError) return error;
  if (stopped) return new ModelError('stopped', say('stopped'));
  const code = error instanceof LanguageModelError ? error.code : '';
  if (code === LanguageModelError.NoPermissions.name)
    return new ModelError('forbidden', say('noPermission', { model }));
  if (code === LanguageModelError.NotFound.name) return new ModelError('unknown-model', say('notFound', { model }));
  if (code === LanguageModelError.Blocked.name) return new ModelError('quota', say('blocked', { model }));
  return new ModelError('server-error', say('failed', { model }));
}
