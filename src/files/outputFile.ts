import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { retryWhileBusy } from './replaceFile.ts';
import { resolveTarget } from './target.ts';
import { writeFully, writeSome } from './writeFully.ts';

/** Texts up to this length are collected before they are written, in UTF-16 units. */
const BUFFER_LENGTH = 1 << 20;

/** A file that is written in pieces. Until `commit` it has a temporary name, so that no half file looks like a whole one. */
export interface OutputFile {
  /** The temporary file, to be read again before it is committed. */
  readonly temporary: string;
  write(text: string): Promise<void>;
  /** Writes what is collected, so that the temporary file is complete. */
  flush(): Promise<void>;
  /** Flushes the bytes to the disk and gives the file its name. */
  commit(): Promise<void>;
  /** Removes the temporary file. Does nothing after `commit`. */
  discard(): Promise<void>;
}

/** Opens a file for writing in pieces. An existing file is replaced by `commit` only. */
export async function openOutput(path: string): Promise<OutputFile> {
  const target = await resolveTarget(path, undefined);
  await mkdir(dirname(target.path), { recursive: true });
  const temporary = `${target.path}.tmp-${randomBytes(6).toString('hex')}`;
  const file = await open(temporary, 'wx', 0o666);
  let buffer: string[] = [];
  let length = 0;
  let isOpen = true;
  const flush = async (): Promise<void> => {
    const text = buffer.join('');
    buffer = [];
    length = 0;
    if (text !== '') await writeAll(file, Buffer.from(text), target.path);
  };
  const close = async (): Promise<void> => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  let isDone = false;
  return {
    temporary,
    async write(text) {
      buffer.push(text);
      length += text.length;
      if (length >= BUFFER_LENGTH) await flush();
    },
    flush,
    async commit() {
      await flush();
      // Nothing is left to write: this checks the length and waits for the disk.
      await writeFully(file, new Uint8Array(), target.path);
      await close();
      await retryWhileBusy(() => rename(temporary, target.path));
      isDone = true;
    },
    async discard() {
      if (isDone) return;
      await close().catch(() => {});
      await rm(temporary, { force: true }).catch(() => {});
    },
  };
}

/** A write may take only a part of the bytes; a full disk then refuses the rest. */
async function writeAll(file: FileHandle, bytes: Uint8Array, path: string): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) written += await writeSome(file, bytes, written, path);
}
