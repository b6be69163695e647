import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureChromium } from '../scripts/setup/chromium.mjs';
import { ensureVsCodeServer } from '../scripts/setup/vscodeServer.mjs';
import { MAX_PACKAGE_BYTES, measurePackage } from '../scripts/tasks/packageChecks.ts';
import { launchBrowser } from '../scripts/vscode/browser.ts';
import { startCodeServer } from '../scripts/vscode/codeServer.ts';
import { projectRoot } from '../scripts/vscode/environment.ts';
import { buildExtension, copyExtension, packageExtension } from '../scripts/vscode/extension.ts';
import { type ActivationTimes, activationTimes } from '../scripts/vscode/startupPerformance.ts';
import { copyWorkspace, temporaryFolder } from '../scripts/vscode/temporary.ts';
import { openWorkbench } from '../scripts/vscode/workbench.ts';
import { type Figure, quantile, record } from './report.ts';

const RUNS = 9;
const OWN = 'sop-shots.sop-shots';
const EMPTY = 'bench.empty';
/** Extensions that come with VS Code and do for Markdown and JSON what this one does for shots. */
const NEIGHBOURS = ['vscode.markdown-language-features', 'vscode.json-language-features'];
const MAX_OVER_EMPTY = 50;

/**
 * How long VS Code says that activating the extension takes, beside an empty one and its neighbours, each time in a new
 * window with a new extension host. What counts is what VS Code counts, the loading of the code and the call of
 * `activate`; what an extension starts there to do afterwards is reported as well.
 */
export async function benchActivation(): Promise<void> {
  const missing = await setUp();
  if (missing !== undefined) {
    console.log(`activation\nleft out, since no VS Code can be had here: ${missing}\n`);
    return;
  }
  await buildExtension({ production: true, only: ['src/extension', 'webview'] });
  await packageExtension();
  const { first, runs } = await measure();
  // Loading is timed across the loading of what is asked for in the same moment, which an empty extension has no part in.
  const beyond = median(activations(runs, OWN)) - (activations(runs, EMPTY)[0] ?? 0);
  record('activation', [
    within('activation, compared with an empty extension', beyond, MAX_OVER_EMPTY, 'ms'),
    toInfoFigure('this extension', runs, OWN),
    toInfoFigure('this extension, first start after installation', [first], OWN),
    toInfoFigure('empty extension', runs, EMPTY),
    ...NEIGHBOURS.filter((id) => runs.some((times) => times.has(id))).map((id) => {
      return toInfoFigure(`${id}, built into VS Code`, runs, id);
    }),
    within('package without what is loaded on demand', await measurePackage(), MAX_PACKAGE_BYTES, 'bytes'),
  ]);
}

/** Why there is no VS Code to be measured; undefined if there is. */
async function setUp(): Promise<string | undefined> {
  const ignoreProgress = (): void => {};
  try {
    process.env.SOP_SHOTS_CODE_SERVER ??= await ensureVsCodeServer(ignoreProgress);
    process.env.SOP_SHOTS_CHROMIUM ??= await ensureChromium(ignoreProgress);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Run = ReadonlyMap<string, ActivationTimes>;

/** `first` is the first window, which fills the caches of server, browser and extension. */
async function measure(): Promise<{ readonly first: Run; readonly runs: readonly Run[] }> {
  const folder = await temporaryFolder('activation');
  const session = { dataFolder: join(folder.path, 'data'), extensionsFolder: join(folder.path, 'extensions') };
  // Both are laid into an empty folder, of which VS Code makes its list when it starts.
  await copyExtension(session.extensionsFolder);
  await makeEmptyExtension(join(session.extensionsFolder, `${EMPTY}-1.0.0`));
  const workspace = await copyWorkspace(join(projectRoot, 'examples'), join(folder.path, 'workspace'));
  const [server, browser] = await Promise.all([startCodeServer(session), launchBrowser()]);
  try {
    const taken: Run[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const workbench = await openWorkbench(browser, { address: server.address(workspace) });
      await workbench.openFile('repair-desk/support.tools.json');
      await workbench.openFile('repair-desk/repair.shots.md');
      // The status item appears with the first check, when the other extensions have been started, too.
      await workbench.page
        .getByText(/\d+ shots?\b/)
        .first()
        .waitFor();
      taken.push(await activationTimes(workbench));
      if (run === 0) await compiledCode(session.dataFolder);
      await workbench.close();
    }
    const [first, ...runs] = taken;
    if (first === undefined) throw new Error('Nothing was measured.');
    return { first, runs };
  } finally {
    await browser.close();
    await server.stop();
    await folder.remove();
  }
}

/** Waits until the extension has kept its compiled code for its next starts. */
async function compiledCode(dataFolder: string): Promise<void> {
  const path = join(dataFolder, 'User', 'globalStorage', OWN, 'extension.compiled');
  const deadline = Date.now() + 60_000;
  while (!existsSync(path)) {
    if (Date.now() > deadline) throw new Error(`${path} was not written.`);
    await sleep(100);
  }
}

/** It has the same occasions to start and does nothing. */
async function makeEmptyExtension(folder: string): Promise<void> {
  const [publisher, name] = EMPTY.split('.');
  const manifest = {
    publisher,
    name,
    version: '1.0.0',
    engines: { vscode: '^1.99.0' },
    main: './extension.js',
    activationEvents: ['onLanguage:markdown', 'onLanguage:json', 'workspaceContains:**/*.shots.md'],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'extension.js'), 'exports.activate = () => {};\n');
}

/** As VS Code adds it up for its list of running extensions, the shortest first. */
function activations(runs: readonly Run[], id: string): readonly number[] {
  return sorted(runs, id, ({ loadCode, callActivate }) => loadCode + callActivate);
}

function sorted(runs: readonly Run[], id: string, timeOf: (times: ActivationTimes) => number): readonly number[] {
  const found = runs.flatMap((times) => times.get(id) ?? []);
  if (found.length === 0) throw new Error(`VS Code reports no activation of ${id}.`);
  return found.map(timeOf).sort((a, b) => a - b);
}

function median(times: readonly number[]): number {
  return quantile(times, 0.5);
}

function toInfoFigure(what: string, runs: readonly Run[], id: string): Figure {
  const ready = sorted(runs, id, (times) => times.loadCode + times.callActivate + times.finishActivate);
  const figures = [activations(runs, id), ready].map((times) => {
    return `${median(times)} ms${times.length > 1 ? ` (min ${times[0]} ms)` : ''}`;
  });
  return { what, measured: figures.join(', ready after '), limit: '', isWithinLimit: true };
}

function within(what: string, value: number, limit: number, unit: string): Figure {
  return {
    what,
    measured: `${Math.round(value)} ${unit}`,
    limit: `under ${limit} ${unit}`,
    isWithinLimit: value < limit,
  };
}
