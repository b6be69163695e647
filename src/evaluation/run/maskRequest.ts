import { isObject } from '../../core/index.ts';
import type { ChatMessage, ChatRequest, ChatToolCall, Masker } from '../../generation/index.ts';

/** A request as it leaves: names and personal data replaced in texts, tools and the calls of the history. */
export function maskRequest(request: ChatRequest, masker: Masker | undefined): ChatRequest {
  if (masker === undefined) return request;
  const { tools } = request;
  return {
    ...request,
    messages: request.messages.map((message) => maskMessage(message, masker)),
    ...(tools === undefined ? {} : { tools: tools.map(masker.tool) }),
  };
}

function maskMessage(message: ChatMessage, masker: Masker): ChatMessage {
  const content = masker.text(message.content);
  if (message.role !== 'assistant' || message.toolCalls === undefined) return { ...message, content };
  return { ...message, content, toolCalls: message.toolCalls.map((call) => maskCall(call, masker)) };
}

function maskCall(call: ChatToolCall, masker: Masker): ChatToolCall {
  const values: unknown = JSON.parse(call.arguments);
  const masked = isObject(values) ? masker.value(values) : {};
  return { ...call, name: masker.text(call.name), arguments: JSON.stringify(masked) };
}
