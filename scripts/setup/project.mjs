import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, absolute. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The version of the npm package `code-server` whose VS Code the tests and `npm start` use. */
export const codeServerVersion = '4.139.1';

const windows = process.platform === 'win32';

/** The Node of the project's own `node` dependency: every task after the set-up runs on it. */
export const pinnedNode = join(projectRoot, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/**
 * The folder that keeps what is expensive to set up and equal for every clone.
 * `SOP_SHOTS_CACHE` names another one; else the custom of the platform holds.
 */
export function cacheFolder(env = process.env) {
  if (env.SOP_SHOTS_CACHE) return resolve(env.SOP_SHOTS_CACHE);
  if (env.XDG_CACHE_HOME) return join(resolve(env.XDG_CACHE_HOME), 'sop-shots');
  if (windows && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'sop-shots', 'cache');
  return join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'sop-shots');
}
