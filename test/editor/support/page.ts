import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, inject, test } from 'vitest';
import { launchBrowser } from '../../../scripts/vscode/browser.ts';
import { type CodeServer, startCodeServer } from '../../../scripts/vscode/codeServer.ts';
import { resultsFolder } from '../../../scripts/vscode/environment.ts';
import { copyWorkspace, type TemporaryFolder, temporaryFolder } from '../../../scripts/vscode/temporary.ts';
import { type Theme, themes } from '../../../scripts/vscode/theme.ts';
import { openWorkbench, type Workbench } from '../../../scripts/vscode/workbench.ts';
import { takeInFurtherThemes } from './themedPictures.ts';

export interface PageOptions {
  /** A folder to open a copy of, from the project's root; without one the window opens on an empty folder. */
  readonly workspace?: string;
  /** Files to write into the workspace before it is opened: path within it, text. */
  readonly files?: Readonly<Record<string, string>>;
  /** User settings. Tests of one file with the same ones share a server. */
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

interface Shared {
  readonly server: CodeServer;
  readonly folder: TemporaryFolder;
}

const servers = new Map<string, Promise<Shared>>();
let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
  for (const shared of servers.values()) {
    const { server, folder } = await shared;
    await server.stop();
    await folder.remove();
  }
});

/** Defines a test in a window of its own; a picture of the window is kept when it fails. */
export function pageTest(title: string, options: PageOptions, run: (editor: EditorPage) => Promise<void>): void {
  test(title, async () => {
    const folder = await temporaryFolder('page');
    const editor = await open(options, folder);
    try {
      await run(editor);
    } catch (error) {
      await editor.picture(`failed-${title}`).catch(() => undefined);
      throw error;
    } finally {
      await editor.close();
      await folder.remove();
    }
  });
}

async function open(options: PageOptions, folder: TemporaryFolder): Promise<EditorPage> {
  const workspace = await prepareWorkspace(options, join(folder.path, 'workspace'));
  browser ??= launchBrowser();
  const { server, folder: serverFolder } = await sharedServer(options);
  const workbench = await openWorkbench(await browser, { address: server.address(workspace), ...options.size });
  return {
    ...workbench,
    workspace,
    globalStorage: join(serverFolder.path, 'data', 'User', 'globalStorage', 'sop-shots.sop-shots'),
    async picture(name) {
      const path = join(resultsFolder, name.replace(/[^\p{L}\p{N}]+/gu, '-'));
      await workbench.screenshot(`${path}.png`);
      await takeInFurtherThemes(workbench, join(serverFolder.path, 'data'), (theme) =>
        workbench.screenshot(`${path}.${theme}.png`),
      );
    },
  };
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

function sharedServer({ settings = {}, theme = 'dark', untrusted = false }: PageOptions): Promise<Shared> {
  const all = { 'workbench.colorTheme': themes[theme], ...settings };
  const key = JSON.stringify([all, untrusted]);
  const shared = servers.get(key) ?? startShared(all, untrusted);
  servers.set(key, shared);
  return shared;
}

async function startShared(settings: Readonly<Record<string, unknown>>, untrusted: boolean): Promise<Shared> {
  const folder = await temporaryFolder('server');
  const server = await startCodeServer({
    dataFolder: join(folder.path, 'data'),
    extensionsFolder: inject('extensionsFolder'),
    settings,
    workspaceTrust: untrusted,
  });
  return { server, folder };
}
