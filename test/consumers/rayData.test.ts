import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { hash32 } from '../../src/core/text/hash.ts';
import { cli, folderOf } from '../cli/support.ts';
import { repairSop, repairTools, replyOf, replyShot } from '../generation/run/samples.ts';
import { startOpenAiServer } from '../support/openaiServer.ts';
import { RAY } from './support/environments.ts';
import { preparePython } from './support/python.ts';

const COUNT = 60;
const script = fileURLToPath(new URL('../../examples/scale/send_batch.py', import.meta.url));

/** Shots that have hardly a word in common. */
function createReply(index: number): string {
  const words = (from: number) =>
    Array.from({ length: 12 }, (_, at) =>
      hash32(`${index} ${from + at}`)
        .toString(36)
        .replace(/\d/g, 'q'),
    ).join(' ');
  return replyOf(replyShot(words(0), words(20), index % 2 === 0 ? 'Monday' : undefined));
}

/** Runs a program to its end, whatever its exit code is. */
function run(program: string, args: readonly string[], cwd: string) {
  const env = { ...process.env, OPENAI_API_KEY: 'sk-of-the-batch' };
  return new Promise<{ readonly code: unknown; readonly output: string }>((resolve) => {
    execFile(program, args, { cwd, env, timeout: 900_000 }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, output: error === null || stdout !== '' ? stdout : stderr });
    });
  });
}

describe('a Ray Data pipeline', async () => {
  const prepared = await preparePython(RAY);
  if (!prepared.ok) console.log(`skipped: ${prepared.reason}`);
  let replies = 0;
  let isBroken = true;
  const server = await startOpenAiServer({
    lifetimeSeconds: 1200,
    replies: () => {
      const index = replies++;
      // A request that the server refuses, until it is repaired.
      if (isBroken && index % 10 === 9) return { status: 400, error: { message: 'No.', code: 'bad_request' } };
      return { text: createReply(index) };
    },
  });
  afterAll(() => server.close());

  it.runIf(prepared.ok)('sends a batch file by partitions, and only what failed again', async () => {
    if (!prepared.ok) return;
    const folder = await folderOf({ 'a.sop.md': repairSop, 'a.tools.json': JSON.stringify(repairTools) });
    const base = ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en'];
    const count = ['--count', String(COUNT)];
    expect((await cli(folder, [...base, ...count, '--model', 'big', '--batch-out', 'requests.jsonl'])).code).toBe(0);
    const files = ['requests.jsonl', 'results.jsonl'].map((name) => join(folder, name));
    const args = [script, ...files, '--base-url', server.baseUrl, '--partitions', '6', '--workers', '2'];
    const send = () => run(prepared.python, args, folder);

    const first = await send();
    expect(first).toMatchObject({ code: 1, output: expect.stringContaining(`${COUNT} requests sent, 6 failed`) });
    expect(server.chats).toHaveLength(COUNT);
    expect(server.chats[0]?.headers.authorization).toBe('Bearer sk-of-the-batch');
    isBroken = false;
    const second = await send();
    expect(second).toMatchObject({ code: 0, output: expect.stringContaining('6 requests sent, 0 failed, 54 had') });
    expect(server.chats).toHaveLength(COUNT + 6);

    const read = await cli(folder, [...base, ...count, '--batch-in', 'results.jsonl', '--out', 'new.shots.md']);
    const text = await readFile(join(folder, 'new.shots.md'), 'utf8');
    expect([read.code, text.match(/status: draft/g)?.length]).toEqual([0, COUNT]);
  });
});
