import { closeSync, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { decodeText, type ReadResult } from '../core/index.ts';
import { isInFolder } from '../files/index.ts';
import { createFailure, MAX_FILE_BYTES, toReadFailure } from './readTextFile.ts';

/**
 * Reads files inside of some folders for one run. Thousands of small files are read several times faster one after
 * another than by asynchronous calls, and whether a folder leads out of the workspace is found out once.
 */
export function createFileReader(roots: readonly string[]): (path: string) => ReadResult {
  const realRoots = roots.map(toRealPath);
  const insideFolders = new Map<string, boolean>();
  const isInside = (realPath: string) => realRoots.some((root) => isInFolder(root, realPath));
  const isFolderInside = (folder: string): boolean => {
    const known = insideFolders.get(folder) ?? isInside(realpathSync(folder));
    insideFolders.set(folder, known);
    return known;
  };
  return (path) => {
    try {
      const isLink = lstatSync(path).isSymbolicLink();
      if (!(isLink ? isInside(realpathSync(path)) : isFolderInside(dirname(path)))) {
        return createFailure('outside-workspace');
      }
      return readText(path);
    } catch (error) {
      return createFailure(toReadFailure(error));
    }
  };
}

function toRealPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function readText(path: string): ReadResult {
  const file = openSync(path, 'r');
  try {
    const { mtimeMs, size, isFile } = describe(file);
    if (!isFile) return createFailure('not-a-file');
    if (size > MAX_FILE_BYTES) return createFailure('too-large');
    const decoded = decodeText(readBytes(file, size));
    return decoded.ok ? { ok: true, text: decoded.text, version: `${mtimeMs}:${size}` } : decoded;
  } finally {
    closeSync(file);
  }
}

function describe(file: number): { readonly mtimeMs: number; readonly size: number; readonly isFile: boolean } {
  const stats = fstatSync(file);
  return { mtimeMs: stats.mtimeMs, size: stats.size, isFile: stats.isFile() };
}

/** A file may end before the size that it had, if it is written meanwhile. */
function readBytes(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const count = readSync(file, bytes, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}
