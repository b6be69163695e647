import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { ChatEvent, ChatToolCall, FinishReason } from '../generation/index.ts';

/** Puts the pieces of a streamed reply together. `finished` tells whether the server said that it is whole. */
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
      const { content, refusal, tool_calls: pieces = [] } = choice.delta ?? {};
      for (const piece of pieces) {
        const call = calls.get(piece.index) ?? { id: '', name: '', arguments: '' };
        call.id ||= piece.id ?? '';
        call.name += piece.function?.name ?? '';
        call.arguments += piece.function?.arguments ?? '';
        calls.set(piece.index, call);
      }
      refused ||= typeof refusal === 'string' && refusal !== '';
      return [...textEvent('text', content), ...textEvent('refusal', refusal)];
    },
    end: () => [...callEvents([...calls.values()]), ...ending(usage, reason, refused)],
  };
}

/** The events of a reply that came whole. */
export function eventsOfCompletion(completion: ChatCompletion): readonly ChatEvent[] {
  const [choice] = completion.choices;
  const { content, refusal, tool_calls: calls = [] } = choice?.message ?? {};
  const functions = calls.flatMap((call) => (call.type === 'function' ? [{ id: call.id, ...call.function }] : []));
  return [
    ...textEvent('text', content),
    ...textEvent('refusal', refusal),
    ...callEvents(functions),
    ...ending(usageEvent(completion.usage), choice?.finish_reason, typeof refusal === 'string' && refusal !== ''),
  ];
}

function textEvent(kind: 'text' | 'refusal', text: string | null | undefined): readonly ChatEvent[] {
  return typeof text === 'string' && text !== '' ? [{ kind, text }] : [];
}

function callEvents(calls: readonly ChatToolCall[]): readonly ChatEvent[] {
  return calls.map((call) => ({ kind: 'tool-call', call }));
}

function ending(usage: ChatEvent | undefined, reason: string | undefined, refused: boolean): readonly ChatEvent[] {
  return [...(usage === undefined ? [] : [usage]), { kind: 'finish', reason: refused ? 'refusal' : finishOf(reason) }];
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

function finishOf(reason: string | undefined): FinishReason {
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
