import { ensureChromium } from './chromium.mjs';
import { runTask } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureNeovim } from './neovim.mjs';
import { createProgress, SetUpError } from './progress.mjs';
import { ensureVsCodeServer } from './vscodeServer.mjs';

/** The major version of Node that these files need; tasks bring their own. */
const oldestNode = 20;

/**
 * @typedef {object} Needs
 * @property {boolean} [vscode] a VS Code server
 * @property {boolean} [chromium] a Chromium to drive
 * @property {boolean} [neovim] a Neovim, if one is available
 */

/**
 * Sets up what a task needs, then runs it on the pinned Node and ends with its exit code.
 * These files are plain JavaScript, since they run before anything is installed; a task is TypeScript.
 * It finds what was set up in SOP_SHOTS_CODE_SERVER, SOP_SHOTS_CHROMIUM and SOP_SHOTS_NEOVIM.
 *
 * @param {string} task path of the task's script from the project's root
 * @param {Needs} needs
 * @param {Record<string, string>} [extra] more of the task's environment
 */
export async function setUpAndRun(task, needs, extra = {}) {
  try {
    checkNode();
    const env = await setUp(needs);
    process.exitCode = await runTask(task, process.argv.slice(2), { ...env, ...extra });
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(`\nSet-up failed: ${error.message}`);
    process.exitCode = 2;
  }
}

function checkNode() {
  if (Number.parseInt(process.versions.node, 10) >= oldestNode) return;
  throw new SetUpError(
    `Node ${process.versions.node} is too old: install Node ${oldestNode} or newer (https://nodejs.org).`,
  );
}

async function setUp(/** @type {Needs} */ { vscode = false, chromium = false, neovim = false }) {
  const { step } = createProgress(1 + Number(vscode) + Number(chromium) + Number(neovim));
  /** @type {Record<string, string>} */
  const env = {};
  await step('Set-up: dependencies and Node', ensureDependencies);
  if (vscode) env.SOP_SHOTS_CODE_SERVER = await step('Set-up: VS Code server', ensureVsCodeServer);
  if (chromium) env.SOP_SHOTS_CHROMIUM = await step('Set-up: Chromium', ensureChromium);
  if (neovim) env.SOP_SHOTS_NEOVIM = await step('Set-up: Neovim', ensureNeovim);
  return env;
}
