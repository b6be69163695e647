import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { defineMessages } from '../core/index.ts';
import { UsageError } from './usageError.ts';

const say = defineMessages({
  failed: {
    en: '--changed-since {ref}: Git cannot compare with it: {reason}',
    'zh-CN': '--changed-since {ref}：Git 无法与其比较：{reason}',
  },
});

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 100_000_000;

/** The files below a folder that differ from a Git revision or that Git does not track, as real absolute paths. */
export async function listChangedFiles(ref: string, cwd: string): Promise<ReadonlySet<string>> {
  const git = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run('git', [...args], { cwd, maxBuffer: MAX_OUTPUT_BYTES });
    return stdout;
  };
  try {
    // A revision that begins with a hyphen would be read as an option.
    const commit = (await git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`)).trim();
    const changed = await git(
      'diff',
      '--name-only',
      '-z',
      '--no-renames',
      '--diff-filter=d',
      '--relative',
      commit,
      '--',
    );
    const untracked = await git('ls-files', '--others', '--exclude-standard', '-z');
    const folder = await realpath(cwd);
    return new Set(
      [...changed.split('\0'), ...untracked.split('\0')].filter(Boolean).map((path) => resolve(folder, path)),
    );
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? '';
    throw new UsageError(say('failed', { ref, reason }), 'changed-since');
  }
}
