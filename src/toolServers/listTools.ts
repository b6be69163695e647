import {
  Client,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  StreamableHTTPClientTransport,
  type Tool,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { ToolServerFailure } from './failure.ts';
import { createOriginFetch, RedirectRefused } from './originFetch.ts';
import { describeServer, type ToolServer } from './server.ts';

/** More tools than any model takes; a server that lists more is broken or hostile. */
const MAX_TOOLS = 20_000;

/** The most pages of a list; a server whose cursor never ends is broken. */
const MAX_PAGES = 1000;

/** How much of what a program prints to standard error is shown when it fails, in characters. */
const MAX_SHOWN_ERROR = 500;

export interface ListOptions {
  /** The version of SOP Shots, which is sent to the server. */
  readonly version: string;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

/** The tools of a server as it lists them, in its order. */
export interface ListedTools {
  readonly serverName: string;
  readonly tools: readonly Tool[];
  /** Names that the server lists more than once; only the first tool of each is kept. */
  readonly repeated: readonly string[];
}

/**
 * Starts or contacts a server, reads all pages of `tools/list`, and ends the connection.
 *
 * @throws ToolServerFailure for every failure, cancellation included.
 */
export async function listServerTools(server: ToolServer, options: ListOptions): Promise<ListedTools> {
  const connection = openConnection(server, options);
  const deadline = AbortSignal.timeout(options.timeoutSeconds * 1000);
  const signal = AbortSignal.any([deadline, options.signal]);
  try {
    return await Promise.race([readTools(connection, server, signal), rejectOnAbort(signal)]);
  } catch (error) {
    if (options.signal.aborted) throw new ToolServerFailure('cancelled');
    if (deadline.aborted) throw timedOut(server, options);
    throw toFailure(error, server, options, connection.errorText());
  } finally {
    await connection.client.close().catch(() => undefined);
  }
}

/** A server that hangs while it starts does not see the signal of a request. */
function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

interface Connection {
  readonly client: Client;
  readonly transport: StdioClientTransport | StreamableHTTPClientTransport;
  /** The last that a program printed to standard error. */
  errorText(): string;
}

function openConnection(server: ToolServer, { version, timeoutSeconds }: ListOptions): Connection {
  const probe = { timeoutMs: Math.min(timeoutSeconds * 500, 5000) };
  const client = new Client({ name: 'sop-shots', version }, { versionNegotiation: { mode: 'auto', probe } });
  if (server.kind === 'http') {
    const { url, headers = {} } = server;
    const requestInit = { headers: { ...headers } };
    const fetch = createOriginFetch(new URL(url).origin);
    return {
      client,
      transport: new StreamableHTTPClientTransport(new URL(url), { requestInit, fetch }),
      errorText: () => '',
    };
  }
  const { command, args, cwd, env } = server;
  const parameters = { command, args: [...args], cwd, stderr: 'pipe' as const };
  const transport = new StdioClientTransport(env === undefined ? parameters : { ...parameters, env: { ...env } });
  let printed = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    printed = `${printed}${chunk.toString('utf8')}`.slice(-MAX_SHOWN_ERROR);
  });
  return { client, transport, errorText: () => printed.trim() };
}

async function readTools(
  { client, transport }: Connection,
  server: ToolServer,
  signal: AbortSignal,
): Promise<ListedTools> {
  await client.connect(transport, { signal });
  const tools = new Map<string, Tool>();
  const repeated = new Set<string>();
  let cursor: string | undefined;
  let pages = 0;
  do {
    // A first page without a cursor would make the client read all pages, of which there may be any number.
    const page = await client.request(
      { method: 'tools/list', params: cursor === undefined ? {} : { cursor } },
      { signal },
    );
    for (const tool of page.tools) {
      if (tools.has(tool.name)) repeated.add(tool.name);
      else tools.set(tool.name, tool);
    }
    cursor = page.nextCursor;
    if (tools.size > MAX_TOOLS) {
      throw new ToolServerFailure('too-many-tools', { server: describeServer(server), limit: MAX_TOOLS });
    }
    if (++pages > MAX_PAGES) {
      throw new ToolServerFailure('too-many-pages', { server: describeServer(server), limit: MAX_PAGES });
    }
  } while (cursor !== undefined);
  if (tools.size === 0) throw new ToolServerFailure('server-without-tools', { server: describeServer(server) });
  const serverName = client.getServerVersion()?.name ?? describeServer(server);
  return { serverName, tools: [...tools.values()], repeated: [...repeated] };
}

function timedOut(server: ToolServer, { timeoutSeconds }: ListOptions): ToolServerFailure {
  return new ToolServerFailure('server-timeout', { server: describeServer(server), seconds: timeoutSeconds });
}

function toFailure(error: unknown, from: ToolServer, options: ListOptions, errorText: string): ToolServerFailure {
  if (error instanceof ToolServerFailure) return error;
  const server = describeServer(from);
  const chain = causes(error);
  if (chain.some((cause) => cause instanceof RedirectRefused))
    return new ToolServerFailure('server-redirect', { server });
  if (SdkHttpError.isInstance(error)) return new ToolServerFailure('server-rejected', { server, status: error.status });
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.RequestTimeout) return timedOut(from, options);
  const reason = chain.at(-1)?.message ?? String(error);
  const systemCode = chain.map(({ code }) => code).find((code) => typeof code === 'string' && /^E[A-Z]+$/.test(code));
  if (systemCode !== undefined) {
    return new ToolServerFailure(from.kind === 'stdio' ? 'server-not-started' : 'server-unreachable', {
      server,
      reason: `${systemCode}`,
    });
  }
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.ConnectionClosed) {
    return new ToolServerFailure('server-stopped', { server, reason: errorText });
  }
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.InvalidResult) {
    return new ToolServerFailure('server-protocol', { server, reason: describeInvalidResult(error) });
  }
  return new ToolServerFailure('server-protocol', { server, reason });
}

/** The SDK lists what is wrong with an answer as JSON in its message; the first entry with its place says enough. */
function describeInvalidResult({ message }: Error): string {
  try {
    const [issue]: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] = JSON.parse(
      message.slice(message.indexOf('[')),
    );
    return issue === undefined ? message : `/${issue.path.map(String).join('/')}: ${issue.message}`;
  } catch {
    return message;
  }
}

/** An error and what caused it, the root cause last. */
function causes(error: unknown): readonly (Error & { readonly code?: unknown })[] {
  const chain: Error[] = [];
  for (let next = error; next instanceof Error && !chain.includes(next); next = next.cause) chain.push(next);
  return chain;
}
