import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createPlayer } from '../support/playedModels.ts';
import { setUp, turns } from './evalSupport.ts';

const REQUESTS = 2 * turns.length;

/** A folder below the packages, so that the bundle finds them. */
let folderOfProgram: string;
beforeAll(async () => {
  folderOfProgram = await mkdtemp(resolve('node_modules/.killed-'));
  await build({
    stdin: { contents: "import { runProcess } from './src/cli/run.ts';\nawait runProcess('0.0.0');", resolveDir: '.' },
    outfile: join(folderOfProgram, 'program.mjs'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
});
afterAll(() => rm(folderOfProgram, { recursive: true, force: true }));

/** Starts `sop-shots ARGS` as a process of its own, which a signal can end at any moment. */
function startProgram(cwd: string, args: readonly string[]) {
  const child = spawn(process.execPath, [join(folderOfProgram, 'program.mjs'), ...args], { cwd, stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

it.each([{ answered: 0 }, { answered: 6 }, { answered: REQUESTS - 1 }])(
  'loses only what was under way when the process is killed after $answered replies',
  async ({ answered }) => {
    const play = createPlayer(turns);
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    let isKilled = false;
    const { server, folder, run } = await setUp(async (request, index) => {
      if (index === answered && !isKilled) {
        reach();
        await new Promise(() => {});
      }
      return play(request);
    });
    const args = ['--repeat', '2', '--concurrency', '1'];
    const child = startProgram(folder, [
      'eval',
      'a.shots.md',
      '--base-url',
      server.baseUrl,
      '--model',
      'perfect',
      ...args,
    ]);
    await Promise.race([reached, once(child, 'exit')]);
    expect(server.chats.length).toBe(answered + 1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    isKilled = true;

    const resumed = await run('perfect', args);
    expect(resumed.stdout).toContain(`${answered} of ${REQUESTS} replies from the cache`);
    expect(server.chats.length).toBe(REQUESTS + 1);
  },
);
