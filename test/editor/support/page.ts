import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, inject, test } from 'vitest';
import { connectToBrowser } from '../../../scripts/vscode/browser.ts';
import { getWindowAddress, writeSettings } from '../../../scripts/vscode/codeServer.ts';
import { resultsFolder } from '../../../scripts/vscode/environment.ts';
import { copyWorkspace, type TemporaryFolder, temporaryFolder } from '../../../scripts/vscode/temporary.ts';
import { type Theme, themes } from '../../../scripts/vscode/theme.ts';
import { loadWorkbench, openPage, type Workbench } from '../../../scripts/vscode/workbench.ts';
import type { PageServer } from './pageServers.ts';
import { takeInFurtherThemes } from './themedPictures.ts';

export interface PageOptions {
  /** A folder to open a copy of, from the project's root; without one the window opens on an empty folder. */
  readonly workspace?: string;
  /** Files to write into the workspace before it is opened: path within it, text. */
  readonly files?: Readonly<Record<string, string>>;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  /** Of the window, in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Opens the folder untrusted, so that VS Code asks about it. */
  readonly untrusted?: boolean;
  /** The window stays open for the next test with this very object; each test finds it without editors. */
  readonly isShared?: boolean;
}

/** What a page test works with. */
export interface EditorPage extends Workbench {
  /** The folder that is open, absolute. */
  readonly workspace: string;
  /** The folder in which the extension keeps what is not of one workspace, absolute. */
  readonly globalStorage: string;
  /** Takes a picture of the window into test-results/NAME.png. */
  picture(name: string): Promise<void>;
}

/**
 * The page of this worker, which goes from test to test: one that has loaded VS Code before loads it in half the time.
 * A test that fails takes it along.
 */
let page: Page | undefined;

interface OpenWindow {
  readonly options: PageOptions;
  readonly editor: EditorPage;
  readonly folder: TemporaryFolder;
}

/** The window that stays open between tests. */
let shared: OpenWindow | undefined;

/** Defines a test in a window of its own, unless it is shared; a picture of the window is kept when the test fails. */
export function pageTest(title: string, options: PageOptions, run: (editor: EditorPage) => Promise<void>): void {
  test(title, async () => {
    const window = await openWindow(options);
    try {
      await run(window.editor);
    } catch (error) {
      await window.editor.picture(`failed-${title}`).catch(() => undefined);
      page = undefined;
      await window.editor.close();
      await window.folder.remove();
      throw error;
    }
    if (options.isShared) shared = window;
    else await leave(window);
  });
  afterAll(leaveShared);
}

async function openWindow(options: PageOptions): Promise<OpenWindow> {
  const kept = shared;
  if (kept?.options === options) {
    shared = undefined;
    await kept.editor.runCommand('View: Close All Editors');
    return kept;
  }
  await leaveShared();
  const folder = await temporaryFolder('page');
  return { options, folder, editor: await open(options, folder) };
}

async function leaveShared(): Promise<void> {
  const left = shared;
  shared = undefined;
  if (left !== undefined) await leave(left);
}

async function open(options: PageOptions, folder: TemporaryFolder): Promise<EditorPage> {
  const workspace = await prepareWorkspace(options, join(folder.path, 'workspace'));
  const { host, dataFolder } = getServer();
  await writeSettings(dataFolder, toSettings(options));
  page ??= await openPage(await connectToBrowser(inject('browser')));
  const workbench = await loadWorkbench(page, { address: getWindowAddress(host, workspace), ...options.size });
  return {
    ...workbench,
    workspace,
    globalStorage: join(dataFolder, 'User', 'globalStorage', 'sop-shots.sop-shots'),
    async picture(name) {
      const path = join(resultsFolder, name.replace(/[^\p{L}\p{N}]+/gu, '-'));
      await workbench.screenshot(`${path}.png`);
      await takeInFurtherThemes(workbench, dataFolder, (theme) => workbench.screenshot(`${path}.${theme}.png`));
    },
  };
}

/** Closes the window as a user does, and forgets what it kept in the browser. */
async function leave({ editor, folder }: OpenWindow): Promise<void> {
  const { page } = editor;
  const { origin } = new URL(page.url());
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,indexeddb,local_storage' });
  await session.detach();
  await folder.remove();
}

async function prepareWorkspace({ workspace, files = {} }: PageOptions, target: string): Promise<string> {
  await mkdir(target);
  if (workspace) await copyWorkspace(workspace, target);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await writeFile(join(target, path), text);
  }
  return target;
}

/** Each worker has a server of its own, so that no test changes the settings under another one's window. */
function getServer(): PageServer {
  const server = inject('pageServers')[Number(process.env.VITEST_POOL_ID) - 1];
  if (server === undefined) throw new Error(`There is no server for worker ${process.env.VITEST_POOL_ID}.`);
  return server;
}

function toSettings({ settings = {}, theme = 'dark', untrusted = false }: PageOptions): Record<string, unknown> {
  return {
    'workbench.colorTheme': themes[theme],
    'security.workspace.trust.enabled': untrusted,
    ...settings,
  };
}
