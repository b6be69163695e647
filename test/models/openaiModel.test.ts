import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/core/index.ts';
import { NEVER_STOPPED } from '../../src/generation/index.ts';
import { type Reply, startOpenAiServer } from '../support/openaiServer.ts';
import { ask, drain, hello, keyOf, modelAt, sleeplessClock, structured } from './support.ts';

describe('a reply', () => {
  it('streams, with usage and an end', async () => {
    await using server = await startOpenAiServer({
      replies: [{ text: '你好，有什么可以帮您？', usage: { prompt_tokens: 9, completion_tokens: 6 } }],
    });
    const { events, text } = await ask(server.baseUrl);
    expect(text).toBe('你好，有什么可以帮您？');
    expect(events.slice(-2)).toEqual([
      { kind: 'usage', usage: { inputTokens: 9, outputTokens: 6 } },
      { kind: 'finish', reason: 'stop' },
    ]);
  });

  it('may come whole although a stream was asked for', async () => {
    await using server = await startOpenAiServer({ replies: [{ text: 'Whole.', ignoresStream: true }] });
    const { text, events } = await ask(server.baseUrl);
    expect(text).toBe('Whole.');
    expect(events.at(-1)).toEqual({ kind: 'finish', reason: 'stop' });
  });

  it.each([false, true])('carries tool calls (whole: %s)', async (ignoresStream) => {
    const call = { id: 'c1', name: 'getOrder', arguments: '{"id": "42"}' };
    await using server = await startOpenAiServer({ replies: [{ toolCalls: [call], ignoresStream }] });
    const { events } = await ask(server.baseUrl);
    expect(events.find(({ kind }) => kind === 'tool-call')).toEqual({ kind: 'tool-call', call });
  });

  it.each([
    [{ text: 'Half a', finishReason: 'length' }, 'length'],
    [{ text: '', finishReason: 'content_filter' }, 'content-filter'],
    [{ refusal: 'I cannot.' }, 'refusal'],
    [{ text: '' }, 'stop'],
  ] satisfies [Reply, string][])('%j ends with %s', async (reply, reason) => {
    await using server = await startOpenAiServer({ replies: [reply] });
    const { events } = await ask(server.baseUrl);
    expect(events.at(-1)).toEqual({ kind: 'finish', reason });
  });
});

describe('a failure', () => {
  it.each([
    [{ status: 400, error: { message: 'bad', code: 'invalid_value' } }, 'bad-request'],
    [{ status: 400, error: { message: 'x', code: 'context_length_exceeded' } }, 'too-long'],
    [{ status: 413, error: { message: 'Payload' } }, 'too-long'],
    [{ status: 401, error: { message: 'who?' } }, 'no-key'],
    [{ status: 402, error: { message: 'Insufficient Balance' } }, 'quota'],
    [{ status: 403, error: { message: 'no' } }, 'forbidden'],
    [{ status: 404, error: { message: 'model "small" not found, try pulling it first' } }, 'unknown-model'],
    [
      { status: 400, error: { message: 'Invalid model name passed in model=small. Call `/v1/models`', code: '400' } },
      'unknown-model',
    ],
    [{ status: 400, error: { message: 'No connected db.', type: 'no_db_connection', code: '400' } }, 'no-key'],
    [{ status: 404, raw: '404 page' }, 'wrong-address'],
    [{ status: 429, error: { message: 'slow down' } }, 'rate-limit'],
    [{ status: 429, error: { message: 'x', code: 'insufficient_quota' } }, 'quota'],
    [{ status: 429, error: { message: 'OpenAIException - You exceeded your current quota', code: '429' } }, 'quota'],
    [{ status: 500, error: { message: 'oops' } }, 'server-error'],
    [{ status: 503, raw: 'busy' }, 'server-error'],
    [{ status: 307, headers: { location: 'http://127.0.0.1:1/elsewhere' }, raw: '' }, 'redirect'],
    [{ raw: '<html>Welcome</html>' }, 'malformed'],
    [{ json: { hello: 'world' } }, 'malformed'],
    [{ text: 'Some words', malformedEvent: true }, 'malformed'],
    [{ text: 'Some words', errorEvent: 'exploded' }, 'server-error'],
    [{ text: 'Some words that break', cutAfter: 10 }, 'cut-off'],
  ] satisfies [Reply, string][])('%j is reported as %s', async (reply, code) => {
    await using server = await startOpenAiServer({ replies: [reply] });
    const { failure } = await ask(server.baseUrl);
    expect(failure?.code).toBe(code);
    for (const language of ['en', 'zh-CN'] as const) {
      expect(renderMessage(failure?.problem ?? { text: { en: '{', 'zh-CN': '{' } }, language)).not.toMatch(/[{}]/);
    }
  });

  it('keeps what came before the cut', async () => {
    await using server = await startOpenAiServer({ replies: [{ text: 'Some words that break', cutAfter: 10 }] });
    expect((await ask(server.baseUrl)).text).toBe('Some words');
  });

  it('says that nobody is there', async () => {
    const server = await startOpenAiServer();
    await server.close();
    const { failure } = await ask(server.baseUrl);
    expect(failure?.code).toBe('unreachable');
    expect(renderMessage(failure?.problem ?? { text: { en: '', 'zh-CN': '' } }, 'en')).toContain('ECONNREFUSED');
  });

  it('gives up on a server that sends nothing', async () => {
    await using server = await startOpenAiServer({ replies: [{ hold: new Promise(() => undefined) }] });
    const { failure } = await ask(server.baseUrl, { timeoutSeconds: 0.5, maxRetries: 1 });
    expect(failure?.code).toBe('timeout');
    expect(server.chats).toHaveLength(2);
  });

  it('gives up on a stream that stops, and keeps its beginning', async () => {
    const holdAfterFirst = new Promise(() => undefined);
    await using server = await startOpenAiServer({ replies: [{ text: 'A beginning and no end', holdAfterFirst }] });
    const { failure, text } = await ask(server.baseUrl, { timeoutSeconds: 0.2 });
    expect([failure?.code, text]).toEqual(['timeout', 'A begin']);
  });

  it('never repeats a key or a header, though the server does', async () => {
    const key = 'sk-very-secret-0123456789';
    for (const code of [key, 'invalid_api_key']) {
      await using server = await startOpenAiServer({
        replies: [{ status: 400, error: { message: `bad ${key}`, code, param: 'tenant-4711' } }],
      });
      const headers = { 'x-tenant': 'tenant-4711' };
      const { failure } = await ask(server.baseUrl, { headers }, { keys: keyOf(server.origin, key) });
      expect(JSON.stringify([failure?.problem, failure?.message, String(failure?.stack)])).not.toMatch(/very|tenant-/);
      expect(server.chats[0]?.headers['x-tenant']).toBe('tenant-4711');
    }
  });
});

