import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileError } from './fileError.ts';
import { retryWhileBusy, syncFolder } from './replaceFile.ts';
import { resolveTarget } from './target.ts';

export interface MoveOptions {
  /** Replaces an existing file. Without it an existing file is an error. */
  readonly overwrite?: boolean;
  /** Folders that a symbolic link may lead into. Undefined: anywhere. */
  readonly roots?: readonly string[];
}

/**
 * Gives a file that was written piece by piece its final name, once its bytes are on the disk. The same files are refused
 * as in `replaceFile`, and the source stays where it is.
 */
export async function moveFile(source: string, path: string, options: MoveOptions = {}): Promise<void> {
  const target = await resolveTarget(path, options.roots);
  if (target.stats !== undefined && options.overwrite !== true) throw new FileError('file-exists', path);
  const file = await open(source, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await retryWhileBusy(() => rename(source, target.path));
  await syncFolder(dirname(target.path));
}
