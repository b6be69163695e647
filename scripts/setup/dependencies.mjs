import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, runNpm } from './command.mjs';
import { withLock } from './lock.mjs';
import { SetUpError } from './progress.mjs';
import { pinnedNode, projectRoot } from './project.mjs';

/**
 * Installs what package-lock.json names, unless exactly that is installed already, and the pinned Node.
 *
 * @param {(text: string) => void} detail
 */
export async function ensureDependencies(detail) {
  if ((await areInstalled()) && existsSync(pinnedNode)) return detail('node_modules matches package-lock.json');
  await withLock(join(projectRoot, '.cache', 'dependencies.lock'), detail, async () => {
    if (!(await areInstalled())) {
      detail('npm ci');
      await runNpm(['ci'], { cwd: projectRoot });
    }
    if (!existsSync(pinnedNode)) await installPinnedNode(detail);
  });
}

/** The `node` package fetches its binary in an install script, which a strict npm configuration leaves out. */
async function installPinnedNode(/** @type {(text: string) => void} */ detail) {
  detail('installing the pinned Node');
  const folder = join(projectRoot, 'node_modules', 'node');
  await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder }).catch((error) => {
    throw new SetUpError(`The pinned Node cannot be installed. Remove node_modules and try again.\n${error.message}`);
  });
  if (!existsSync(pinnedNode)) throw new SetUpError(`There is no pinned Node for ${process.platform} ${process.arch}.`);
}

/** npm notes what it installed in node_modules/.package-lock.json; optional packages of other platforms are missing there. */
async function areInstalled() {
  const expected = await readPackages(join(projectRoot, 'package-lock.json'));
  const present = await readPackages(join(projectRoot, 'node_modules', '.package-lock.json'));
  if (!expected) throw new SetUpError('package-lock.json is missing or damaged: restore it from git.');
  if (!present) return false;
  return Object.entries(expected).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version : optional === true;
  });
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, { version?: string, optional?: boolean }> | undefined>}
 */
async function readPackages(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
