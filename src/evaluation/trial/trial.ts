import type { Message } from '../../core/index.ts';
import {
  type ChatRequest,
  type ConsentQuestion,
  estimateRequestTokens,
  type GuardedModel,
  type Masker,
  type MaskLevel,
  ModelError,
  type StopSignal,
  type TokenUsage,
} from '../../generation/index.ts';
import type { ActualTurn } from '../matching/turns.ts';
import { getUsage } from '../run/askModel.ts';
import type { EvaluationOutcome, RunEvent, WaitEvent } from '../run/events.ts';
import { askPermission, REPLY_TOKENS } from '../run/guardRun.ts';
import { maskRequest } from '../run/maskRequest.ts';
import type { ModelReply } from '../run/modelReply.ts';
import { type ReplyContext, readReply } from '../run/readReply.ts';

/** What a trial of a prompt takes from the outside. */
export interface TrialServices {
  readonly model: GuardedModel;
  readonly masker: (level: MaskLevel) => Masker;
}

/** What happens in a trial. The last event is always `done`. */
export type TrialEvent =
  | WaitEvent
  /** The request may be sent, and is. */
  | { readonly kind: 'sent' }
  /** More of the reply came. `read` gives what the model did so far. */
  | { readonly kind: 'reply'; readonly read: () => ActualTurn }
  | { readonly kind: 'usage'; readonly usage: TokenUsage }
  | { readonly kind: 'problem'; readonly code: string; readonly problem: Message }
  | { readonly kind: 'done'; readonly outcome: EvaluationOutcome };

/** Sends one request and reads the reply as it comes. Asks for consent as every run does. Throws only programmer errors. */
export async function* runTrial(
  request: ChatRequest,
  context: Omit<ReplyContext, 'masker'>,
  services: TrialServices,
  signal: StopSignal,
): AsyncGenerator<TrialEvent> {
  const asking = askPermission(createQuestion(request, services), services);
  for (;;) {
    const asked = await asking.next();
    if (asked.done !== true) {
      if (isTold(asked.value)) yield asked.value;
      continue;
    }
    if (asked.value === undefined) return;
    yield { kind: 'sent' };
    return yield* receive(request, { ...context, masker: asked.value.masker }, services, signal);
  }
}

/** One request needs no plan. */
function isTold(event: RunEvent): event is Exclude<RunEvent, { kind: 'planned' }> {
  return event.kind !== 'planned';
}

function createQuestion(request: ChatRequest, { model, masker }: TrialServices): ConsentQuestion {
  return {
    destination: model.chat.destination,
    model: model.chat.name,
    plain: request,
    masked: (level) => maskRequest(request, masker(level)),
    requests: 1,
    estimatedTokens: estimateRequestTokens(request) + REPLY_TOKENS,
    estimatedReply: REPLY_TOKENS,
    requiredLevel: undefined,
    isModelNeeded: true,
  };
}

async function* receive(
  plain: ChatRequest,
  context: ReplyContext,
  { model: { chat } }: TrialServices,
  signal: StopSignal,
): AsyncGenerator<TrialEvent> {
  const request = maskRequest(plain, context.masker);
  let reply: ModelReply = { text: '', toolCalls: [], finish: 'other', usage: undefined, milliseconds: 0 };
  const toEvent = (): TrialEvent => {
    const received = reply;
    return { kind: 'reply', read: () => readReply(received, context) };
  };
  try {
    for await (const event of chat.stream(request, signal)) {
      if (event.kind === 'wait') yield event;
      else if (event.kind === 'usage') reply = { ...reply, usage: event.usage };
      else if (event.kind === 'finish') reply = { ...reply, finish: event.reason };
      else if (event.kind === 'text' || event.kind === 'refusal') {
        reply = { ...reply, text: reply.text + event.text };
        yield toEvent();
      } else if (event.kind === 'tool-call') {
        reply = { ...reply, toolCalls: [...reply.toolCalls, event.call] };
        yield toEvent();
      }
    }
    yield { kind: 'usage', usage: getUsage(request, reply) };
    yield { kind: 'done', outcome: 'complete' };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    if (error.code !== 'stopped') yield { kind: 'problem', code: error.code, problem: error.problem };
    yield { kind: 'done', outcome: error.code === 'stopped' ? 'stopped' : 'failed' };
  }
}
