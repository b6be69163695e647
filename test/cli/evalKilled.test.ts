import { once } from 'node:events';
import { expect, it } from 'vitest';
import { createPlayer } from '../support/playedModels.ts';
import { setUp, turns } from './evalSupport.ts';
import { useProgram } from './program.ts';

const REQUESTS = 2 * turns.length;
const startProgram = useProgram();

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
