import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.mjs';
import { aptInstall, isDebianAsRoot } from './debian.mjs';
import { withLock } from './lock.mjs';
import { SetUpError } from './progress.mjs';
import { cacheFolder, pinnedNode, projectRoot } from './project.mjs';

const commands = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/**
 * Finds a Chromium, or installs one where that can be done unasked.
 *
 * @param {(text: string) => void} detail
 * @returns {Promise<string>} the path of its executable
 */
export async function ensureChromium(detail) {
  const named = process.env.CHROME_PATH;
  if (named && !existsSync(named)) throw new SetUpError(`CHROME_PATH names ${named}, which does not exist.`);
  const path =
    named ?? (await find()) ?? (await withLock(join(cacheFolder(), 'chromium.lock'), detail, () => install(detail)));
  detail(path);
  await ensureChineseFont(detail);
  return path;
}

async function find() {
  return installedPlaces().find((path) => existsSync(path)) ?? (await playwrightsOwn());
}

function installedPlaces() {
  if (process.platform === 'darwin') {
    return macApplications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    return roots.flatMap((root) => (root ? windowsPrograms.map((program) => join(root, program)) : []));
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

async function install(/** @type {(text: string) => void} */ detail) {
  const found = await find();
  if (found) return found;
  /** @type {string[]} */
  const failures = [];
  const ways = isDebianAsRoot() ? [installFromDebian, installFromPlaywright] : [installFromPlaywright];
  for (const way of ways) {
    await way(detail).catch((error) => failures.push(error.message));
    const path = await find();
    if (path) return path;
  }
  throw new SetUpError(
    `No Chrome, Chromium or Edge was found and none could be installed. Install one, or set CHROME_PATH to its executable.\n${failures.join('\n')}`,
  );
}

async function installFromDebian(/** @type {(text: string) => void} */ detail) {
  detail('apt-get install chromium fonts-noto-cjk');
  await aptInstall(['chromium', 'fonts-noto-cjk']);
}

async function installFromPlaywright(/** @type {(text: string) => void} */ detail) {
  detail("downloading Playwright's Chromium");
  const program = join(projectRoot, 'node_modules', 'playwright-core', 'cli.js');
  await run(pinnedNode, [program, 'install', 'chromium'], { timeout: 10 * 60_000 });
}

/** Without such a font Chinese text is drawn as empty boxes; the tests pass nevertheless. */
async function ensureChineseFont(/** @type {(text: string) => void} */ detail) {
  if (process.platform !== 'linux' || (await hasChineseFont())) return;
  if (isDebianAsRoot()) {
    detail('apt-get install fonts-noto-cjk');
    await aptInstall(['fonts-noto-cjk']).catch(() => undefined);
    if (await hasChineseFont()) return;
  }
  detail('no Chinese font was found: screenshots will show boxes for Chinese (the Debian package is fonts-noto-cjk)');
}

async function hasChineseFont() {
  // Without fontconfig this cannot be known; then nothing is printed.
  const fonts = await run('fc-list', [':lang=zh', 'family']).catch(() => 'unknown');
  return fonts.trim() !== '';
}
