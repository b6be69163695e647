import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The command `code` of an installed desktop VS Code that can open a window here, or undefined.
 * It cannot for root or without a display, and the `code` inside a remote window's terminal only talks to that window.
 */
export function findDesktopCode(env = process.env) {
  const windows = process.platform === 'win32';
  const linux = process.platform === 'linux';
  if (env.VSCODE_IPC_HOOK_CLI) return undefined;
  if (linux && (process.getuid?.() === 0 || !(env.DISPLAY || env.WAYLAND_DISPLAY))) return undefined;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  if (process.platform === 'darwin') folders.push('/Applications/Visual Studio Code.app/Contents/Resources/app/bin');
  return folders.map((folder) => join(folder, windows ? 'code.cmd' : 'code')).find((path) => existsSync(path));
}
