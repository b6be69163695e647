import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { childEnvironment, run, runNpm } from './command.mjs';
import { withLock } from './lock.mjs';
import { SetUpError } from './progress.mjs';
import { cacheFolder, codeServerVersion, pinnedNode, projectRoot } from './project.mjs';

/** Counted up whenever the set-up below changes, so that older caches are not taken for current ones. */
const revision = 1;

/** Follows the target's name while it is being built. */
const unfinished = '.building-';

/** The native modules that have no prebuilt binary and that VS Code needs here only in part. */
const standIns = /** @type {const} */ (['spdlog', 'native-watchdog']);

/**
 * Sets up a whole VS Code server with its workbench in the user's cache folder, once for every clone.
 * It is built in a temporary folder and renamed when complete, so an interrupted set-up leaves nothing incomplete.
 *
 * @param {(text: string) => void} detail
 * @returns {Promise<string>} the folder of the package code-server
 */
export async function ensureVsCodeServer(detail) {
  if (process.platform === 'win32') {
    throw new SetUpError(
      'The server build of VS Code is for Linux and macOS. On Windows install the desktop VS Code and put `code` on the path.',
    );
  }
  const target = join(cacheFolder(), `vscode-${codeServerVersion}-${process.platform}-${process.arch}-${revision}`);
  const result = join(target, 'node_modules', 'code-server');
  if (existsSync(target)) {
    detail(target);
    return result;
  }
  await withLock(`${target}.lock`, detail, async () => {
    if (existsSync(target)) return;
    await removeAbandoned(target);
    const building = await mkdtemp(`${target}${unfinished}`);
    try {
      await build(building, detail);
      await rename(building, target);
    } catch (error) {
      await remove(building);
      throw error;
    }
  });
  return result;
}

/** Removes what interrupted set-ups left. */
async function removeAbandoned(/** @type {string} */ target) {
  const siblings = await readdir(dirname(target));
  const abandoned = siblings.filter((name) => name.startsWith(`${basename(target)}${unfinished}`));
  await Promise.all(abandoned.map((name) => remove(join(dirname(target), name))));
}

/** The npm of an interrupted set-up may still be writing its last files; what stays is removed the next time. */
async function remove(/** @type {string} */ folder) {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => undefined);
}

async function build(/** @type {string} */ folder, /** @type {(text: string) => void} */ detail) {
  const options = { env: childEnvironment() };
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  detail(`1/4 npm install code-server@${codeServerVersion} (600 MB on disk, once for every clone)`);
  await install(['install', `code-server@${codeServerVersion}`], { cwd: folder, ...options });
  const server = join(folder, 'node_modules', 'code-server');
  const vscode = join(server, 'lib', 'vscode');
  detail('2/4 npm install of the VS Code in it');
  await install(['install'], { cwd: vscode, ...options });
  detail('3/4 npm install of its built-in extensions');
  await install(['install'], { cwd: join(vscode, 'extensions'), ...options });
  detail('4/4 check that it runs');
  for (const name of standIns) {
    await copyFile(
      join(projectRoot, 'scripts', 'setup', 'standIns', `${name}.cjs`),
      join(vscode, 'node_modules', '@vscode', name, 'index.js'),
    );
  }
  await checkThatItRuns(server);
}

/**
 * Install scripts are left out: they would compile modules for which prebuilt ones or stubs are enough here.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
async function install(args, options) {
  await runNpm([...args, '--omit=dev', '--ignore-scripts', '--no-save'], options).catch((error) => {
    throw new SetUpError(
      `VS Code cannot be set up: npm could not install it. Is the npm registry within reach?\n${error.message}`,
    );
  });
}

async function checkThatItRuns(/** @type {string} */ server) {
  const probe = [
    'require("node-pty");',
    'require("@parcel/watcher");',
    'require("@vscode/spdlog");',
    'require("@vscode/native-watchdog");',
  ].join('');
  await run(pinnedNode, ['-e', probe], { cwd: join(server, 'lib', 'vscode') }).catch((error) => {
    throw new SetUpError(
      `VS Code was installed, but a native module of it does not load on ${process.platform} ${process.arch}.\n${error.message}`,
    );
  });
}
