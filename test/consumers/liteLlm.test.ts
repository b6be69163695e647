import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliResult, cli, folderOf } from '../cli/support.ts';
import { repairSop, repairTools, replyOf, threeShots } from '../generation/run/samples.ts';
import type { Reply } from '../support/openaiReplies.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openaiServer.ts';
import { LITELLM } from './support/environments.ts';
import { type LiteLlm, startLiteLlm } from './support/liteLlm.ts';
import { preparePython } from './support/python.ts';

const KEY = 'sk-the-proxy-key';
const CONTEXT_ERROR = {
  message: "This model's maximum context length is 4096 tokens.",
  code: 'context_length_exceeded',
};

/** What the server behind the proxy does, by the name of the model. */
const REPLIES = {
  good: { text: replyOf(...threeShots) },
  calls: {
    toolCalls: [{ id: 'c', name: 'SearchSolution', arguments: '{"Error": "jam"}' }],
    finishReason: 'tool_calls',
  },
  limited: {
    status: 429,
    error: { message: 'Slow down', code: 'rate_limit_exceeded' },
    headers: { 'retry-after': '900' },
  },
  broke: {
    status: 429,
    error: { message: 'You exceeded your current quota.', code: 'insufficient_quota', type: 'insufficient_quota' },
  },
  slow: { hold: new Promise(() => {}) },
  cut: { text: replyOf(...threeShots), cutAfter: 120 },
  'cut-late': { text: replyOf(...threeShots), cutAfter: replyOf(threeShots[0] ?? {}).length + 40, cutDelay: 1000 },
  long: { status: 400, error: CONTEXT_ERROR },
  gone: { status: 404, error: { message: "The model 'gone' does not exist", code: 'model_not_found' } },
} as const satisfies Readonly<Record<string, Reply>>;

const shots = `---
tools: [./a.tools.json]
---

**User**: The printer jams.

**Think**: I look for a solution.
**Action**: SearchSolution(Error = "jam")
**Observation**: Open the cover.

**Think**: The customer can do it.
**Action**: Explain it.
"Please open the cover."
`;
const files = {
  'a.sop.md': repairSop,
  'a.tools.json': JSON.stringify(repairTools),
  'a.shots.md': shots,
  'sop-shots.yaml': 'rules: {}\n',
};

/** The whole command with a LiteLLM proxy, from PyPI, between it and a server with known behaviour. */
describe('a LiteLLM proxy', async () => {
  const prepared = await preparePython(LITELLM);
  if (!prepared.ok) console.log(`skipped: ${prepared.reason}`);
  let upstream: OpenAiServer | undefined;
  let proxy: LiteLlm | undefined;
  const home = mkdtempSync(join(tmpdir(), 'sop-shots-litellm-'));

  beforeAll(async () => {
    if (!prepared.ok) return;
    upstream = await startOpenAiServer({
      lifetimeSeconds: 1200,
      replies: ({ body }) => REPLIES[body.model as keyof typeof REPLIES] ?? { status: 500 },
    });
    const models = [...Object.keys(REPLIES)];
    proxy = await startLiteLlm(prepared.python, home, { models, upstream: upstream.baseUrl, key: KEY });
  });
  afterAll(async () => {
    await proxy?.close();
    await upstream?.close();
    rmSync(home, { recursive: true, force: true });
  });

  async function run(args: readonly string[], key = KEY): Promise<CliResult & { readonly folder: string }> {
    const folder = await folderOf(files);
    const env = { SOP_SHOTS_API_KEY: key, XDG_CACHE_HOME: folder };
    const result = await cli(folder, [...args, '--base-url', proxy?.baseUrl ?? ''], { env });
    return { ...result, folder };
  }
  const generate = (model: string, more: readonly string[] = [], key = KEY) =>
    run(
      ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en', '--out', 'new.shots.md']
        .concat(['--count', '3', '--max-repairs', '0', '--model', model])
        .concat(more),
      key,
    );

  it.runIf(prepared.ok)('writes shots and counts tokens', async () => {
    const { code, stderr, folder } = await generate('good');
    expect([code, stderr]).toEqual([0, '']);
    expect((await readFile(join(folder, 'new.shots.md'), 'utf8')).match(/status: draft/g)).toHaveLength(3);
    expect(upstream?.chats.at(-1)?.body).toMatchObject({ stream: true, response_format: { type: 'json_schema' } });
  });

  it.runIf(prepared.ok)('lists its models', async () => {
    const { stdout } = await run(['generate', '--list-models']);
    expect(stdout.trim().split('\n').toSorted()).toEqual(Object.keys(REPLIES).toSorted());
  });

  it.runIf(prepared.ok)('is evaluated with tools', async () => {
    const { stdout, stderr } = await run(['eval', 'a.shots.md', '--model', 'calls', '--format', 'json']);
    expect(stderr).not.toContain('[');
    const { cases, scores } = JSON.parse(stdout);
    expect([cases[0].verdict, scores.errors, scores.isUsageEstimated]).toEqual(['passed', 0, false]);
  });

  it.runIf(prepared.ok).each([
    ['unknown-model', 'nothing', []],
    ['unknown-model', 'gone', []],
    ['rate-limit', 'limited', []],
    ['quota', 'broke', []],
    ['timeout', 'slow', ['--timeout', '2']],
    ['too-long', 'long', []],
  ])('answers %s for the model %s', async (expected, model, more) => {
    const { code, stderr, folder } = await generate(model, more);
    expect(stderr).toContain(`[${expected}]`);
    expect([code, existsSync(join(folder, 'new.shots.md'))]).toEqual([1, false]);
  });

  it.runIf(prepared.ok)('refuses a wrong key, which is not repeated', async () => {
    const { stderr } = await generate('good', [], 'sk-a-wrong-key');
    expect(stderr).toContain('[wrong-key]');
    expect(stderr).not.toContain('sk-a-wrong');
  });

  it.runIf(prepared.ok)('keeps what was complete when the stream breaks', async () => {
    const early = await generate('cut');
    expect(early.stderr).toMatch(/\[(cut-off|server-error)\]/);
    const late = await generate('cut-late');
    expect(late.stderr).toMatch(/\[(cut-off|server-error)\]/);
    expect(await readFile(join(late.folder, 'new.shots.md'), 'utf8')).toContain('status: draft');
  });

  it.runIf(prepared.ok).each([
    ['rate-limit', 'limited', []],
    ['unknown-model', 'nothing', []],
    ['timeout', 'slow', ['--timeout', '2']],
  ])('counts a case with %s apart in an evaluation', async (expected, model, more) => {
    const { stdout, code } = await run(['eval', 'a.shots.md', '--model', model, '--format', 'json', ...more]);
    const { cases, scores } = JSON.parse(stdout);
    expect(JSON.stringify(cases)).toContain(`"error":"${expected}"`);
    expect(scores.errors).toBe(cases.length);
    expect(code).toBeGreaterThan(0);
  });
});
