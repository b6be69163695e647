import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatEvent, type ChatRequest, NEVER_STOPPED } from '../../src/generation/index.ts';
import { createReplySchema } from '../../src/generation/prompt/replySchema.ts';
import { createOpenAiModel, toAddress } from '../../src/models/index.ts';
import { cli, folderOf } from '../cli/support.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';

const tools = JSON.stringify([
  {
    type: 'function',
    function: {
      name: 'Find',
      description: 'Finds solutions.',
      parameters: { type: 'object', properties: { error: { type: 'string' } }, required: ['error'] },
    },
  },
]);
const sop = '# Repairs\n\n1. Look the fault up with `Find`.\n2. Tell the customer what to do.\n';
const shot = (request: string, error: string): string =>
  `**User**: ${request}\n\n**Think**: I look it up.\n**Action**: Find(error = "${error}")\n**Observation**: Restart it.\n\n` +
  '**Think**: Found.\n**Action**: Explain it.\n"Please restart it."\n';
const shots = `---\ntools: [./a.tools.json]\n---\n\n${shot('The printer jams.', 'jam')}\n---\n\n${shot(
  'The screen is dark since Monday.',
  'dark screen',
)}`;
const files = { 'a.sop.md': sop, 'a.tools.json': tools, 'a.shots.md': shots, 'sop-shots.yaml': 'rules: {}\n' };

/** What a run may end with when the model is a small base model; anything else is a fault of the program. */
const REPLY_CODES = /\[(truncated|not-json|no-shots|empty-reply|invalid-reply|repetitive-reply)\]/;

describe('a llama.cpp server', () => {
  let llama: LlamaServer | undefined;
  beforeAll(async () => {
    const started = await startLlamaServer();
    if ('reason' in started) throw new Error(`No model to test with: ${started.reason}`);
    llama = started;
  });
  afterAll(() => llama?.close());

  const getServer = (): LlamaServer => {
    if (llama === undefined) throw new Error('The server is not running.');
    return llama;
  };

  async function chat(request: ChatRequest, about: { readonly key?: string; readonly timeoutSeconds?: number } = {}) {
    const { baseUrl, key } = getServer();
    const result = toAddress(baseUrl);
    if (!result.ok) throw new Error('The address is wrong.');
    const { timeoutSeconds = 1200 } = about;
    const model = createOpenAiModel({ baseUrl, model: 'gemma', timeoutSeconds, maxRetries: 0 }, result.address, {
      keys: { keyFor: async () => about.key ?? key },
    });
    const events: ChatEvent[] = [];
    for await (const event of model.stream(request, NEVER_STOPPED)) events.push(event);
    return events;
  }

  const run = (folder: string, args: readonly string[]) => {
    const { baseUrl, key } = getServer();
    const server = ['--base-url', baseUrl, '--model', 'gemma', '--timeout', '1200'];
    return cli(folder, [...args, ...server], { env: { SOP_SHOTS_API_KEY: key } });
  };

  const messages = [{ role: 'user', content: 'Write one word about printers.' }] as const;

  it('streams its reply and counts tokens as its own tokenizer does', async () => {
    const events = await chat({ messages, maxTokens: 12, temperature: 0 });
    expect(events.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(1);
    const { prompt } = await getServer().ask<{ readonly prompt: string }>('/apply-template', { messages });
    const { tokens } = await getServer().ask<{ readonly tokens: readonly number[] }>('/tokenize', {
      content: prompt,
      add_special: true,
      parse_special: true,
    });
    const usage = events.find((event) => event.kind === 'usage');
    expect(usage?.usage.inputTokens).toBe(tokens.length);
    expect(usage?.usage.outputTokens).toBeGreaterThan(1);
    expect(usage?.usage.outputTokens).toBeLessThanOrEqual(12);
    expect(events.at(-1)?.kind).toBe('finish');
  });

  it('obeys a JSON Schema through its grammar', async () => {
    const closed = { type: 'object', additionalProperties: false } as const;
    const properties = { tool: { type: 'string', enum: ['Find', 'Book'] }, steps: { type: 'integer', maximum: 3 } };
    const schema = { ...closed, properties, required: ['tool', 'steps'] };
    const events = await chat({ messages, maxTokens: 60, temperature: 0, structure: { name: 'call', schema } });
    expect(events.some(({ kind }) => kind === 'adapted')).toBe(false);
    const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
    expect(new Ajv().validate(schema, JSON.parse(text))).toBe(true);
  });

  it('takes the schema of a reply with shots', async () => {
    const schema = createReplySchema(['Find', 'Book']);
    const events = await chat({ messages, maxTokens: 30, temperature: 0, structure: { name: 'shots', schema } });
    expect(events.some(({ kind }) => kind === 'adapted')).toBe(false);
    const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
    expect(text).toMatch(/^\s*\{\s*("s|$)/);
  });

  it.each([
    ['wrong-key', { key: 'sk-wrong' }, 10],
    ['timeout', { timeoutSeconds: 0.001 }, 10],
    ['too-long', {}, 6000],
  ])('answers %s', async (code, about, words) => {
    const long = [{ role: 'user', content: 'word '.repeat(words) }] as const;
    await expect(chat({ messages: long, maxTokens: 5 }, about)).rejects.toMatchObject({ code });
  });

  it('generates without a broken document', async () => {
    const folder = await folderOf(files);
    const options = ['--max-tokens', '250', '--max-repairs', '1', '--temperature', '0', '--count', '1'];
    const source = ['--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en', '--out', 'new.shots.md'];
    const { code, stderr } = await run(folder, ['generate', ...source, ...options]);
    console.log(`generate: exit code ${code}; ${stderr.trim()}`);
    const path = join(folder, 'new.shots.md');
    if (!existsSync(path)) {
      expect(stderr).toMatch(REPLY_CODES);
      expect(code).toBe(1);
      return;
    }
    expect(await readFile(path, 'utf8')).toMatch(
      /^---\nsop: .+\ntools: .+\n---\n\n<!-- id: s-\w+ -->\n<!-- status: draft -->/,
    );
    const { findings } = JSON.parse((await cli(folder, ['lint', 'new.shots.md', '--format', 'json'])).stdout);
    expect(findings.filter(({ rule }: { readonly rule: string }) => /syntax|unknown-label/.test(rule))).toEqual([]);
  });

  it('is evaluated, and a second run asks for nothing', async () => {
    const folder = await folderOf(files);
    const args = ['eval', 'a.shots.md', '--format', 'json', '--max-tokens', '40', '--temperature', '0'];
    const first = await run(folder, args);
    const { cases, scores, outcome } = JSON.parse(first.stdout);
    console.log(`eval: ${JSON.stringify(scores)}`);
    expect([outcome, cases.length, scores.errors]).toEqual(['complete', 4, 0]);
    for (const { verdict } of cases) expect(['passed', 'failed']).toContain(verdict);
    expect([scores.usage.inputTokens > 0, scores.isUsageEstimated]).toEqual([true, false]);
    await getServer().close();
    const second = await run(folder, args);
    const asked = { inputTokens: 0, outputTokens: 0 };
    expect(JSON.parse(second.stdout).scores).toEqual({ ...scores, cached: cases.length, asked });
  });
});
