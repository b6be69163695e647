import { isObject, type JsonObject } from '../../core/index.ts';
import { createCallId } from '../conversation/callIds.ts';
import type { AssistantTurn, Conversation, Turn } from '../conversation/conversation.ts';
import type { PairTurn, PreferencePair } from './preferencePair.ts';

const ORIGIN = { start: 0, end: 0 } as const;

/** The conversation of a pair that ends with one of its turns. */
export function toPairConversation({ id, messages, tools }: PreferencePair, last: PairTurn): Conversation {
  const turns = messages.map((message, index): Turn => toTurn(id, messages, message, index));
  return {
    form: 'chat',
    turns: [...turns, toLastTurn(id, last, messages.length)],
    tools: tools.map(({ name, ...about }) => {
      return { name, function: { name, ...about }, wrapper: { type: 'function' } };
    }),
    hasToolList: true,
  };
}

function toTurn(
  id: string,
  messages: PreferencePair['messages'],
  message: PreferencePair['messages'][number],
  index: number,
): Turn {
  if (message.role === 'tool') {
    const place = findCall(messages, message.toolCallId);
    const name = place?.name ?? '';
    return { kind: 'tool', callId: createCallId(id, place?.number ?? 0), name, text: message.content, origin: ORIGIN };
  }
  if (message.role !== 'assistant') return { kind: message.role, text: message.content, origin: ORIGIN };
  const calls = (message.toolCalls ?? []).map((call) => ({
    id: createCallId(id, findCall(messages, call.id)?.number ?? index),
    name: call.name,
    arguments: toArguments(call.arguments),
    origin: ORIGIN,
  }));
  const [thought, text] = calls.length > 0 ? [message.content, ''] : ['', message.content];
  return { kind: 'assistant', thought, text, calls, origin: ORIGIN };
}

/** A call of the conversation: its name, and its number among all of them. */
function findCall(messages: PreferencePair['messages'], id: string) {
  const calls = messages.flatMap((message) => ('toolCalls' in message ? (message.toolCalls ?? []) : []));
  const number = calls.findIndex((call) => call.id === id);
  const call = calls[number];
  return call === undefined ? undefined : { name: call.name, number };
}

function toArguments(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : {};
}

/** The ids of the last turn begin where no conversation has as many calls. */
function toLastTurn(id: string, { thought, text, calls }: PairTurn, before: number): AssistantTurn {
  return {
    kind: 'assistant',
    thought,
    text,
    calls: calls.map((call, index) => ({ ...call, id: createCallId(id, 1000 * before + index), origin: ORIGIN })),
    origin: ORIGIN,
  };
}
