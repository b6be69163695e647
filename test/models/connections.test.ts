import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/core/index.ts';
import {
  createEnvironmentKeys,
  getPresetForOrigin,
  listModels,
  NO_KEYS,
  PRESETS,
  testConnection,
  toAddress,
} from '../../src/models/index.ts';
import { createProxyFetch, type LoadUndici } from '../../src/models/proxyFetch.ts';
import { parseDuration, parseRetryAfter } from '../../src/models/rateLimit.ts';
import { cli } from '../cli/support.ts';
import { startOpenAiServer } from '../support/openaiServer.ts';
import { addressIn, ask, keyOf } from './support.ts';

const services = { keys: NO_KEYS };
const loadUndici = (): ReturnType<LoadUndici> => import('../../src/models/undiciFetch.ts');

describe('an address', () => {
  it.each([
    ['https://API.Example.com/v1/', 'https://api.example.com/v1', 'api.example.com'],
    ['http://0x7f.1:8000/v1', 'http://127.0.0.1:8000/v1', '127.0.0.1'],
    ['http://[::1]:11434/v1', 'http://[::1]:11434/v1', '[::1]'],
    ['http://127.0.0.1\\@evil.example/v1', 'http://127.0.0.1/@evil.example/v1', '127.0.0.1'],
    [
      'https://r.openai.azure.com/openai/v1?api-version=preview',
      'https://r.openai.azure.com/openai/v1',
      'r.openai.azure.com',
    ],
  ])('%s', (given, baseUrl, host) => {
    expect(addressIn(given)).toMatchObject({ baseUrl, host });
  });

  it.each(['', 'example.com/v1', 'file:///etc/passwd', 'ftp://example.com', 'https://me:secret@example.com/v1'])(
    'is not %j',
    (given) => expect(toAddress(given).ok).toBe(false),
  );
});

describe('keys of the environment', () => {
  const env = {
    OPENAI_API_KEY: 'k-openai',
    DEEPSEEK_API_KEY: 'k-deepseek',
    AZURE_OPENAI_API_KEY: 'k-azure',
    DASHSCOPE_API_KEY: '',
    SOP_SHOTS_API_KEY: 'k-own',
  };
  it.each([
    ['https://api.openai.com', 'k-openai'],
    ['http://api.openai.com', undefined],
    ['https://api.openai.com.evil.example', undefined],
    ['https://api.deepseek.com', 'k-deepseek'],
    ['https://dashscope.aliyuncs.com', undefined],
    ['https://repairs.openai.azure.com', 'k-azure'],
    ['http://repairs.openai.azure.com', undefined],
    ['https://llm.example.com', 'k-own'],
    ['https://llm.example.com:8443', undefined],
    ['http://127.0.0.1:8000', undefined],
  ])('%s gets %s', async (origin, key) => {
    expect(await createEnvironmentKeys(env, 'https://llm.example.com/v1').keyFor(origin)).toBe(key);
  });

  it('binds the own key to the address of the environment before the one given', async () => {
    const keys = createEnvironmentKeys({ ...env, SOP_SHOTS_BASE_URL: 'https://a.example/v1' }, 'https://b.example/v1');
    expect(await keys.keyFor('https://a.example')).toBe('k-own');
    expect(await keys.keyFor('https://b.example')).toBeUndefined();
  });
});

