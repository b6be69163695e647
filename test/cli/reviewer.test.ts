import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { repairSop, repairTools, replyOf, threeShots } from '../generation/run/samples.ts';
import { type OpenAiServer, type Reply, startOpenAiServer } from '../support/openaiServer.ts';
import { cli, folderOf } from './support.ts';

const files = { 'a.sop.md': repairSop, 'a.tools.json': JSON.stringify(repairTools) };
const base = ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en', '--out', 'new.shots.md'];
const REJECTED = '{"accept": false, "reasons": ["Step 3 is missing. --> <b>", "The customer asked for Friday."]}';

const servers: OpenAiServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(replies: readonly Reply[] | ((model: string) => Reply)): Promise<OpenAiServer> {
  const server = await startOpenAiServer({
    replies: typeof replies === 'function' ? ({ body }) => replies(String(body.model)) : [...replies],
  });
  servers.push(server);
  return server;
}

async function run(server: OpenAiServer, args: readonly string[], given = {}, env = {}) {
  const folder = await folderOf({ ...files, ...given });
  const io = { env: { SOP_SHOTS_API_KEY: 'sk-the-writer', XDG_CACHE_HOME: folder, ...env } };
  const result = await cli(folder, [...base, '--base-url', server.baseUrl, '--model', 'writer', ...args], io);
  const read = (): Promise<string> => readFile(join(folder, 'new.shots.md'), 'utf8');
  return { ...result, read };
}

describe('a second model as reviewer', () => {
  it('has its verdict written into each shot and rejections reported', async () => {
    let reviews = 0;
    const server = await start((model) => {
      if (model === 'writer') return { text: replyOf(...threeShots) };
      return {
        text: reviews++ === 0 ? `<think>{"accept": true}</think>\n${REJECTED}` : '{"accept": true, "reasons": []}',
      };
    });
    const { code, stderr, read } = await run(server, ['--count', '3', '--reviewer', 'critic']);
    const text = await read();
    expect(code).toBe(0);
    expect(text.match(/<!-- id: s-\w+ -->\n<!-- status: draft -->\n<!-- review: .* -->\n\*\*User/g)).toHaveLength(3);
    expect(text.match(/<!-- review: accepted by critic -->/g)).toHaveLength(2);
    expect(text).toContain(
      '<!-- review: not accepted by critic: Step 3 is missing. — b; The customer asked for Friday. -->',
    );
    expect(stderr).toMatch(/^s-\w+: not accepted by critic: Step 3 is missing/);
    const [, review] = server.chats;
    expect(review?.body.model).toBe('critic');
    const words = String(review?.body.messages?.[0]?.content);
    expect(words).toContain('# Procedure\n# Printer repair');
    expect(words).not.toMatch(/<!--|s-[a-z0-9]{7}/);
  });

  it('is asked at an address of its own with a key of its own', async () => {
    const writer = await start([{ text: replyOf(threeShots[0]) }]);
    const critic = await start([{ text: '{"accept": true, "reasons": []}' }]);
    const args = ['--count', '1', '--reviewer', 'critic', '--reviewer-url', critic.baseUrl];
    const { code } = await run(writer, args, {}, { SOP_SHOTS_REVIEWER_API_KEY: 'sk-the-critic' });
    expect([code, writer.chats.length, critic.chats.length]).toEqual([0, 1, 1]);
    expect(critic.chats[0]?.headers.authorization).toBe('Bearer sk-the-critic');
    expect(writer.chats[0]?.headers.authorization).toBe('Bearer sk-the-writer');
  });

  it('gets masked text where the project masks, and its reasons have the names again', async () => {
    const server = await start((model) =>
      model === 'writer'
        ? { text: replyOf(threeShots[0]) }
        : { text: '{"accept": false, "reasons": ["tool_1 is called too early."]}' },
    );
    const project = { 'sop-shots.yaml': 'privacy:\n  mask: names\n' };
    const { read } = await run(server, ['--count', '1', '--reviewer', 'critic'], project);
    const review = server.chats.find(({ body }) => body.model === 'critic');
    expect(JSON.stringify(review?.body)).not.toContain('SearchSolution');
    expect(JSON.stringify(review?.body)).toContain('tool_1');
    expect(await read()).toMatch(/not accepted by critic: (SearchSolution|BookVisit) is called too early/);
  });

  it.each([
    ['a reply without a verdict', { text: 'Looks fine to me.' }, 'no-verdict'],
    ['an error', { status: 401 }, 'wrong-key'],
  ])('that gives %s leaves the shots as not reviewed, which is reported', async (_, reply, expected) => {
    const server = await start((model) => (model === 'writer' ? { text: replyOf(...threeShots) } : reply));
    const { stderr, read } = await run(server, ['--count', '3', '--reviewer', 'critic']);
    expect(stderr).toContain(`[${expected}]`);
    expect((await read()).match(/<!-- review: not reviewed by critic \(/g)).toHaveLength(3);
  });

  it('has its prompt shown by --dry-run', async () => {
    const server = await start([]);
    const { stdout } = await run(server, ['--count', '2', '--reviewer', 'critic', '--dry-run']);
    expect(stdout).toMatch(
      /model writer: 1 request[\s\S]*reviewer critic: 2 requests[\s\S]*# The example\n\*\*User\*\*/,
    );
    expect(server.requests).toHaveLength(0);
  });

  it('is asked for only with permission: without it nothing is sent to either', async () => {
    const server = await start([{ text: replyOf(threeShots[0]) }]);
    const args = ['--count', '1', '--reviewer', 'critic', '--reviewer-url', 'https://critic.invalid/v1'];
    const { code, stderr } = await run(server, args);
    expect([code, server.chats.length]).toEqual([2, 0]);
    expect(stderr).toContain('--allow-send critic.invalid');
  });

  it('needs a model, and is not available for batches', async () => {
    const folder = await folderOf(files);
    const alone = await cli(folder, [...base, '--reviewer', 'critic']);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--reviewer needs --model')]);
    const batch = await cli(folder, [...base, '--reviewer', 'critic', '--model', 'm', '--batch-out', 'b.jsonl']);
    expect([batch.code, batch.stderr]).toEqual([2, expect.stringContaining('not available for batches')]);
  });
});
