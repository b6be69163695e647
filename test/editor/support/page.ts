import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { inject, test } from 'vitest';
import { connectToBrowser } from '../../../scripts/vscode/browser.ts';
import { getWindowAddress, steadySettings, writeSettings } from '../../../scripts/vscode/codeServer.ts';
import { resultsFolder } from '../../../scripts/vscode/environment.ts';
import { type Theme, themes } from '../../../scripts/vscode/theme.ts';
import { loadWorkbench, openPage, type Workbench } from '../../../scripts/vscode/workbench.ts';
import type { PageServer } from './pageServers.ts';
import { FILLED, fillWorkspace, type WorkspaceFiles } from './pageWorkspace.ts';
import { takeInFurtherThemes, waitForTheme } from './themedPictures.ts';
import { controlWindow } from './windowControl.ts';

export interface PageOptions extends WorkspaceFiles {
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  /** Of the window, in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Opens the folder untrusted, so that VS Code asks about it. */
  readonly untrusted?: boolean;
  /**
   * A window for tests with this very object alone: for the start of the extension, or what it keeps of a workspace.
   * All other tests of a worker use one window, one after another, but for the trust in its folder.
   */
  readonly ownWindow?: boolean;
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
 * The page of this worker, which goes from window to window: one that has loaded VS Code before loads it in half the time.
 * A test that fails takes it along.
 */
let page: Page | undefined;

interface OpenWindow {
  /** Those of the last test. */
  options: PageOptions;
  readonly editor: EditorPage;
}

/** The window that is open, after a test for the next one. */
let current: OpenWindow | undefined;

/** What tests leave behind besides editors, files and settings, and how a window looks at its start. */
const RESET_COMMANDS = [
  'workbench.action.closeQuickOpen',
  'sopShots.stopGeneration',
  'sopShots.discardRuns',
  'testing.clearTestResults',
  'notifications.clearAll',
  'workbench.action.closePanel',
  'workbench.view.explorer',
];

const SIZE = { width: 1400, height: 900 };

/** Defines a test in a window; a picture of it is kept when the test fails, and the next test gets another window. */
export function pageTest(title: string, options: PageOptions, run: (editor: EditorPage) => Promise<void>): void {
  test(title, async () => {
    const { editor } = await getWindow(options);
    try {
      await run(editor);
    } catch (error) {
      await editor.picture(`failed-${title}`).catch(() => undefined);
      page = undefined;
      current = undefined;
      await editor.close();
      throw error;
    }
  });
}

async function getWindow(options: PageOptions): Promise<OpenWindow> {
  if (current !== undefined && canHave(current.options, options)) {
    await prepareForNext(current, options);
    current.options = options;
    return current;
  }
  if (current !== undefined) await leave(current);
  current = undefined;
  current = { options, editor: await open(options) };
  return current;
}

/** Whether the window of one test can be that of the next. */
function canHave(last: PageOptions, next: PageOptions): boolean {
  if (last === next) return true;
  return !last.ownWindow && !next.ownWindow && Boolean(last.untrusted) === Boolean(next.untrusted);
}

async function open(options: PageOptions): Promise<EditorPage> {
  const { host, dataFolder } = getServer();
  // What the last test leaves goes with the folder of the servers.
  const workspace = join(await mkdtemp(join(dirname(dataFolder), 'page-')), 'workspace');
  await fillWorkspace(workspace, options);
  await writeSettings(dataFolder, toSettings(options));
  page ??= await openPage(await connectToBrowser(inject('browser')));
  await page.emulateMedia({ reducedMotion: null });
  const address = getWindowAddress(host, workspace);
  const workbench = await loadWorkbench(page, { ...(options.size ?? SIZE), address });
  return {
    ...workbench,
    workspace,
    globalStorage: join(dataFolder, 'User', 'globalStorage', 'sop-shots.sop-shots'),
    async picture(name) {
      const path = join(resultsFolder, name.replace(/[^\p{L}\p{N}]+/gu, '-'));
      await workbench.screenshot(`${path}.png`);
      const { theme = 'dark' } = current?.options ?? options;
      const take = (further: Theme) => workbench.screenshot(`${path}.${further}.png`);
      await takeInFurtherThemes(workbench, { workspace, theme }, take);
    },
  };
}

/** Makes the window look like a new one with these options. */
async function prepareForNext({ editor, options: last }: OpenWindow, next: PageOptions): Promise<void> {
  const { page, workspace } = editor;
  await page.setViewportSize(next.size ?? SIZE);
  await page.emulateMedia({ reducedMotion: null });
  const dialog = page.locator('.monaco-dialog-box');
  if (await dialog.isVisible()) await page.keyboard.press('Escape');
  await controlWindow(workspace, { closeEditors: true, commands: RESET_COMMANDS });
  if (last === next) return;
  const lastFile = await fillWorkspace(workspace, next);
  await controlWindow(workspace, { settings: findChanges(toSettings(last), toSettings(next)), lastFile });
  await waitForTheme(page, next.theme ?? 'dark');
}

/** The settings that make `to` of `from`; null takes one back. */
function findChanges(from: Readonly<Record<string, unknown>>, to: Readonly<Record<string, unknown>>) {
  const dropped = Object.keys(from).filter((name) => !Object.hasOwn(to, name));
  const changed = Object.entries(to).filter(([name, value]) => JSON.stringify(from[name]) !== JSON.stringify(value));
  return Object.fromEntries([...dropped.map((name) => [name, null] as const), ...changed]);
}

/** Closes the window as a user does, and forgets what it kept in the browser. */
async function leave({ editor }: OpenWindow): Promise<void> {
  const { page } = editor;
  const { origin } = new URL(page.url());
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,indexeddb,local_storage' });
  await session.detach();
  await rm(dirname(editor.workspace), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Each worker has a server of its own, so that no test changes the settings under another one's window. */
function getServer(): PageServer {
  const server = inject('pageServers')[Number(process.env.VITEST_POOL_ID) - 1];
  if (server === undefined) throw new Error(`There is no server for worker ${process.env.VITEST_POOL_ID}.`);
  return server;
}

function toSettings({ settings = {}, theme = 'dark', untrusted = false }: PageOptions): Record<string, unknown> {
  return {
    ...steadySettings,
    'workbench.colorTheme': themes[theme],
    'security.workspace.trust.enabled': untrusted,
    // A file that is opened again starts at its top, as in a new window.
    'workbench.editor.restoreViewState': false,
    'files.exclude': { [`**/${FILLED}*`]: true },
    ...settings,
  };
}
