import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '../setup/progress.mjs';
import { waitForActivation } from '../vscode/activation.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { type CodeServerOptions, installExtension, startCodeServer } from '../vscode/codeServer.ts';
import { installIntoDesktop, openInDesktop } from '../vscode/desktop.ts';
import { projectRoot, vsixPath } from '../vscode/environment.ts';
import { buildExtension, packageExtension } from '../vscode/extension.ts';
import { isEnding, runTask } from '../vscode/processes.ts';
import { temporaryFolder } from '../vscode/temporary.ts';
import { openWorkbench } from '../vscode/workbench.ts';

type Step = ReturnType<typeof createProgress>['step'];

const usage = `npm start -- [--browser] [--workspace DIR] [--port N] [--check]
Builds the extension and opens VS Code on examples/ with it.
  --browser        the server build in a browser, even if the desktop VS Code is installed
  --workspace DIR  another folder to open
  --port N         the loopback port of the server build (default: any free one)
  --check          start the server build, see the extension become active, end`;

const { values } = parseArgs({
  options: {
    browser: { type: 'boolean' },
    check: { type: 'boolean' },
    help: { type: 'boolean' },
    port: { type: 'string', default: '0' },
    workspace: { type: 'string', default: join(projectRoot, 'examples') },
  },
});
const workspace = resolve(values.workspace);
const desktop = process.env.SOP_SHOTS_DESKTOP_CODE;

if (values.help) {
  console.log(usage);
} else if (!existsSync(workspace)) {
  console.error(`There is no folder ${workspace} to open.`);
  process.exitCode = 2;
} else {
  await runTask(start);
}

async function start(): Promise<void> {
  const { step } = createProgress(4);
  await step('Build', () => buildExtension({ production: true, only: ['src/extension', 'webview'] }));
  await step('Package', packageExtension);
  const folder = await temporaryFolder('start');
  // Whichever way this process ends, the data of the session go with it.
  process.on('exit', folder.removeNow);
  const session = { dataFolder: join(folder.path, 'data'), extensionsFolder: join(folder.path, 'extensions') };
  if (desktop) await startDesktop(desktop, step, session);
  else await startServer(step, { ...session, port: Number(values.port) });
}

async function startDesktop(program: string, step: Step, session: CodeServerOptions): Promise<void> {
  await step('Install into VS Code', () => installIntoDesktop(program, vsixPath, session));
  await step('Open VS Code; close its window or press Ctrl-C here to end it', () =>
    openInDesktop(program, workspace, session),
  );
}

async function startServer(step: Step, session: CodeServerOptions): Promise<void> {
  await step('Install into VS Code', () => installExtension(vsixPath, session));
  const server = await step('Start VS Code', () => startCodeServer(session));
  const address = server.address(workspace);
  if (values.check) return check(address, session.dataFolder).finally(server.stop);
  console.log(
    `\nVS Code is running. Open this address in a browser on this machine:\n\n  ${address}\n\nCtrl-C ends it.`,
  );
  await server.exited;
  if (isEnding()) return;
  console.error(`VS Code ended by itself:\n${server.output().slice(-2000)}`);
  process.exitCode = 1;
}

/** Opens the window as a person would and waits until the extension is active in it. */
async function check(address: string, dataFolder: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const workbench = await openWorkbench(browser, { address });
    for await (const file of glob('**/*.shots.md', { cwd: workspace })) {
      await workbench.openFile(file.replaceAll('\\', '/'));
      break;
    }
    await waitForActivation(dataFolder);
    console.log(`\nChecked: the page at ${address} answers and the extension is active.`);
  } finally {
    await browser.close();
  }
}
