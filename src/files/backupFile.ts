import { constants } from 'node:fs';
import { copyFile, open, rm, stat } from 'node:fs/promises';
import { FileError, getSystemCode } from './fileError.ts';

/**
 * Copies a file to `PATH.bak`, or to `PATH.bak.2` and so on where that exists, and returns the path of the copy. A copy
 * that is not complete is removed, and the error is thrown.
 */
export async function backupFile(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const backup = number === 1 ? `${path}.bak` : `${path}.bak.${number}`;
    try {
      await copyWhole(path, backup);
      return backup;
    } catch (error) {
      if (getSystemCode(error) !== 'EEXIST') throw error;
    }
  }
}

async function copyWhole(path: string, backup: string): Promise<void> {
  try {
    await copyFile(path, backup, constants.COPYFILE_EXCL);
    const file = await open(backup, 'r+');
    try {
      await file.sync();
      if ((await file.stat()).size !== (await stat(path)).size) throw new FileError('short-write', backup);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (getSystemCode(error) !== 'EEXIST') await rm(backup, { force: true }).catch(() => {});
    throw error;
  }
}