describe('a stop', () => {
  it('ends a stream in the middle and hangs up', async () => {
    const controller = new AbortController();
    const holdAfterFirst = new Promise(() => undefined);
    await using server = await startOpenAiServer({ replies: [{ text: 'One two three four', holdAfterFirst }] });
    const stream = modelAt(server.baseUrl).stream(hello, controller.signal);
    let text = '';
    const reading = (async () => {
      for await (const event of stream) {
        if (event.kind !== 'text') continue;
        text += event.text;
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'stopped' });
    expect(text).toBe('One two');
  });

  it('before the start sends nothing', async () => {
    await using server = await startOpenAiServer();
    const { failure } = await drain(modelAt(server.baseUrl).stream(hello, AbortSignal.abort()));
    expect(failure?.code).toBe('stopped');
    expect(server.requests).toHaveLength(0);
  });
});

describe('retries', () => {
  it('wait as long as the server asks, and go on', async () => {
    const clock = sleeplessClock();
    await using server = await startOpenAiServer({
      replies: [{ status: 429, headers: { 'retry-after': '7' } }, { status: 500 }, { text: 'Finally.' }],
    });
    const { text, events } = await ask(server.baseUrl, {}, { clock });
    expect(text).toBe('Finally.');
    expect(clock.naps[0]).toBe(7000);
    expect(clock.naps).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === 'wait')).toHaveLength(2);
  });

  it('end when the server asks for too long a wait', async () => {
    await using server = await startOpenAiServer({ replies: [{ status: 429, headers: { 'retry-after': '9999' } }] });
    expect((await ask(server.baseUrl)).failure?.code).toBe('rate-limit');
    expect(server.chats).toHaveLength(1);
  });

  it('are bounded', async () => {
    await using server = await startOpenAiServer({ replies: [{ status: 503 }] });
    await ask(server.baseUrl, { maxRetries: 2 });
    expect(server.chats).toHaveLength(3);
  });

  it('repeat a request whose connection broke before anything came', async () => {
    await using server = await startOpenAiServer({ replies: [{ text: 'x', cutAfter: 0 }, { text: 'Again.' }] });
    expect((await ask(server.baseUrl)).text).toBe('Again.');
  });

  it.each([
    ['a refusal', { status: 429 }],
    ['a reply', { text: 'a' }],
  ])('wait as long as Retry-After of %s says, not as the figures beside it', async (_, first) => {
    const clock = sleeplessClock();
    const figures = { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '6m0s' };
    const replies = [{ ...first, headers: { 'retry-after': '1', ...figures } }, { text: 'b' }];
    await using server = await startOpenAiServer({ replies });
    const model = modelAt(server.baseUrl, {}, { clock });
    await drain(model.stream(hello, NEVER_STOPPED));
    await drain(model.stream(hello, NEVER_STOPPED));
    expect(clock.naps).toEqual([1000]);
  });

  it('wait beforehand when the server says that nothing remains', async () => {
    const clock = sleeplessClock();
    const headers = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m2s' };
    await using server = await startOpenAiServer({ replies: [{ text: 'a', headers }, { text: 'b' }] });
    const model = modelAt(server.baseUrl, {}, { clock });
    await drain(model.stream(hello, NEVER_STOPPED));
    await drain(model.stream(hello, NEVER_STOPPED));
    // Without an explicit Retry-After, at most a minute.
    expect(clock.naps).toEqual([60_000]);
  });
});

