import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { folderOf } from '../cli/support.ts';

const EXAMPLE = resolve('examples/repair-desk');
const SERVER = resolve('dist/cli.mjs');

/** The files of a folder that say a word, in order. */
function filesWith(folder: string, word: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => readFileSync(join(folder, name), 'utf8').includes(word))
    .sort();
}

it('serves Neovim on the example workspace', { timeout: 120_000 }, async () => {
  expect(existsSync(SERVER), 'run `npm run build` first').toBe(true);
  const files = readdirSync(EXAMPLE).map((name) => [name, readFileSync(join(EXAMPLE, name))] as const);
  const folder = await folderOf(Object.fromEntries(files));
  const answer = join(await folderOf({}), 'answer.jsonl');
  const script = resolve('test/server/neovim.lua');
  const before = filesWith(folder, 'SearchAvailableTime');
  const { stdout, stderr } = spawnSync(
    process.env.SOP_SHOTS_NEOVIM ?? 'nvim',
    ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`],
    {
      cwd: folder,
      timeout: 100_000,
      encoding: 'utf8',
      env: {
        ...process.env,
        SOP_SHOTS_TEST: [process.execPath, SERVER, folder, join(folder, 'repair.shots.md')].join('\n'),
        SOP_SHOTS_ANSWER: answer,
      },
    },
  );
  expect(existsSync(answer), stdout + stderr).toBe(true);
  const reported = readFileSync(answer, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(reported).toEqual([
    { name: 'diagnostics', value: ['parameter-value'] },
    { name: 'diagnostics after the repair', value: [] },
    { name: 'completion', value: expect.arrayContaining(['top_k']) },
    { name: 'hover', value: expect.stringContaining('Finds known solutions for a fault.') },
    { name: 'definition', value: 'support.tools.json' },
    { name: 'outline', value: 'Taking a repair request' },
  ]);
  expect(before).toContain('support.tools.json');
  expect(before).toContain('repair.sop.md');
  expect(filesWith(folder, 'FindFreeHours')).toEqual(before.filter((name) => !/[^ -~]/.test(name)));
});
