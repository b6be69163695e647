import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Reply, sendReply } from './openaiReplies.ts';
import type { ChatBody, RecordedRequest } from './openaiRequest.ts';

export type { Reply } from './openaiReplies.ts';

/** What a server of this kind does not understand and answers with 400. */
export type Refusable =
  | 'json_schema'
  | 'json_object'
  | 'stream_options'
  | 'max_tokens'
  | 'max_completion_tokens'
  | 'temperature'
  | 'seed';

export interface ServerOptions {
  /** The only key that is let in; without it every request is. */
  readonly key?: string;
  readonly models?: readonly string[];
  readonly refuses?: readonly Refusable[];
  /** Answers to chat requests in turn, the last one for ever; or a function of the request. */
  readonly replies?: readonly Reply[] | ((request: RecordedRequest, index: number) => Reply | Promise<Reply>);
  /** What `GET /models` answers instead of the list. */
  readonly modelsReply?: Reply;
  /** Seconds after which the server closes by itself, whatever the test does. */
  readonly lifetimeSeconds?: number;
}

export interface OpenAiServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  readonly origin: string;
  readonly requests: readonly RecordedRequest[];
  /** The chat requests alone. */
  readonly chats: readonly RecordedRequest[];
  /** Replies that are still under way. */
  readonly openReplies: number;
  close(): Promise<void>;
}

/** Starts a real HTTP server on 127.0.0.1 that speaks the OpenAI protocol as its script says. */
export async function startOpenAiServer(options: ServerOptions = {}): Promise<OpenAiServer> {
  const requests: RecordedRequest[] = [];
  const chats: RecordedRequest[] = [];
  let openReplies = 0;
  const server = createServer((request, response) => {
    openReplies++;
    response.once('close', () => openReplies--);
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = await record(request);
    requests.push(recorded);
    if (recorded.path.endsWith('/chat/completions')) {
      chats.push(recorded);
      await sendReply(response, recorded, await chatReply(options, recorded, chats.length - 1));
    } else if (recorded.path.endsWith('/models')) {
      await sendReply(response, recorded, modelsReply(options, recorded));
    } else {
      await sendReply(response, recorded, { status: 404, error: { message: `No route for ${recorded.path}` } });
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    clearTimeout(lifetime);
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const lifetime = setTimeout(close, (options.lifetimeSeconds ?? 60) * 1000).unref();
  const origin = `http://127.0.0.1:${port}`;
  return {
    baseUrl: `${origin}/v1`,
    origin,
    requests,
    chats,
    get openReplies() {
      return openReplies;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks).toString('utf8');
  const path = (request.url ?? '/').replace(/\?.*$/, '');
  return { method: request.method ?? '', path, headers: request.headers, raw, body: decode(raw) };
}

function decode(raw: string): ChatBody {
  try {
    return JSON.parse(raw) as ChatBody;
  } catch {
    return {};
  }
}

async function chatReply(options: ServerOptions, request: RecordedRequest, index: number): Promise<Reply> {
  const refused = denied(options, request) ?? refusal(options.refuses ?? [], request.body);
  if (refused !== undefined) return refused;
  const { replies = [{ text: 'Hello.' }] } = options;
  if (typeof replies === 'function') return replies(request, index);
  return replies[Math.min(index, replies.length - 1)] ?? { text: '' };
}

function denied(options: ServerOptions, request: RecordedRequest): Reply | undefined {
  const { authorization } = request.headers;
  const given = request.headers['api-key'] ?? authorization?.replace(/^Bearer /, '');
  if (options.key !== undefined && given !== options.key) {
    // Real servers quote the key they were sent, which is why no server's text may reach a log unread.
    return { status: 401, error: { message: `Incorrect API key provided: ${given}`, code: 'invalid_api_key' } };
  }
  const { model } = request.body;
  if (options.models !== undefined && model !== undefined && !options.models.includes(model)) {
    return { status: 404, error: { message: `The model '${model}' does not exist`, code: 'model_not_found' } };
  }
  return undefined;
}

function refusal(refuses: readonly Refusable[], body: ChatBody): Reply | undefined {
  for (const name of refuses) {
    const isFormat = name === 'json_schema' || name === 'json_object';
    if (isFormat ? body.response_format?.type !== name : body[name] === undefined) continue;
    const param = isFormat ? 'response_format' : name;
    return { status: 400, error: { message: `'${param}' of '${name}' is not supported with this model`, param } };
  }
  return undefined;
}

function modelsReply(options: ServerOptions, request: RecordedRequest): Reply {
  const refused = denied(options, request);
  if (refused !== undefined) return refused;
  if (options.modelsReply !== undefined) return options.modelsReply;
  const data = (options.models ?? ['small']).map((id) => ({ id, object: 'model', created: 0, owned_by: 'test' }));
  return { json: { object: 'list', data } };
}
