import { isObject, type JsonValue } from '../../core/index.ts';
import type { ChatMessage, ChatRequest, ChatTool, ChatToolCall } from '../../generation/index.ts';

/** A request from the body of one, as the chat API has it: the format *Messages* of a prompt. */
export function readChatRequest(body: JsonValue): ChatRequest {
  const fields = toFields(body);
  const tools = toList(fields.tools).map((entry): ChatTool => {
    const { name, description, parameters } = toFields(toFields(entry).function);
    return { name: toText(name), description: toText(description), parameters: isObject(parameters) ? parameters : {} };
  });
  const messages = toList(fields.messages).map(readMessage);
  return tools.length === 0 ? { messages } : { messages, tools };
}

function readMessage(value: JsonValue): ChatMessage {
  const { content, role, tool_call_id: toolCallId, tool_calls: toolCalls } = toFields(value);
  const text = toText(content);
  switch (role) {
    case 'assistant': {
      const calls = toList(toolCalls).map(readCall);
      return calls.length === 0 ? { role, content: text } : { role, content: text, toolCalls: calls };
    }
    case 'tool':
      return { role, content: text, toolCallId: toText(toolCallId) };
    default:
      return { role: role === 'system' ? 'system' : 'user', content: text };
  }
}

function readCall(value: JsonValue): ChatToolCall {
  const { function: called, id } = toFields(value);
  const { arguments: text, name } = toFields(called);
  return { id: toText(id), name: toText(name), arguments: toText(text) };
}

function toFields(value: JsonValue | undefined): Readonly<Record<string, JsonValue | undefined>> {
  return value !== undefined && isObject(value) ? value : {};
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function toText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
