import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { inject, test } from 'vitest';
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

/** Defines a test in a window of its own; a picture of the window is kept when it fails. */
export function pageTest(title: string, options: PageOptions, run: (editor: EditorPage) => Promise<void>): void {
  test(title, async () => {
    const folder = await temporaryFolder('page');
    const editor = await open(options, folder);
    try {
      await run(editor);
      await leave(editor.page);
    } catch (error) {
      await editor.picture(`failed-${title}`).catch(() => undefined);
      page = undefined;
      await editor.close();
      throw error;
    } finally {
      await folder.remove();
    }
  });
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
async function leave(left: Page): Promise<void> {
  const { origin } = new URL(left.url());
  await left.evaluate(() => sessionStorage.clear());
  await left.goto('about:blank');
  const session = await left.context().newCDPSession(left);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,indexeddb,local_storage' });
  await session.detach();
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