describe('what a server does not understand', () => {
  it.each([
    [['json_schema'], 'json_object'],
    [['json_schema', 'json_object'], 'off'],
    [[], 'json_schema'],
  ] as const)('refusing %j leads to %s, and is remembered', async (refuses, mode) => {
    await using server = await startOpenAiServer({ refuses });
    const model = modelAt(server.baseUrl);
    expect(model.structureMode).toBeUndefined();
    expect((await drain(model.stream(structured, NEVER_STOPPED))).text).toBe('Hello.');
    expect(model.structureMode).toBe(mode);
    const before = server.chats.length;
    await drain(model.stream(structured, NEVER_STOPPED));
    expect(server.chats.length - before).toBe(1);
    expect(server.chats.at(-1)?.body.response_format?.type ?? 'off').toBe(mode);
  });

  it('is left out: usage, temperature, seed, limits', async () => {
    await using server = await startOpenAiServer({
      refuses: ['stream_options', 'temperature', 'seed', 'max_tokens', 'max_completion_tokens'],
    });
    const request = { ...hello, temperature: 0.5, seed: 7, maxTokens: 100 };
    const { text, events } = await drain(modelAt(server.baseUrl).stream(request, NEVER_STOPPED));
    expect(text).toBe('Hello.');
    expect(events.filter(({ kind }) => kind === 'adapted')).toHaveLength(4);
  });

  it('is not blamed on structured output when the model is unknown', async () => {
    await using server = await startOpenAiServer({ models: ['large'] });
    const { failure } = await drain(modelAt(server.baseUrl).stream(structured, NEVER_STOPPED));
    expect(failure?.code).toBe('unknown-model');
    expect(server.chats).toHaveLength(1);
  });

  it('is not remembered when leaving it out did not help', async () => {
    await using server = await startOpenAiServer({ replies: [{ status: 400 }] });
    const model = modelAt(server.baseUrl);
    expect((await drain(model.stream(structured, NEVER_STOPPED))).failure?.code).toBe('bad-request');
    expect(model.structureMode).toBeUndefined();
  });
});

describe('headers', () => {
  it('are the key and what the connection names, nothing of the machine or the environment', async () => {
    await using server = await startOpenAiServer();
    process.env.OPENAI_CUSTOM_HEADERS = 'x-leak: yes';
    process.env.OPENAI_ORG_ID = 'org-leak';
    try {
      await ask(server.baseUrl, { headers: { 'X-Team': 'repairs' } }, { keys: keyOf(server.origin, 'k-1') });
    } finally {
      delete process.env.OPENAI_CUSTOM_HEADERS;
      delete process.env.OPENAI_ORG_ID;
    }
    const sent = server.chats[0]?.headers ?? {};
    expect(sent).toMatchObject({ authorization: 'Bearer k-1', 'x-team': 'repairs' });
    expect(Object.keys(sent).filter((name) => /stainless|openai|leak/.test(name))).toEqual([]);
  });

  it('hold the key of the origin asked, and of no other', async () => {
    await using server = await startOpenAiServer();
    await ask(server.baseUrl, {}, { keys: keyOf('https://api.example.com', 'k-other') });
    expect(server.chats[0]?.headers.authorization).toBeUndefined();
  });

  it('hold the key in the way Azure wants it', async () => {
    await using server = await startOpenAiServer({ key: 'k-azure' });
    const keys = keyOf(server.origin, 'k-azure');
    const { text } = await ask(`${server.origin}/openai/v1?api-version=preview`, { key: 'api-key' }, { keys });
    expect(text).toBe('Hello.');
  });

  it('are not sent at all where the key is missing', async () => {
    await using server = await startOpenAiServer();
    const { failure } = await ask(server.baseUrl, { key: 'bearer' });
    expect(failure?.code).toBe('no-key');
    expect(server.requests).toHaveLength(0);
  });
});
