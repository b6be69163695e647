import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, isDebianAsRoot } from './debian.mjs';

/**
 * Finds a Neovim, or installs one where that can be done unasked. Without one everything else is tested all the same,
 * so this never fails; the stage that needs it says that it was left out.
 *
 * @param {(text: string) => void} detail
 * @returns {Promise<string>} the path of its executable; empty if there is none
 */
export async function ensureNeovim(detail) {
  if (find() === undefined && isDebianAsRoot()) {
    detail('apt-get install neovim');
    await aptInstall(['neovim']).catch((error) => detail(error.message));
  }
  const path = find();
  detail(path ?? 'none was found (the Debian package is neovim)');
  return path ?? '';
}

function find() {
  const name = process.platform === 'win32' ? 'nvim.exe' : 'nvim';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
