import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../scripts/setup/chromium.mjs';
import { ensureVsCodeServer } from '../scripts/setup/vscodeServer.mjs';
import { launchBrowser } from '../scripts/vscode/browser.ts';
import { startCodeServer } from '../scripts/vscode/codeServer.ts';
import { projectRoot, vsixPath } from '../scripts/vscode/environment.ts';
import { buildExtension, copyExtension, packageExtension } from '../scripts/vscode/extension.ts';
import { type ActivationTimes, activationTimes } from '../scripts/vscode/startupPerformance.ts';
import { copyWorkspace, temporaryFolder } from '../scripts/vscode/temporary.ts';
import { openWorkbench } from '../scripts/vscode/workbench.ts';
import { type Figure, quantile, record } from './report.ts';

const RUNS = 5;
const OWN = 'sop-shots.sop-shots';
const EMPTY = 'bench.empty';
/** Extensions that come with VS Code and do for Markdown and JSON what this one does for shots. */
const NEIGHBOURS = ['vscode.markdown-language-features', 'vscode.json-language-features'];
const MOST_BEYOND_EMPTY = 50;
const LARGEST_PACKAGE = 1.5 * 1024 * 1024;

/**
 * How long VS Code says that activating the extension takes, beside an empty one and its neighbours, each time in a new
 * window with a new extension host.
 */
export async function benchActivation(): Promise<void> {
  const missing = await setUp();
  if (missing !== undefined) {
    console.log(`activation\nleft out, since no VS Code can be had here: ${missing}\n`);
    return;
  }
  await buildExtension({ production: true, only: ['src/extension', 'webview'] });
  await packageExtension();
  const runs = await measure();
  const own = median(runs, OWN);
  const empty = median(runs, EMPTY);
  const size = (await stat(vsixPath)).size;
  record('activation', [
    within('activation beyond an empty extension', own - empty, MOST_BEYOND_EMPTY, 'ms'),
    told('this extension: code loaded and activated', own, runs, OWN),
    told('empty extension', empty, runs, EMPTY),
    ...NEIGHBOURS.filter((id) => runs.some((times) => times.has(id))).map((id) => {
      return told(`${id}, which comes with VS Code`, median(runs, id), runs, id);
    }),
    within('package', size / 1024, LARGEST_PACKAGE / 1024, 'kB'),
  ]);
}

/** Why there is no VS Code to be measured; undefined if there is. */
async function setUp(): Promise<string | undefined> {
  const silent = (): void => {};
  try {
    process.env.SOP_SHOTS_CODE_SERVER ??= await ensureVsCodeServer(silent);
    process.env.SOP_SHOTS_CHROMIUM ??= await ensureChromium(silent);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Run = ReadonlyMap<string, ActivationTimes>;

async function measure(): Promise<readonly Run[]> {
  const folder = await temporaryFolder('activation');
  const session = { dataFolder: join(folder.path, 'data'), extensionsFolder: join(folder.path, 'extensions') };
  // Both are laid into an empty folder, of which VS Code makes its list when it starts.
  await copyExtension(session.extensionsFolder);
  await makeEmptyExtension(join(session.extensionsFolder, `${EMPTY}-1.0.0`));
  const workspace = await copyWorkspace(join(projectRoot, 'examples'), join(folder.path, 'workspace'));
  const [server, browser] = await Promise.all([startCodeServer(session), launchBrowser()]);
  try {
    const runs: Run[] = [];
    // The first window fills the caches of server and browser.
    for (let run = 0; run <= RUNS; run++) {
      const workbench = await openWorkbench(browser, { address: server.address(workspace) });
      await workbench.openFile('repair-desk/support.tools.json');
      await workbench.openFile('repair-desk/repair.shots.md');
      // The status item comes with the first check, when what activates beside it has been told to start, too.
      await workbench.page
        .getByText(/\d+ shots?\b/)
        .first()
        .waitFor();
      if (run > 0) runs.push(await activationTimes(workbench));
      await workbench.close();
    }
    return runs;
  } finally {
    await browser.close();
    await server.stop();
    await folder.remove();
  }
}

/** It has the same occasions to start and does nothing. */
async function makeEmptyExtension(folder: string): Promise<void> {
  const [publisher, name] = EMPTY.split('.');
  const manifest = {
    publisher,
    name,
    version: '1.0.0',
    engines: { vscode: '^1.96.0' },
    main: './extension.js',
    activationEvents: ['onLanguage:markdown', 'onLanguage:json', 'workspaceContains:**/*.shots.md'],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'extension.js'), 'exports.activate = () => {};\n');
}

/** As VS Code adds it up for its list of running extensions. */
function totals(runs: readonly Run[], id: string): readonly number[] {
  return runs
    .flatMap((times) => times.get(id) ?? [])
    .map(({ loadCode, callActivate }) => loadCode + callActivate)
    .sort((a, b) => a - b);
}

function median(runs: readonly Run[], id: string): number {
  const found = totals(runs, id);
  if (found.length === 0) throw new Error(`VS Code tells nothing of the activation of ${id}.`);
  return quantile(found, 0.5);
}

function told(what: string, value: number, runs: readonly Run[], id: string): Figure {
  const [least = 0] = totals(runs, id);
  return { what, measured: `${value} ms (least ${least} ms)`, limit: '', holds: true };
}

function within(what: string, value: number, limit: number, unit: string): Figure {
  return { what, measured: `${Math.round(value)} ${unit}`, limit: `under ${limit} ${unit}`, holds: value < limit };
}
