import type { FileHandle } from 'node:fs/promises';
import { FileError } from './fileError.ts';

/**
 * Writes all bytes at the end of an open file and waits until they are on the disk. A write may take only a part of
 * the bytes, as on a full disk: then the rest is written, which fails with the system's reason. `offset` is the length
 * of the file before.
 */
export async function writeFully(file: FileHandle, bytes: Uint8Array, path: string, offset = 0): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) {
    written += await writeSome(file, bytes, written, path);
  }
  await file.sync();
  if ((await file.stat()).size < offset + bytes.byteLength) throw new FileError('short-write', path);
}

/** Writes as many of the bytes from an offset as the system takes, at least one. Errors have the path of the file. */
export async function writeSome(file: FileHandle, bytes: Uint8Array, from: number, path: string): Promise<number> {
  const { bytesWritten } = await file.write(bytes, from, bytes.byteLength - from, null).catch((error) => {
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  });
  if (bytesWritten <= 0) throw new FileError('short-write', path);
  return bytesWritten;
}
