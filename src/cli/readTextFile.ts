import { readFile, realpath, stat } from 'node:fs/promises';
import { decodeText, type ReadFailure, type ReadResult } from '../core/index.ts';
import { isInFolder } from '../files/index.ts';

/** A file larger than this is refused: V8 cannot hold its text as one string. */
export const MAX_FILE_BYTES = 500 * 1024 * 1024;

/** Reads a file inside of one of the folders `roots`, after symbolic links. */
export async function readTextFile(path: string, roots: readonly string[]): Promise<ReadResult> {
  try {
    const real = await realpath(path);
    const realRoots = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
    if (!realRoots.some((root) => isInFolder(root, real))) return createFailure('outside-workspace');
    const info = await stat(real);
    if (!info.isFile()) return createFailure('not-a-file');
    if (info.size > MAX_FILE_BYTES) return createFailure('too-large');
    const decoded = decodeText(await readFile(real));
    return decoded.ok ? { ok: true, text: decoded.text, version: `${info.mtimeMs}:${info.size}` } : decoded;
  } catch (error) {
    return createFailure(toReadFailure(error));
  }
}

export function createFailure(reason: ReadFailure): ReadResult {
  return { ok: false, reason };
}

export function toReadFailure(error: unknown): ReadFailure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'no-permission';
  if (code === 'EISDIR') return 'not-a-file';
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') return 'too-large';
  return 'not-found';
}
