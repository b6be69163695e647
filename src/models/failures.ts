import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { defineMessages } from '../core/index.ts';
import { ModelError, type ModelErrorCode } from '../generation/index.ts';
import type { Complaint } from './features.ts';
import { RedirectRefused } from './guardedFetch.ts';

const say = defineMessages({
  noKey: {
    en: '{origin} requires an API key, and none is stored. Set one with "Set API Key", or in {variable}.',
    'zh-CN': '{origin} 需要密钥，而这里没有为它保存密钥。请用“设置 API 密钥”设置，或设置环境变量 {variable}。',
  },
  wrongKey: {
    en: '{origin} rejected the API key. Check that it is complete, valid and belongs to this provider.',
    'zh-CN': '{origin} 不接受这个密钥。请检查密钥是否完整、有效，是否属于这家服务商。',
  },
  forbidden: {
    en: '{origin} denied access (403). The key may lack a permission, or the region or model may not be available to it.',
    'zh-CN': '{origin} 拒绝访问（403）。密钥可能没有相应权限，或所在地区、所选模型未对其开放。',
  },
  unknownModel: {
    en: '{origin} has no model "{model}". Choose one from its list.',
    'zh-CN': '{origin} 没有名为“{model}”的模型。请从它的模型列表里选择。',
  },
  wrongAddress: {
    en: '{origin} has no chat completions endpoint at this address ({status}). Most base URLs end in /v1.',
    'zh-CN': '{origin} 的这个地址上没有对话接口（{status}）。服务地址大多以 /v1 结尾。',
  },
  badRequest: {
    en: '{origin} rejected the request ({status} {detail}). Try another model or turn off options.',
    'zh-CN': '{origin} 无法处理这个请求（{status} {detail}）。请换一个模型，或关闭部分选项。',
  },
  tooLong: {
    en: 'The prompt exceeds the context length of the model. Use fewer tools or examples, or a model with a longer context.',
    'zh-CN': '提示词超出了模型的长度上限。请减少工具或示例，或换用上下文更长的模型。',
  },
  rateLimit: {
    en: '{origin} still rate-limits requests after several retries. Try again later or lower the concurrency.',
    'zh-CN': '多次重试后，{origin} 仍在限流。请稍后再试，或降低并发数。',
  },
  quota: {
    en: 'The account at {origin} has no remaining quota. Check its balance and plan.',
    'zh-CN': '{origin} 的账户额度已用完。请检查余额和套餐。',
  },
  serverError: {
    en: '{origin} returned a server error ({status}). Try again later.',
    'zh-CN': '{origin} 返回服务器错误（{status}）。请稍后再试。',
  },
  unreachable: {
    en: '{origin} cannot be reached ({detail}). Check that the server is running and that address and proxy are correct.',
    'zh-CN': '连接不上 {origin}（{detail}）。请检查服务是否已启动、地址是否正确、代理是否已设置。',
  },
  timeout: {
    en: '{origin} did not respond in time. Try again, or raise the timeout.',
    'zh-CN': '{origin} 未在规定时间内回应。请重试，或调大超时时间。',
  },
  cutOff: {
    en: 'The connection to {origin} was lost before the reply was complete. Try again.',
    'zh-CN': '与 {origin} 的连接在回复完成之前中断了。请重试。',
  },
  malformed: {
    en: 'The response of {origin} does not follow the OpenAI protocol. Most base URLs end in /v1.',
    'zh-CN': '{origin} 的回应不符合 OpenAI 协议。服务地址大多以 /v1 结尾。',
  },
  redirect: {
    en: '{origin} redirects requests to {detail}, which is not allowed. Use the final address as the base URL.',
    'zh-CN': '{origin} 将请求重定向到 {detail}，而这未经许可。请直接填写最终的服务地址。',
  },
  stopped: { en: 'Stopped.', 'zh-CN': '已停止。' },
});

/** What is known of a request when it fails. Nothing in it is secret but `secrets`. */
export interface RequestFacts {
  readonly origin: string;
  readonly model: string;
  readonly sentKey: boolean;
  readonly keyVariable: string;
  /** True if the reply had begun. */
  readonly started: boolean;
  readonly timedOut: boolean;
  readonly stopped: boolean;
  /** Key and header values, which no message may repeat. */
  readonly secrets: readonly string[];
}