describe('a connection', () => {
  it('lists the models, sorted', async () => {
    await using server = await startOpenAiServer({ models: ['qwen3', 'deepseek-chat'] });
    const models = await listModels({ baseUrl: server.baseUrl }, addressIn(server.baseUrl), services);
    expect(models).toEqual(['deepseek-chat', 'qwen3']);
  });

  it('lists no model whose name a terminal would obey', async () => {
    await using server = await startOpenAiServer({ models: ['good', 'bad\u001b[2J'] });
    expect(await listModels({ baseUrl: server.baseUrl }, addressIn(server.baseUrl), services)).toEqual(['good']);
  });

  it.each([
    [{ status: 401 }, 'no-key'],
    [{ raw: '<html></html>' }, 'malformed'],
    [{ json: [] }, 'malformed'],
    [{ status: 404, raw: 'nothing here' }, 'wrong-address'],
  ])('that answers %j is reported as %s', async (modelsReply, code) => {
    await using server = await startOpenAiServer({ modelsReply });
    const result = await testConnection({ baseUrl: server.baseUrl }, addressIn(server.baseUrl), services);
    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  it('is tested down to a written word, and says how replies are structured', async () => {
    await using server = await startOpenAiServer({ refuses: ['json_schema'], models: ['small'] });
    const connection = { baseUrl: server.baseUrl, model: 'small' };
    const result = await testConnection(connection, addressIn(server.baseUrl), services);
    expect(result.ok && renderMessage(result.message, 'en')).toBe(
      `${server.origin} responds, and small generates text. Structured output: json_object.`,
    );
  });

  it('may lack a list of models', async () => {
    await using server = await startOpenAiServer({ modelsReply: { status: 404, raw: '' } });
    const connection = { baseUrl: server.baseUrl, model: 'small' };
    expect(await testConnection(connection, addressIn(server.baseUrl), services)).toMatchObject({
      ok: true,
      models: [],
    });
  });

  it('with a wrong key says so', async () => {
    await using server = await startOpenAiServer({ key: 'right' });
    const keys = keyOf(server.origin, 'wrong');
    const result = await testConnection({ baseUrl: server.baseUrl }, addressIn(server.baseUrl), { keys });
    expect(result).toMatchObject({ ok: false, error: { code: 'wrong-key' } });
    expect(JSON.stringify(result)).not.toContain('Incorrect');
  });
});

describe('a proxy', () => {
  it('is passed by for what stays on this machine', async () => {
    await using server = await startOpenAiServer();
    // Nobody listens on the proxy's port: only a direct connection can succeed.
    expect(
      (await ask(server.baseUrl, {}, { fetch: createProxyFetch({ http: 'http://127.0.0.1:9' }, loadUndici) })).text,
    ).toBe('Hello.');
  });

  it('carries what goes elsewhere', async () => {
    await using server = await startOpenAiServer();
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, client, head) => {
      asked.push(request.url ?? '');
      const upstream = connect(Number(new URL(server.origin).port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client);
        client.pipe(upstream);
      });
      client.on('error', () => upstream.destroy());
      upstream.on('error', () => client.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    try {
      const fetch = createProxyFetch({ http: `http://127.0.0.1:${port}` }, loadUndici);
      expect((await ask('http://llm.invalid/v1', {}, { fetch })).text).toBe('Hello.');
      expect(asked).toEqual(['llm.invalid:80']);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});

describe('durations', () => {
  it.each([
    ['1s', 1000],
    ['6m0s', 360_000],
    ['20ms', 20],
    ['1h2m3.5s', 3_723_500],
    ['12', 12_000],
    ['soon', undefined],
  ])('%s', (text, expected) => expect(parseDuration(text)).toBe(expected));

  it.each([
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:10 GMT' }, 6000],
    [{ 'retry-after': '2', 'retry-after-ms': '1500' }, 1500],
    [{ 'retry-after': 'later' }, undefined],
    [{}, undefined],
  ])('%j', (headers, expected) => expect(parseRetryAfter(new Headers({ ...headers }), 4000)).toBe(expected));
});

it('knows a provider by its address', () => {
  expect(getPresetForOrigin('https://api.deepseek.com').id).toBe('deepseek');
  expect(getPresetForOrigin('https://api.moonshot.cn').id).toBe('moonshot');
  expect(getPresetForOrigin('https://qianfan.baidubce.com').id).toBe('qianfan');
  expect(getPresetForOrigin('https://x.services.ai.azure.com').id).toBe('azure');
  expect(getPresetForOrigin('http://127.0.0.1:11434').id).toBe('ollama');
  expect(getPresetForOrigin('https://example.com').id).toBe('custom');
});

it('presets are named in the language of the user', () => {
  for (const { id, name } of PRESETS) {
    expect(renderMessage(name, 'en'), id).not.toMatch(/\p{Script=Han}|[（）]/u);
    expect(renderMessage(name, 'zh-CN'), id).not.toMatch(/[()]/);
  }
});

it('providers in the settings and in the help of the command line are those of the table', async () => {
  const ids = PRESETS.map(({ id }) => id);
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  const { properties } = manifest.contributes.configuration.properties['sopShots.connections'].items;
  expect(properties.provider.enum).toEqual(ids);
  const { stdout } = await cli(process.cwd(), ['generate', '--help']);
  const listed = /provider:\s+([\s\S]*?)\n\s+--/.exec(stdout)?.[1]?.replaceAll(/\s+/g, ' ').trim();
  expect(listed?.split(', ')).toEqual(ids.filter((id) => id !== 'custom'));
});

it('every hosted provider has a page for keys, and no local one', () => {
  for (const { id, key, keyPage } of PRESETS) expect(keyPage === undefined, id).toBe(key === 'optional');
  const origins = PRESETS.flatMap(({ baseUrl }) => (baseUrl === undefined ? [] : [new URL(baseUrl).origin]));
  expect(new Set(origins).size).toBe(origins.length);
});
