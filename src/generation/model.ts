import type { JsonObject, Message } from '../core/index.ts';

/** One turn of the conversation a model is shown. */
export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ChatToolCall[] }
  | { readonly role: 'tool'; readonly content: string; readonly toolCallId: string };

/** A call as the protocol carries it: `arguments` is JSON text, which may be broken. */
export interface ChatToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** A tool definition sent to the model. `parameters` is a JSON Schema of type object. */
export interface ChatTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

/** How a server can be held to a JSON Schema: by the schema itself, to any JSON, or not at all. */
export type StructureMode = 'json_schema' | 'json_object' | 'off';

/** What is asked of a model. Everything but the messages is optional and dropped where a server refuses it. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ChatTool[];
  /** The shape the reply should have; the prompt must describe it too, for servers that cannot be held to it. */
  readonly structure?: { readonly name: string; readonly schema: JsonObject };
  /** 0 to 2, as the API takes it. */
  readonly temperature?: number;
  /** The most tokens of the reply. */
  readonly maxTokens?: number;
  /** Passed to servers that support it. */
  readonly seed?: number;
}

/** Why a model ended its reply. `length`: the limit of output tokens was reached. */
export type FinishReason = 'stop' | 'length' | 'refusal' | 'content-filter' | 'tool-calls' | 'other';

/** What comes back, in order. `finish` is the last event of a reply that ended by itself. */
export type ChatEvent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tool-call'; readonly call: ChatToolCall }
  /** The server sends reasoning apart from the reply. It is not part of the reply and not passed on. */
  | { readonly kind: 'reasoning' }
  /** The words of a refusal; `finish` with reason `refusal` follows. */
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'usage'; readonly usage: TokenUsage }
  /** The request has to wait before it is sent (again). */
  | { readonly kind: 'wait'; readonly seconds: number; readonly because: Message }
  /** The server refused a feature; the request goes out again without it, and that is remembered. */
  | { readonly kind: 'adapted'; readonly feature: string }
  | { readonly kind: 'finish'; readonly reason: FinishReason };

/** The tokens of a request and its reply, as the server counts them or estimated. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** The part of an `AbortSignal` that pure code needs; a real one fits. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal that never comes. */
export const NEVER_STOPPED: StopSignal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

/** A chat model, wherever it runs. Failures are thrown as `ModelError`, and as nothing else. */
export interface ChatModel {
  /** The model's own name, as the price table and the preview show it. */
  readonly name: string;
  /** Where requests go. */
  readonly destination: Destination;
  /** How replies are structured, if that is known from earlier requests. */
  readonly structureMode: StructureMode | undefined;
  stream(request: ChatRequest, signal: StopSignal): AsyncIterable<ChatEvent>;
}

/** Where a model's requests go, as far as trust is concerned. */
export interface Destination {
  /** Scheme, host and port: `https://api.example.com`. For a model inside the editor: `editor:VENDOR`. */
  readonly origin: string;
  /** The host in the form of a URL parser (`xn--…`, IPv6 in brackets), without port. */
  readonly host: string;
}

/** Everything that can go wrong with a model, stable enough to be scripted against. */
export type ModelErrorCode =
  | 'no-model'
  | 'no-key'
  | 'wrong-key'
  | 'forbidden'
  | 'unknown-model'
  | 'wrong-address'
  | 'bad-request'
  | 'too-long'
  | 'rate-limit'
  | 'quota'
  | 'server-error'
  | 'unreachable'
  | 'timeout'
  | 'cut-off'
  | 'malformed'
  | 'redirect'
  | 'stopped';

/** A failure of a model; `problem` is the message for the user. It never holds a key, a prompt or a reply. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  /** What happened and what to do, in every language. */
  readonly problem: Message;
  readonly status: number | undefined;

  constructor(code: ModelErrorCode, problem: Message, status?: number) {
    super(code);
    this.name = 'ModelError';
    this.code = code;
    this.problem = problem;
    this.status = status;
  }
}

/** Time source, injectable for tests. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal comes. */
  sleep(milliseconds: number, signal: StopSignal): Promise<void>;
}
