import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, absolute. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where screenshots and logs of editor tests are left. */
export const resultsFolder = join(projectRoot, 'test-results');

/** The packaged extension. */
export const vsixPath = join(projectRoot, 'dist', 'sop-shots.vsix');

/** The folder of the npm package code-server that the set-up made. */
export function codeServerFolder(): string {
  return fromSetUp('SOP_SHOTS_CODE_SERVER');
}

/** The Chromium that the set-up found. */
export function chromiumPath(): string {
  return fromSetUp('SOP_SHOTS_CHROMIUM');
}

/** The Neovim that the set-up found; undefined if there is none. */
export function neovimPath(): string | undefined {
  return process.env.SOP_SHOTS_NEOVIM || undefined;
}

function fromSetUp(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this through its npm script, which sets up first.`);
  return value;
}
