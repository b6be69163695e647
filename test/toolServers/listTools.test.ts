import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ListedTools, listServerTools, type ToolServer } from '../../src/toolServers/index.ts';

const PROGRAM = join(import.meta.dirname, 'support/server.mjs');

function program(...args: readonly string[]): ToolServer {
  return { kind: 'stdio', command: process.execPath, args: [PROGRAM, ...args], cwd: tmpdir() };
}

function list(server: ToolServer, timeoutSeconds = 30, signal = new AbortController().signal): Promise<ListedTools> {
  return listServerTools(server, { version: '1.2.3', timeoutSeconds, signal });
}

/** Listens on the loopback interface until the test ends. */
async function listen(answer: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server: HttpServer = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

/** A server of the SDK over HTTP that lists one tool; the headers of its last request are kept. */
async function listenAsServer(): Promise<{ readonly url: string; readonly seen: Headers[] }> {
  const seen: Headers[] = [];
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'desk', version: '1' }, { capabilities: { tools: {} } });
    const inputSchema = { type: 'object' as const, properties: { day: { type: 'string' } } };
    server.setRequestHandler('tools/list', () => ({ tools: [{ name: 'find_day', inputSchema }] }));
    return server;
  });
  const url = await listen(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray());
    const headers = new Headers(
      Object.entries(incoming.headersDistinct).map(([name, values = []]) => [name, values.join()]),
    );
    seen.push(headers);
    const method = incoming.method ?? 'GET';
    const request = new Request(url, { method, headers, ...(method === 'POST' ? { body } : {}) });
    const response = await handler.fetch(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  return { url, seen };
}

describe('tools of a program', () => {
  it('are listed in the order of the server, with names in any script', async () => {
    const { serverName, tools, repeated } = await list(program());
    expect(serverName).toBe('workshop');
    expect(tools.map(({ name }) => name)).toEqual(['find_part', '查询库存']);
    expect(tools[0]?.inputSchema).toMatchObject({ required: ['number'] });
    expect(repeated).toEqual([]);
  });

  it('are read from all pages', async () => {
    const { tools } = await list(program('many', '2500'));
    expect(tools).toHaveLength(2500);
    expect(tools.at(-1)?.name).toBe('tool_2499');
  });

  it('are read from pages that change on the way', async () => {
    const { tools, repeated } = await list(program('changing'));
    expect(tools.map(({ name, description }) => [name, description])).toEqual([
      ['find_part', 'Of page 0.'],
      ['part_0', 'Of page 0.'],
      ['part_1', 'Of page 1.'],
      ['part_2', 'Of page 2.'],
    ]);
    expect(repeated).toEqual(['find_part']);
  });

  it('keep the first of two with one name, and say so', async () => {
    const { tools, repeated } = await list(program('repeated'));
    expect(tools.map(({ description }) => description)).toEqual(['The first.']);
    expect(repeated).toEqual(['find_part']);
  });

  it('are read although the program prints other lines', async () => {
    expect((await list(program('chatter'))).tools).toHaveLength(2);
  });

  it('come from a program that receives no keys of this process', async () => {
    process.env.OPENAI_API_KEY = 'secret';
    onTestFinished(() => void delete process.env.OPENAI_API_KEY);
    const { tools } = await list(program('environment'));
    expect(tools[0]?.description).toBe('The key is undefined.');
  });

  it('come from a program that receives what is passed on', async () => {
    const server = { ...program('environment'), env: { OPENAI_API_KEY: 'given' } };
    expect((await list(server)).tools[0]?.description).toBe('The key is given.');
  });
});

describe('a program that cannot be imported from', () => {
  it.each([
    ['a missing one', { ...program(), command: 'no-such-program' }, 'server-not-started'],
    ['one that ends', program('crash'), 'server-stopped'],
    ['one without tools', program('empty'), 'server-without-tools'],
    ['one whose list never ends', program('endless'), 'too-many-pages'],
    ['one with more tools than can be meant', program('many', '20001'), 'too-many-tools'],
    ['one with a tool that has no schema', program('invalid'), 'server-protocol'],
  ])('%s is reported', async (_name, server, code) => {
    await expect(list(server)).rejects.toMatchObject({ code });
  });

  it('names the place of what is wrong in its answer', async () => {
    await expect(list(program('invalid'))).rejects.toMatchObject({
      reason: { args: { reason: '/tools/1/inputSchema: Invalid input: expected object, received undefined' } },
    });
  });

  it('shows what the program printed before it ended', async () => {
    await expect(list(program('crash'))).rejects.toMatchObject({
      reason: { args: { reason: 'cannot open the database' } },
    });
  });

  it.each(['hang', 'silent'])('is given up after the time limit: %s', async (behaviour) => {
    await expect(list(program(behaviour), 3)).rejects.toMatchObject({ code: 'server-timeout' });
  });

  it('is given up when the user cancels', async () => {
    const controller = new AbortController();
    const listed = list(program('hang'), 60, controller.signal);
    controller.abort();
    await expect(listed).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('tools of a server over HTTP', () => {
  it('are listed, with the headers given', async () => {
    const { url, seen } = await listenAsServer();
    const { tools } = await list({ kind: 'http', url, headers: { Authorization: 'Bearer abc' } });
    expect(tools.map(({ name }) => name)).toEqual(['find_day']);
    expect(seen.every((headers) => headers.get('authorization') === 'Bearer abc')).toBe(true);
  });

  it('are not looked for on another host', async () => {
    let reached = false;
    const other = await listen((_request, response) => {
      reached = true;
      response.end('{}');
    });
    const url = await listen((_request, response) => response.writeHead(307, { Location: other }).end());
    await expect(list({ kind: 'http', url })).rejects.toMatchObject({ code: 'server-redirect' });
    expect(reached).toBe(false);
  });

  it.each([
    [401, 'server-rejected'],
    [500, 'server-rejected'],
    [200, 'server-protocol'],
  ])('are not read from an answer with status %i and a page', async (status, code) => {
    const url = await listen((_request, response) =>
      response.writeHead(status, { 'Content-Type': 'text/html' }).end('<p>no</p>'),
    );
    await expect(list({ kind: 'http', url })).rejects.toMatchObject({ code });
  });

  it('cannot be listed where nothing listens', async () => {
    const url = await listen(() => undefined);
    const closed = url.replace(/:\d+/, ':1');
    await expect(list({ kind: 'http', url: closed })).rejects.toMatchObject({
      code: expect.stringMatching(/^server-/),
    });
  });
});
