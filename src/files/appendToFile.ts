import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { getSystemCode } from './fileError.ts';
import { writeFully } from './writeFully.ts';

/**
 * Adds a text at the end of a file, which is created with `mode` if there is none. If not all of it can be written, the
 * file is cut back to its old length and the error is thrown.
 */
export async function appendToFile(path: string, text: string, mode = 0o666): Promise<void> {
  const file = await openForAppend(path, mode);
  try {
    const { size } = await file.stat();
    try {
      await writeFully(file, Buffer.from(text), path, size);
    } catch (error) {
      await file.truncate(size).catch(() => {});
      throw error;
    }
  } finally {
    await file.close();
  }
}

async function openForAppend(path: string, mode: number): Promise<FileHandle> {
  try {
    return await open(path, 'a', mode);
  } catch (error) {
    if (getSystemCode(error) !== 'ENOENT') throw error;
  }
  await mkdir(dirname(path), { recursive: true });
  return open(path, 'a', mode);
}
