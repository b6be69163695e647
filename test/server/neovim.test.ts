import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { expect, it } from 'vitest';
import { folderOf } from '../cli/support.ts';
import { FILES } from '../core/features/check.ts';

const SHOTS =
  '**User**: q\n**Think**: t\n**Action**: SearchSolution(Error = "a", device = "car")\n**Observation**: o\n';

/** As the project's own build bundles the command line. */
const BUNDLE: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  logLevel: 'error',
  banner: { js: "import { createRequire as _r } from 'node:module';\nconst require = _r(import.meta.url);" },
};

/** The version of the Neovim on the path, or why there is none to be asked. */
function neovim(): { readonly version: string } | { readonly missing: string } {
  const { stdout, error } = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
  return error === undefined ? { version: stdout } : { missing: error.message };
}

it('serves Neovim where it is installed', { timeout: 120_000 }, async () => {
  const found = neovim();
  if ('missing' in found) {
    expect(found.missing).toContain('ENOENT');
    return;
  }
  const folder = await folderOf({ ...FILES, 'a.shots.md': SHOTS });
  const server = join(folder, 'cli.mjs');
  await build({ ...BUNDLE, entryPoints: ['src/cli/main.ts'], outfile: server });
  const answer = join(folder, 'answer.jsonl');
  const script = resolve('test/server/neovim.lua');
  spawnSync('nvim', ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`], {
    cwd: folder,
    timeout: 100_000,
    env: {
      ...process.env,
      SOP_SHOTS_TEST: [process.execPath, server, folder, join(folder, 'a.shots.md')].join('\n'),
      SOP_SHOTS_ANSWER: answer,
    },
  });
  const told = readFileSync(answer, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(told).toEqual([
    { name: 'diagnostics', value: ['parameter-value'] },
    { name: 'completion', value: expect.arrayContaining(['top_k']) },
    { name: 'renamed', value: SHOTS.split('\n')[2]?.replace('SearchSolution', 'FindAnswer') },
  ]);
});
