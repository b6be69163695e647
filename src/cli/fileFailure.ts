import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { defineMessages, type ReadFailure, readFailureMessage, renderMessage } from '../core/index.ts';
import type { CliIo } from './io.ts';
import { UsageError } from './usageError.ts';
import { wrongUse } from './wrongUse.ts';

const say = defineMessages({
  unreadable: { en: 'cannot read {path}: {reason}', 'zh-CN': '无法读取 {path}：{reason}' },
  failure: { en: 'cannot use {path}: {reason}', 'zh-CN': '无法使用 {path}：{reason}' },
  denied: { en: 'permission denied', 'zh-CN': '没有权限' },
  readOnly: { en: 'the file system is read-only', 'zh-CN': '文件系统是只读的' },
  full: { en: 'there is no room left', 'zh-CN': '磁盘空间不足' },
  missing: { en: 'there is no such file or folder', 'zh-CN': '没有这个文件或文件夹' },
  folder: { en: 'it is a folder', 'zh-CN': '这是文件夹' },
  noFolder: { en: 'a part of the path is no folder', 'zh-CN': '路径中有一部分不是文件夹' },
  tooMany: { en: 'too many files are open', 'zh-CN': '打开的文件过多' },
  other: { en: 'the system refuses', 'zh-CN': '系统拒绝了操作' },
});

/** What the system's own codes mean. */
const REASONS = {
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'missing',
  EISDIR: 'folder',
  ENOTDIR: 'noFolder',
  EMFILE: 'tooMany',
} as const;

/**
 * What the file system refused, as something to tell the user, with the system's code: a path that may not be written,
 * a full disk. Undefined for every other error, which is a fault of ours.
 */
export function fileFailure(error: unknown, cwd: string): UsageError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path = '' } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  const reason = say(code in REASONS ? REASONS[code as keyof typeof REASONS] : 'other');
  return new UsageError(say('failure', { path: shownPath(path, cwd), reason }), code);
}

/** A file is written under a name of its own and renamed; what the user knows is the file's. */
function shownPath(path: string, cwd: string): string {
  const shown = relative(cwd, path.replace(/\.tmp-[0-9a-f]+$/, '')).replaceAll('\\', '/');
  return shown === '' ? '.' : shown;
}

/** A file that is there but cannot be read as text. */
export function unreadable(shown: string, reason: ReadFailure): UsageError {
  return new UsageError(say('unreadable', { path: shown, reason: readFailureMessage(reason) }), 'unreadable');
}

/** Tells of a file that could not be read or written, where the others are gone on with; throws every other error. */
export function tellFailure(error: unknown, io: CliIo): void {
  const told = error instanceof UsageError ? error : fileFailure(error, io.cwd);
  if (told === undefined) throw error;
  io.stderr(renderMessage(wrongUse(told), io.language));
  io.setExitCode(2);
}

/**
 * Throws now what writing a file would throw later, when a model has been asked and paid for. Folders that are not there
 * yet are made when it is written.
 */
export async function requireWritable(path: string): Promise<void> {
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  }
}
