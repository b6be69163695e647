import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

/**
 * Bundles the command line before the tests of a file. The answer starts `sop-shots ARGS` as a process of its own, which a
 * signal can end at any moment.
 */
export function useProgram(): (cwd: string, args: readonly string[]) => ChildProcess {
  /** A folder below the packages, so that the bundle finds them. */
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(resolve('node_modules/.killed-'));
    await build({
      stdin: {
        contents: "import { runProcess } from './src/cli/run.ts';\nawait runProcess('0.0.0');",
        resolveDir: '.',
      },
      outfile: join(folder, 'program.mjs'),
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return (cwd, args) => {
    const child = spawn(process.execPath, [join(folder, 'program.mjs'), ...args], { cwd, stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
}
