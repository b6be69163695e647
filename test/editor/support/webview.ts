import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inject, test } from 'vitest';
import { connectToBrowser } from '../../../scripts/vscode/browser.ts';
import { projectRoot, resultsFolder } from '../../../scripts/vscode/environment.ts';
import { copyWorkspace, temporaryFolder } from '../../../scripts/vscode/temporary.ts';
import type { Theme } from '../../../scripts/vscode/theme.ts';
import { openPage, openPageBeside } from '../../../scripts/vscode/workbench.ts';
import { type Language, renderMessage } from '../../../src/core/index.ts';
import type { Session } from '../../../src/extension/session.ts';
import { readDefaultStyles, readVariables, THEME_KINDS } from './themeVariables.ts';
import { EventEmitter, openedPanels, PAGE_ORIGIN, state, Uri, type WebviewPanel } from './vscodeStandIn.ts';

export interface WebviewOptions {
  /** A folder to work on a copy of, from the project's root. */
  readonly workspace?: string;
  readonly language: Language;
  readonly theme: Theme;
  /** Of the page, in pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** What a test of a page in a browser alone works with. */
export interface Webview {
  readonly page: Page;
  /** The folder with the copy of the workspace, absolute. */
  readonly workspace: string;
  /** Lets the extension's code open a panel, and loads the page of it. */
  show(open: (session: Session) => unknown): Promise<void>;
  /** Changes the colors of the page as a change of the theme does. */
  setTheme(theme: Theme): Promise<void>;
  /** Takes a picture of the page into test-results/NAME.png. */
  picture(name: string): Promise<void>;
}

/** An empty page in the window of this worker, which keeps it open: each new window of Chromium loads pages of its own. */
let firstPage: Promise<Page> | undefined;

/**
 * Defines a test of a page of the extension in a browser without VS Code. The extension's own code answers the page; the
 * colors are those that VS Code gives to a page, which a page test compares.
 */
export function webviewTest(title: string, options: WebviewOptions, run: (webview: Webview) => Promise<void>): void {
  test(title, async () => {
    const folder = await temporaryFolder('webview');
    firstPage ??= connectToBrowser(inject('browser')).then(openPage);
    const page = await openPageBeside(await firstPage);
    const picture = async (name: string): Promise<void> => {
      await page.screenshot({ path: join(resultsFolder, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`) });
    };
    try {
      await page.setViewportSize(options.size);
      const workspace = join(folder.path, 'workspace');
      if (options.workspace) await copyWorkspace(options.workspace, workspace);
      state.root = workspace;
      await run({
        page,
        workspace,
        picture,
        show: (open) => show(page, options, open),
        setTheme: (theme) => setTheme(page, theme),
      });
    } catch (error) {
      await picture(`failed-${title}`).catch(() => undefined);
      throw error;
    } finally {
      await page.close();
      await folder.remove();
    }
  });
}

async function show(page: Page, options: WebviewOptions, open: (session: Session) => unknown): Promise<void> {
  const opened = new Promise<WebviewPanel>((resolve) => {
    const waiting = openedPanels.event((one) => {
      waiting.dispose();
      resolve(one);
    });
  });
  void open(createSession(options.language));
  const panel = await opened;
  await connect(page, panel, options.theme);
  await page.goto(PAGE_ORIGIN);
}

/** What the code of the panels needs of a session. */
function createSession(language: Language): Session {
  const values = new Map<string, unknown>();
  const session = {
    context: {
      extensionUri: Uri.file(projectRoot),
      workspaceState: {
        get: (key: string) => values.get(key),
        update: async (key: string, value: unknown) => void values.set(key, value),
      },
    },
    log: { warn: (text: string) => console.warn(text) },
    language: () => language,
    onDidChangeLanguage: new EventEmitter<Language>().event,
    t: (message: Parameters<Session['t']>[0]) => renderMessage(message, language),
  };
  return session as unknown as Session;
}

/** The classes of the body with a theme: high contrast on a light ground has that of high contrast too. */
function getBodyClasses(theme: Theme): string {
  return (theme === 'hc-light' ? [THEME_KINDS['hc-light'], THEME_KINDS.hc] : [THEME_KINDS[theme]]).join(' ');
}

/** The styles that VS Code gives to a page. */
async function readStyles(theme: Theme): Promise<string> {
  const variables = Object.entries(await readVariables(theme)).map(([name, value]) => `${name}:${value}`);
  return `${await readDefaultStyles()}\n:root{${variables.join(';')}}\nhtml{background:var(--vscode-editor-background)}`;
}

async function setTheme(page: Page, theme: Theme): Promise<void> {
  const given = { classes: getBodyClasses(theme), kind: THEME_KINDS[theme], styles: await readStyles(theme) };
  await page.evaluate(({ classes, kind, styles }) => {
    document.adoptedStyleSheets[0]?.replaceSync(styles);
    document.body.className = classes;
    document.body.dataset.vscodeThemeKind = kind;
  }, given);
}

/** Serves the page with its files, and passes messages on in both directions. */
async function connect(page: Page, panel: WebviewPanel, theme: Theme): Promise<void> {
  const body = `<body class="${getBodyClasses(theme)}" data-vscode-theme-kind="${THEME_KINDS[theme]}">`;
  await page.route(`${PAGE_ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const html = panel.webview.html.replace('<body>', body);
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: html });
    return route.fulfill({ path: join(projectRoot, 'dist', 'webview', path) });
  });
  await page.exposeFunction('sendToExtension', (message: unknown) => panel.receive(message));
  // Like VS Code, it answers false for a page that is closed.
  panel.send = (message) => page.evaluate((sent) => globalThis.postMessage(sent, '*'), message).catch(() => false);
  await page.addInitScript(
    (styles) => {
      let kept: unknown;
      const { sendToExtension } = globalThis as unknown as { sendToExtension(message: unknown): void };
      const api = {
        postMessage: sendToExtension,
        getState: () => kept,
        setState: (state: unknown) => {
          kept = state;
        },
      };
      Object.assign(globalThis, { acquireVsCodeApi: () => api });
      // As VS Code does it, past the Content Security Policy of the page.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      document.adoptedStyleSheets = [sheet];
    },
    await readStyles(theme),
  );
}
