import {
  type ChatModel,
  type ChatRequest,
  type Clock,
  estimateRequestTokens,
  estimateTokens,
  ModelError,
  type StopSignal,
  type TokenUsage,
} from '../../generation/index.ts';
import type { BrokenAttempt } from './caseResult.ts';
import type { EvaluationServices, WaitEvent } from './events.ts';
import type { ModelReply } from './modelReply.ts';
import { toCacheKey } from './replyCache.ts';

/** A reply, and whether it was in the cache. */
export interface ReceivedReply {
  readonly kind: 'reply';
  readonly reply: ModelReply;
  readonly isCached: boolean;
}

/** Takes a reply from the cache or the model. `repeat` tells repeats of one request apart. Undefined if the run was stopped. */
export async function* askModel(
  request: ChatRequest,
  repeat: string,
  { model: { chat }, cache, clock }: EvaluationServices,
  signal: StopSignal,
): AsyncGenerator<WaitEvent, ReceivedReply | BrokenAttempt | undefined> {
  const key = toCacheKey(chat.destination.origin, chat.name, request, repeat);
  const known = await cache.get(key);
  if (known !== undefined) return { kind: 'reply', reply: known, isCached: true };
  try {
    const reply = yield* receive(chat, request, clock, signal);
    await cache.add(key, reply);
    return { kind: 'reply', reply, isCached: false };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return error.code === 'stopped' ? undefined : { kind: 'broken', code: error.code, problem: error.problem };
  }
}

async function* receive(
  chat: ChatModel,
  request: ChatRequest,
  clock: Clock,
  signal: StopSignal,
): AsyncGenerator<WaitEvent, ModelReply> {
  let started = clock.now();
  const toolCalls: ModelReply['toolCalls'][number][] = [];
  let text = '';
  let usage: ModelReply['usage'];
  let finish: ModelReply['finish'] = 'other';
  for await (const event of chat.stream(request, signal)) {
    if (event.kind === 'text') text += event.text;
    else if (event.kind === 'tool-call') toolCalls.push(event.call);
    else if (event.kind === 'usage') usage = event.usage;
    else if (event.kind === 'finish') finish = event.reason;
    else if (event.kind === 'wait') {
      yield event;
      // The wait before a request is not the model's time.
      started = clock.now();
    }
  }
  return { text, toolCalls, finish, usage, milliseconds: clock.now() - started };
}

/** The tokens of a request and its reply, estimated where the server did not count them. */
export function getUsage(request: ChatRequest, { usage, text, toolCalls }: ModelReply): TokenUsage {
  if (usage !== undefined) return usage;
  const calls = toolCalls.map((call) => call.arguments).join(' ');
  return {
    inputTokens: estimateRequestTokens(request),
    outputTokens: estimateTokens(text) + estimateTokens(calls),
  };
}
