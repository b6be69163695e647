import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { CommanderError } from 'commander';
import { defineMessages, type ReadFailure, readFailureMessage } from '../core/index.ts';
import { FileError, type FileErrorCode } from '../files/index.ts';
import type { CliIo } from './io.ts';
import { UsageError } from './usageError.ts';
import { renderUsageError } from './usageMessage.ts';

const say = defineMessages({
  unreadable: { en: 'cannot read {path}: {reason}', 'zh-CN': '无法读取 {path}：{reason}' },
  failure: { en: 'cannot use {path}: {reason}', 'zh-CN': '无法使用 {path}：{reason}' },
  denied: { en: 'permission denied', 'zh-CN': '没有权限' },
  readOnly: { en: 'the file system is read-only', 'zh-CN': '文件系统是只读的' },
  quota: { en: 'the disk quota is used up', 'zh-CN': '磁盘配额已用完' },
  'file-changed': {
    en: 'the file was changed by another program meanwhile; it was not overwritten',
    'zh-CN': '文件在此期间被其他程序修改，未覆盖',
  },
  'file-exists': { en: 'the file already exists', 'zh-CN': '文件已存在' },
  'hard-link': { en: 'the file has hard links, which would be separated', 'zh-CN': '该文件有硬链接，替换会使其分离' },
  'not-a-file': { en: 'it is not a file', 'zh-CN': '这不是文件' },
  'owner-changed': { en: 'the owner of the file would change', 'zh-CN': '文件的所有者会改变' },
  'outside-workspace': { en: 'the link leads out of the workspace', 'zh-CN': '该链接指向工作区之外' },
  'read-only': { en: 'the file is read-only', 'zh-CN': '文件是只读的' },
  'short-write': { en: 'not all of the text could be written', 'zh-CN': '内容未能全部写入' },
  full: { en: 'no space left on the device', 'zh-CN': '磁盘空间不足' },
  missing: { en: 'no such file or folder', 'zh-CN': '没有这个文件或文件夹' },
  folder: { en: 'it is a folder', 'zh-CN': '这是文件夹' },
  noFolder: { en: 'a part of the path is not a folder', 'zh-CN': '路径中有一部分不是文件夹' },
  tooMany: { en: 'too many files are open', 'zh-CN': '打开的文件过多' },
  internal: {
    en: 'internal error: {message}. Please report it as CONTRIBUTING.md describes; SOP_SHOTS_DEBUG=1 prints more',
    'zh-CN': '内部错误：{message}。请按 CONTRIBUTING.md 所述报告；设置 SOP_SHOTS_DEBUG=1 可输出更多信息',
  },
  other: { en: 'the system refused', 'zh-CN': '系统拒绝了操作' },
});

/** Maximum length of the message of an internal error, in characters. */
const MAX_MESSAGE_LENGTH = 300;

/** What the system's own codes mean. */
const REASONS = {
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'quota',
  ENOENT: 'missing',
  EISDIR: 'folder',
  ENOTDIR: 'noFolder',
  EMFILE: 'tooMany',
} as const;

/**
 * What the file system refused, as an error to report, with the system's code: for example a path that is not writable or
 * a full disk. Undefined for every other error, which is an internal error.
 */
export function toFileFailure(error: unknown, cwd: string): UsageError | undefined {
  if (error instanceof FileError) return createFailure(error.path, error.code, error.code, cwd);
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path = '' } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  return createFailure(path, code in REASONS ? REASONS[code as keyof typeof REASONS] : 'other', code, cwd);
}

function createFailure(
  path: string,
  reason: FileErrorCode | (typeof REASONS)[keyof typeof REASONS] | 'other',
  code: string,
  cwd: string,
): UsageError {
  return new UsageError(say('failure', { path: toDisplayPath(path, cwd), reason: say(reason) }), code);
}

/** A file is written under a temporary name and then renamed; the user knows the final name. */
function toDisplayPath(path: string, cwd: string): string {
  const shown = relative(cwd, path.replace(/\.tmp-[0-9a-f]+$/, '')).replaceAll('\\', '/');
  return shown === '' ? '.' : shown;
}

/** The error for a file that exists but cannot be read as text. */
export function createUnreadableError(shown: string, reason: ReadFailure): UsageError {
  return new UsageError(say('unreadable', { path: shown, reason: readFailureMessage(reason) }), 'unreadable');
}

/** Prints an error as one line with its code, sets exit code 2 and lets the run continue. */
export function reportFailure(error: unknown, io: CliIo): void {
  const failure = toFailure(error, io.cwd);
  io.stderr(renderUsageError(failure, io.language));
  if (failure !== error && io.env.SOP_SHOTS_DEBUG && error instanceof Error) io.stderr(`${error.stack}\n`);
  io.setExitCode(2);
}

/** Any error as one that has a code. */
export function toFailure(error: unknown, cwd: string): UsageError | CommanderError {
  if (error instanceof UsageError || error instanceof CommanderError) return error;
  return toFileFailure(error, cwd) ?? toInternalError(error);
}

/** A fault of the program itself: named by its message only, since the code of a bundle helps nobody. */
function toInternalError(error: unknown): UsageError {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new UsageError(say('internal', { message: message.slice(0, MAX_MESSAGE_LENGTH) }), 'internal-error');
}

/**
 * Throws before a model is asked and paid for what writing the file would throw later. Missing folders are created when
 * the file is written.
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
