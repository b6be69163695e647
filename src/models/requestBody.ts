import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';
import type { ChatMessage, ChatRequest, ChatTool } from '../generation/index.ts';
import type { Features, OptionalParameter, UsedFeatures } from './features.ts';

/** A request as the protocol has it, without what the server is known to refuse. */
export function toRequestBody(
  model: string,
  request: ChatRequest,
  features: Features,
): ChatCompletionCreateParamsStreaming {
  const may = (name: OptionalParameter): boolean => !features.without.includes(name);
  return {
    model,
    messages: request.messages.map(toMessageParam),
    stream: true,
    ...(may('stream_options') ? { stream_options: { include_usage: true } } : {}),
    ...(request.tools === undefined || request.tools.length === 0 ? {} : { tools: request.tools.map(toToolParam) }),
    ...(request.temperature !== undefined && may('temperature') ? { temperature: request.temperature } : {}),
    ...(request.seed !== undefined && may('seed') ? { seed: request.seed } : {}),
    ...(request.maxTokens !== undefined && features.maxTokens !== 'none'
      ? { [features.maxTokens]: request.maxTokens }
      : {}),
    ...toResponseFormat(request, features),
  };
}

/** What of that a server might refuse. */
export function getUsedFeatures(body: ChatCompletionCreateParamsStreaming): UsedFeatures {
  const optional = (['stream_options', 'temperature', 'seed'] as const).filter((name) => body[name] !== undefined);
  return {
    structure: body.response_format !== undefined,
    maxTokens: body.max_tokens !== undefined || body.max_completion_tokens !== undefined,
    optional,
  };
}

/** The definition of a tool in the protocol's shape. */
export function toToolParam(tool: ChatTool): ChatCompletionTool {
  const { name, description, parameters } = tool;
  return { type: 'function', function: { name, description, parameters: { ...parameters } } };
}

function toMessageParam(message: ChatMessage): ChatCompletionMessageParam {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', content: message.content, tool_call_id: message.toolCallId };
    case 'assistant':
      return {
        role: 'assistant',
        content: message.content,
        ...(message.toolCalls === undefined || message.toolCalls.length === 0
          ? {}
          : {
              tool_calls: message.toolCalls.map(({ id, name, arguments: text }) => {
                return { id, type: 'function' as const, function: { name, arguments: text } };
              }),
            }),
      };
    default:
      return { role: message.role, content: message.content };
  }
}

function toResponseFormat(
  { structure }: ChatRequest,
  features: Features,
): Pick<ChatCompletionCreateParamsStreaming, 'response_format'> {
  if (structure === undefined || features.structure === 'off') return {};
  if (features.structure === 'json_object') return { response_format: { type: 'json_object' } };
  const { name, schema } = structure;
  return { response_format: { type: 'json_schema', json_schema: { name, schema: { ...schema }, strict: true } } };
}
