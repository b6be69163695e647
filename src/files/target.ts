import { type BigIntStats, constants } from 'node:fs';
import { access, lstat, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { FileError, getSystemCode } from './fileError.ts';

/** The file that a path names, after symbolic links. */
export interface Target {
  /** Absolute and free of symbolic links in its last part. */
  readonly path: string;
  /** Undefined if there is no such file yet. */
  readonly stats: BigIntStats | undefined;
}

/**
 * Finds the file to write. A symbolic link is followed, so that the link stays; with `roots`, only to files inside of
 * one of these folders. Throws a `FileError` for files that must not be replaced.
 */
export async function resolveTarget(path: string, roots: readonly string[] | undefined): Promise<Target> {
  const isLink = await lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
  const target = isLink ? await realpath(path) : path;
  if (isLink && roots !== undefined) await requireInside(path, target, roots);
  const stats = await stat(target, { bigint: true }).catch((error: unknown) => {
    if (getSystemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (stats !== undefined) await requireReplaceable(target, stats);
  return { path: target, stats };
}

/** Whether a path is a folder or lies in it. Both are absolute. */
export function isInFolder(folder: string, path: string): boolean {
  const relativePath = relative(folder, path);
  return relativePath !== '..' && !relativePath.startsWith(`..${sep}`) && !isAbsolute(relativePath);
}

async function requireInside(path: string, target: string, roots: readonly string[]): Promise<void> {
  const realRoots = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
  if (!realRoots.some((root) => isInFolder(root, target))) throw new FileError('outside-workspace', path);
}

const WRITE_BITS = 0o222n;

async function requireReplaceable(path: string, stats: BigIntStats): Promise<void> {
  if (!stats.isFile()) throw new FileError('not-a-file', path);
  // Root may write everything: for a file without any write permission that is not what its owner meant.
  if ((stats.mode & WRITE_BITS) === 0n) throw new FileError('read-only', path);
  await access(path, constants.W_OK);
  if (stats.nlink > 1n) throw new FileError('hard-link', path);
}
