import { realpath } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { defineMessages } from '../../core/index.ts';
import { isInFolder } from '../../files/index.ts';
import type { ProcessIo, RunCli } from '../io.ts';
import { UsageError } from '../usageError.ts';

const say = defineMessages({
  outside: { en: '"{path}" is outside of the workspace', 'zh-CN': '“{path}”在工作区之外' },
});

/** Runs a command of the command line in the workspace and resolves with what it prints. */
export type RunCommand = (args: readonly string[], stdin?: string) => Promise<string>;

/** A command that found nothing to do or failed: its messages are the answer. */
export class CommandFailure extends Error {}

/**
 * Runs commands in the folder of `io`. Nobody is there to answer a question, and no variable of the environment is
 * passed on, so that no key is read and no model is asked.
 */
export function createCommandRunner(io: ProcessIo, runCli: RunCli): RunCommand {
  return async (args, stdin = '') => {
    let stdout = '';
    let stderr = '';
    let code = 0;
    await runCli(args, '', {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      status: () => {},
      stdin: async () => stdin,
      cwd: io.cwd,
      env: {},
      isTerminal: false,
      language: io.language,
      setExitCode: (next) => {
        code = Math.max(code, next);
      },
      signal: io.signal,
    });
    if (code === 2) throw new CommandFailure(stderr.trim());
    return stdout;
  };
}

/** Throws for a path that leads out of the workspace, links included, or that reads as an option. */
export async function requireInWorkspace(path: string, cwd: string): Promise<void> {
  const target = resolve(cwd, path);
  const real = await realpath(target).catch(() => target);
  const root = await realpath(cwd);
  const isInside = (isInFolder(cwd, target) || isInFolder(root, target)) && (real === target || isInFolder(root, real));
  if (!isInside || isAbsolute(path) || path.startsWith('-') || path.split(/[\\/]/).includes('..')) {
    throw new UsageError(say('outside', { path }), 'outside-workspace');
  }
}
