import type { ServerResponse } from 'node:http';
import type { RecordedRequest } from './openaiRequest.ts';

/** What the server does with one request. */
export interface Reply {
  /** The assistant's words; streamed in small pieces if the request asks for a stream. */
  readonly text?: string;
  /** Characters a streamed piece has; default 7, so that words and JSON are torn apart. */
  readonly pieceLength?: number;
  readonly finishReason?: 'stop' | 'length' | 'content_filter' | 'tool_calls';
  readonly refusal?: string;
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | 'none';
  /** An HTTP error. */
  readonly status?: number;
  readonly error?: {
    readonly message: string;
    readonly code?: string;
    readonly param?: string;
    readonly type?: string;
  };
  readonly headers?: Readonly<Record<string, string>>;
  /** A whole JSON body instead of a completion. */
  readonly json?: unknown;
  /** Bytes that are neither JSON nor an event stream. */
  readonly raw?: string;
  /** The connection breaks after so many characters of the text. */
  readonly cutAfter?: number;
  /** Milliseconds before the cut: a proxy drops what it has not passed on by then. */
  readonly cutDelay?: number;
  /** An event that is not JSON comes after the text. */
  readonly malformedEvent?: boolean;
  /** An error arrives inside the stream, after the text. */
  readonly errorEvent?: string;
  /** Answers a whole JSON body although a stream was asked for. */
  readonly ignoresStream?: boolean;
  /** The reply begins only when this resolves: a slow server without a clock. */
  readonly hold?: Promise<unknown>;
  /** The stream continues after its first chunk only when this resolves. */
  readonly holdAfterFirst?: Promise<unknown>;
}

/** Carries out a reply. */
export async function sendReply(response: ServerResponse, request: RecordedRequest, reply: Reply): Promise<void> {
  await reply.hold;
  if (response.destroyed) return;
  if (reply.status !== undefined && reply.status >= 300) return sendError(response, reply);
  if (reply.raw !== undefined) {
    response.writeHead(200, { 'content-type': 'text/html', ...reply.headers }).end(reply.raw);
  } else if (reply.json !== undefined) {
    sendJson(response, 200, reply.json, reply.headers);
  } else if (request.body.stream === true && reply.ignoresStream !== true) {
    await sendStream(response, request, reply);
  } else if (reply.cutAfter !== undefined) {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices":[{"mess');
    response.destroy();
  } else {
    sendJson(response, 200, wholeCompletion(request, reply), reply.headers);
  }
}

function sendError(response: ServerResponse, reply: Reply): void {
  if (reply.raw !== undefined) response.writeHead(reply.status ?? 500, { ...reply.headers }).end(reply.raw);
  else sendJson(response, reply.status ?? 500, { error: reply.error ?? { message: 'Something broke' } }, reply.headers);
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

async function sendStream(response: ServerResponse, request: RecordedRequest, reply: Reply): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...reply.headers });
  const send = (value: unknown): boolean => response.write(`data: ${JSON.stringify(value)}\n\n`);
  const chunk = (delta: object, finish: string | null = null): boolean =>
    send({ ...envelope(request, 'chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason: finish }] });
  chunk({ role: 'assistant', content: '' });
  for (const [index, content] of pieces(reply).entries()) {
    if (index === 1) await reply.holdAfterFirst;
    if (response.destroyed) return;
    chunk({ content });
  }
  if (reply.cutAfter !== undefined) {
    // What was written must reach the client before the socket is torn down, or the cut would come earlier.
    await new Promise((resolve) => response.write(': cut\n\n', resolve));
    if (reply.cutDelay !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.cutDelay));
    response.destroy();
    return;
  }
  if (reply.malformedEvent === true) response.write('data: {"choices":[{"delta"\n\n');
  if (reply.errorEvent !== undefined) send({ error: { message: reply.errorEvent, type: 'server_error' } });
  if (reply.refusal !== undefined) chunk({ refusal: reply.refusal });
  for (const [index, call] of (reply.toolCalls ?? []).entries()) sendToolCall(chunk, index, call);
  chunk({}, reply.finishReason ?? 'stop');
  if (reply.usage !== 'none') {
    send({ ...envelope(request, 'chat.completion.chunk'), choices: [], usage: usageOf(request, reply) });
  }
  response.end('data: [DONE]\n\n');
}

function sendToolCall(
  chunk: (delta: object) => boolean,
  index: number,
  call: { readonly id: string; readonly name: string; readonly arguments: string },
): void {
  const middle = call.arguments.length >> 1;
  chunk({ tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }] });
  chunk({ tool_calls: [{ index, function: { arguments: call.arguments.slice(0, middle) } }] });
  chunk({ tool_calls: [{ index, function: { arguments: call.arguments.slice(middle) } }] });
}

function pieces(reply: Reply): readonly string[] {
  const text = (reply.text ?? '').slice(0, reply.cutAfter ?? Number.POSITIVE_INFINITY);
  const length = reply.pieceLength ?? 7;
  return Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length));
}

function wholeCompletion(request: RecordedRequest, reply: Reply): unknown {
  const calls = reply.toolCalls?.map(({ id, name, arguments: text }) => ({
    id,
    type: 'function',
    function: { name, arguments: text },
  }));
  const message = {
    role: 'assistant',
    content: reply.text ?? null,
    refusal: reply.refusal ?? null,
    ...(calls === undefined ? {} : { tool_calls: calls }),
  };
  return {
    ...envelope(request, 'chat.completion'),
    choices: [{ index: 0, message, finish_reason: reply.finishReason ?? 'stop' }],
    ...(reply.usage === 'none' ? {} : { usage: usageOf(request, reply) }),
  };
}

function envelope(request: RecordedRequest, object: string): object {
  return { id: 'chatcmpl-1', object, created: 0, model: request.body.model ?? 'small' };
}

function usageOf(request: RecordedRequest, reply: Reply): object {
  const given = reply.usage === 'none' ? undefined : reply.usage;
  const prompt = given?.prompt_tokens ?? Math.ceil(request.raw.length / 4);
  const completion = given?.completion_tokens ?? Math.ceil((reply.text ?? '').length / 4);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