/** Turns whatever was thrown into a `ModelError`, taking over no text of the server's but short codes. */
export function toModelError(error: unknown, facts: RequestFacts): ModelError {
  if (facts.stopped) return createError('stopped', 'stopped', facts);
  if (facts.timedOut || error instanceof APIConnectionTimeoutError) return createError('timeout', 'timeout', facts);
  if (error instanceof ModelError) return error;
  if (error instanceof APIUserAbortError) return createError('stopped', 'stopped', facts);
  const refused = getCauses(error).find((cause) => cause instanceof RedirectRefused);
  if (refused !== undefined) return createError('redirect', 'redirect', facts, { detail: refused.location ?? '…' });
  if (error instanceof APIError && typeof error.status === 'number') return toStatusError(error, error.status, facts);
  if (error instanceof SyntaxError) return createError('malformed', 'malformed', facts);
  if (facts.started) {
    return error instanceof APIError && error.error !== undefined
      ? createError('server-error', 'serverError', facts, { status: 200 })
      : createError('cut-off', 'cutOff', facts);
  }
  return createError('unreachable', 'unreachable', facts, { detail: getNetworkCode(error) });
}

/** The failure of a server that wants a key when there is none. */
export function createMissingKeyError(origin: string, variable: string): ModelError {
  return new ModelError('no-key', say('noKey', { origin, variable }));
}

/** The failure of a reply that is no completion. */
export function createMalformedError(origin: string): ModelError {
  return new ModelError('malformed', say('malformed', { origin }));
}

/** The failure of a reply that ends before its end. */
export function createCutOffError(origin: string): ModelError {
  return new ModelError('cut-off', say('cutOff', { origin }));
}

/** True if the same request may succeed later. */
export function isTransient(error: unknown, failure: ModelError): boolean {
  if (['rate-limit', 'server-error', 'timeout', 'cut-off'].includes(failure.code)) return failure.status !== 501;
  return failure.code === 'unreachable' && /RESET|SOCKET|EPIPE|ETIMEDOUT|EAI_AGAIN/.test(getNetworkCode(error));
}

/** The server's error, for feature detection only. */
export function toComplaint(error: unknown): Complaint | undefined {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return undefined;
  return { status: error.status, param: error.param ?? '', message: error.message };
}

function toStatusError(error: APIError, status: number, facts: RequestFacts): ModelError {
  const code = String(error.code ?? '');
  const text = `${code} ${error.type ?? ''} ${error.message}`;
  // Proxies repeat the status as the code.
  const words = [code, error.param ?? ''].filter((word) => word !== String(status));
  const about = { status, detail: toSafeDetail(words, facts.secrets) };
  // A LiteLLM proxy without a database can compare a key with its own only, and answers any other with 400.
  if (status === 401 || error.type === 'no_db_connection') {
    return facts.sentKey
      ? createError('wrong-key', 'wrongKey', facts, about)
      : createMissingKeyError(facts.origin, facts.keyVariable);
  }
  if (status === 402 || /insufficient_(quota|balance)|exceeded your current quota|Arrearage/i.test(text)) {
    return createError('quota', 'quota', facts, about);
  }
  if (status === 403) return createError('forbidden', 'forbidden', facts, about);
  if (status === 404 || status === 405) {
    const model = /model_not_found|\bmodel\b/i.test(text);
    return createError(
      model ? 'unknown-model' : 'wrong-address',
      model ? 'unknownModel' : 'wrongAddress',
      facts,
      about,
    );
  }
  if (status === 429) return createError('rate-limit', 'rateLimit', facts, about);
  if (status === 408) return createError('timeout', 'timeout', facts, about);
  if (status >= 500) return createError('server-error', 'serverError', facts, about);
  if (isTooLong(status, text)) return createError('too-long', 'tooLong', facts, about);
  if (/model_not_found|invalid model name|model.{0,40}(not exist|not found)/i.test(text)) {
    return createError('unknown-model', 'unknownModel', facts, about);
  }
  return createError('bad-request', 'badRequest', facts, about);
}

function isTooLong(status: number, text: string): boolean {
  return status === 413 || /context_length_exceeded|context (length|window|size)|too many tokens|too long/i.test(text);
}

function createError(
  code: ModelErrorCode,
  key: Parameters<typeof say>[0],
  facts: RequestFacts,
  about: { readonly status?: number; readonly detail?: string } = {},
): ModelError {
  const { status, detail = '' } = about;
  const args = { origin: facts.origin, model: facts.model, detail, status: status ?? '' };
  return new ModelError(code, say(key, args), status);
}

/** Only words in the form of an identifier are taken over, and none that repeats a secret. */
function toSafeDetail(candidates: readonly string[], secrets: readonly string[]): string {
  const safe = candidates.filter((word) => {
    return /^[\w.[\]-]{1,40}$/.test(word) && !secrets.some((secret) => secret.length > 3 && word.includes(secret));
  });
  return [...new Set(safe)].join(' ');
}

function getNetworkCode(error: unknown): string {
  for (const cause of getCauses(error)) {
    if ('code' in cause && typeof cause.code === 'string' && /^[A-Z_]{3,40}$/.test(cause.code)) return cause.code;
  }
  return 'network';
}

function getCauses(error: unknown): readonly (Error & { readonly location?: string | undefined })[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 6; at = at.cause) chain.push(at);
  return chain;
}
