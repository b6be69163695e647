import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { ChatEvent, ChatToolCall, FinishReason } from '../generation/index.ts';

/** Assembles a streamed reply. `finished` is true after a finish reason. */
export interface ReplyAssembler {
  readonly finished: boolean;
  push(chunk: ChatCompletionChunk): readonly ChatEvent[];
  /** What can be said only at the end: the calls, the usage and the reason. */
  end(): readonly ChatEvent[];
}

export function createReplyAssembler(): ReplyAssembler {
  const calls = new Map<number, { id: string; name: string; arguments: string }>();
  let reason: string | undefined;
  let refused = false;
  let usage: ChatEvent | undefined;
  return {
    get finished() {
      return reason !== undefined;
    },
    push: (chunk) => {
      usage = usageEvent(chunk.usage) ?? usage;
      const [choice] = chunk.choices ?? [];
      if (choice === undefined) return [];
      reason = choice.finish_reason ?? reason;
      const { content, refusal, tool_calls } = choice.delta ?? {};
      const pieces = tool_calls ?? [];
      for (const piece of pieces) {
        const call = calls.get(piece.index) ?? { id: '', name: '', arguments: '' };
        call.id ||= piece.id ?? '';
        call.name += piece.function?.name ?? '';
        call.arguments += piece.function?.arguments ?? '';
        calls.set(piece.index, call);
      }
      refused ||= typeof refusal === 'string' && refusal !== '';
      return [...reasoningEvent(choice.delta), ...textEvent('text', content), ...textEvent('refusal', refusal)];
    },
    end: () => [...callEvents([...calls.values()]), ...toEndEvents(usage, reason, refused)],
  };
}

/** The events of a reply that came whole. */
export function toCompletionEvents(completion: ChatCompletion): readonly ChatEvent[] {
  const [choice] = completion.choices;
  const { content, refusal, tool_calls } = choice?.message ?? {};
  const calls = tool_calls ?? [];
  const functions = calls.flatMap((call) => (call.type === 'function' ? [{ id: call.id, ...call.function }] : []));
  return [
    ...reasoningEvent(choice?.message),
    ...textEvent('text', content),
    ...textEvent('refusal', refusal),
    ...callEvents(functions),
    ...toEndEvents(usageEvent(completion.usage), choice?.finish_reason, typeof refusal === 'string' && refusal !== ''),
  ];
}

function textEvent(kind: 'text' | 'refusal', text: string | null | undefined): readonly ChatEvent[] {
  return typeof text === 'string' && text !== '' ? [{ kind, text }] : [];
}

/** Servers name the field differently: vLLM, DeepSeek and llama.cpp `reasoning_content`, others `reasoning`. */
function reasoningEvent(message: object | null | undefined): readonly ChatEvent[] {
  const { reasoning, reasoning_content: content } = (message ?? {}) as Readonly<Record<string, unknown>>;
  const isGiven = [reasoning, content].some((text) => typeof text === 'string' && text !== '');
  return isGiven ? [{ kind: 'reasoning' }] : [];
}

function callEvents(calls: readonly ChatToolCall[]): readonly ChatEvent[] {
  return calls.map((call) => ({ kind: 'tool-call', call }));
}

function toEndEvents(usage: ChatEvent | undefined, reason: string | undefined, refused: boolean): readonly ChatEvent[] {
  return [
    ...(usage === undefined ? [] : [usage]),
    { kind: 'finish', reason: refused ? 'refusal' : toFinishReason(reason) },
  ];
}

function usageEvent(
  usage: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null | undefined,
): ChatEvent | undefined {
  if (usage === null || usage === undefined) return undefined;
  return {
    kind: 'usage',
    usage: { inputTokens: usage.prompt_tokens ?? 0, outputTokens: usage.completion_tokens ?? 0 },
  };
}

function toFinishReason(reason: string | undefined): FinishReason {
  switch (reason) {
    case 'stop':
    case 'length':
      return reason;
    case 'content_filter':
      return 'content-filter';
    case 'tool_calls':
    case 'function_call':
      return 'tool-calls';
    default:
      return 'other';
  }
}
