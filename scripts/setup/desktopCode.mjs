import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The command `code` of an installed desktop VS Code, or undefined. A remote shell's `code` serves as well. */
export function findDesktopCode(env = process.env) {
  const windows = process.platform === 'win32';
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  if (process.platform === 'darwin') folders.push('/Applications/Visual Studio Code.app/Contents/Resources/app/bin');
  return folders.map((folder) => join(folder, windows ? 'code.cmd' : 'code')).find((path) => existsSync(path));
}
