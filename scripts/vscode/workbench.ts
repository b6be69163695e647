import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { patience } from './patience.ts';

/** How long to wait for something of the workbench, in milliseconds. */
const TIMEOUT = patience(60_000);

export interface WindowOptions {
  readonly address: string;
  readonly width?: number;
  readonly height?: number;
}

/** A VS Code window in a browser, used as a person would: keys, clicks and visible text. */
export interface Workbench {
  readonly page: Page;
  /** Runs a command by its title in the command palette, e.g. `SOP Shots: Lint Workspace`. */
  runCommand(title: string): Promise<void>;
  /** Opens a file by its path within the workspace. */
  openFile(path: string): Promise<void>;
  /** Saves the active editor, once it has something to save. */
  save(): Promise<void>;
  /** Shows the Problems view and reads its rows, files and problems, as many as it has room for. */
  problems(): Promise<readonly string[]>;
  /** Resolves with the rows of the Problems view once `matches` accepts them. */
  waitForProblems(matches: (rows: readonly string[]) => boolean): Promise<readonly string[]>;
  /** Shows an output channel by its name. */
  showOutput(name: string): Promise<void>;
  /** What the output channel in front shows of its text. */
  outputText(): Promise<string>;
  /** The text of each notification in sight. */
  notifications(): Promise<readonly string[]>;
  /** The document inside the webview in front. */
  webview(): FrameLocator;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a window and waits until the workbench can be used. */
export async function openWorkbench(browser: Browser, options: WindowOptions): Promise<Workbench> {
  return loadWorkbench(await openPage(browser), options);
}

/** Opens an empty page that a workbench can be loaded into. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(TIMEOUT);
  return context.newPage();
}

/** Opens an empty page in the same window, which takes a tenth of the time. */
export function openPageBeside(page: Page): Promise<Page> {
  return page.context().newPage();
}

/** Loads a window into a page and waits until the workbench can be used. */
export async function loadWorkbench(page: Page, options: WindowOptions): Promise<Workbench> {
  await page.setViewportSize({ width: options.width ?? 1400, height: options.height ?? 900 });
  await page.goto(options.address);
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
  return {
    page,
    runCommand: (title) => runCommand(page, title),
    openFile: (path) => openFile(page, path),
    save: () => save(page),
    problems: () => problems(page),
    waitForProblems: (matches) => waitForProblems(page, matches),
    showOutput: (name) => showOutput(page, name),
    outputText: () => plainText(page.locator('.output-view .view-lines')),
    notifications: () => page.locator('.notification-list-item-message').allTextContents(),
    webview: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    screenshot: async (path) => {
      await page.screenshot({ path });
    },
    close: () => page.context().close(),
  };
}

/** The list holds the commands there are when it opens, so it is opened again until the extension's have come. */
async function runCommand(page: Page, title: string): Promise<void> {
  // The list is filled in steps and holds commands of longer titles too; a row's name may go on with its keys.
  const name = new RegExp(`^${title.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(,|$)`);
  const row = page.locator('.quick-input-widget').getByRole('option', { name }).first();
  await chooseFromList(page, 'F1', `>${title}`, row);
}

/**
 * Opens a list with a key, types into it and clicks a row. A window that is still loading receives no keys, and a list does
 * not follow what comes later, so it is opened again, with more time each time: a busy machine fills it late.
 */
async function chooseFromList(page: Page, key: string, text: string, row: Locator): Promise<void> {
  const deadline = Date.now() + TIMEOUT;
  for (let timeout = 500; ; timeout = Math.min(2 * timeout, 4000)) {
    await page.keyboard.press(key);
    const listed = quickInput(page)
      .fill(text, { timeout })
      .then(() => row.waitFor({ timeout }))
      .then(
        () => true,
        () => false,
      );
    if (await listed) return choose(page, row);
    if (Date.now() > deadline) throw new Error(`The list has no row for "${text}".`);
    await page.keyboard.press('Escape');
  }
}

/** The list holds the channels there are when it opens, so it is opened again until the channel has been made. */
async function showOutput(page: Page, name: string): Promise<void> {
  const row = page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: name }).first();
  const deadline = Date.now() + TIMEOUT;
  for (;;) {
    await runCommand(page, 'Output: Show Output Channels...');
    await quickInput(page).fill(name);
    const listed = row.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
    if (await listed) return choose(page, row);
    if (Date.now() > deadline) throw new Error(`There is no output channel ${name}.`);
    await page.keyboard.press('Escape');
  }
}

async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  const row = page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: name }).first();
  await chooseFromList(page, 'Control+p', path, row);
  await page.locator('.tabs-container .tab.active').filter({ hasText: name }).waitFor();
  // The tab is there before the editor, and a command that runs in between finds no active document.
  await page.locator('.editor-group-container.active .editor-instance .view-line').first().waitFor();
}

async function save(page: Page): Promise<void> {
  const dirty = page.locator('.editor-group-container.active .tabs-container .tab.active.dirty');
  // A command edits after its last prompt is answered: a save before that saves nothing.
  await dirty.waitFor();
  await page.keyboard.press('Control+s');
  await dirty.waitFor({ state: 'detached' });
}

/** Clicks a row. The pointer is moved away then, as what comes up under it would show its tooltip. */
async function choose(page: Page, row: Locator): Promise<void> {
  await row.click();
  await page.mouse.move(0, 0);
}

function quickInput(page: Page) {
  return page.locator('.quick-input-widget:not([style*="display: none"]) .quick-input-box input');
}

/** An editor draws each space as a no-break space. */
async function plainText(area: Locator): Promise<string> {
  return ((await area.textContent()) ?? '').replaceAll('\u00a0', ' ');
}

async function problems(page: Page): Promise<readonly string[]> {
  const panel = page.locator('.markers-panel-container');
  if (!(await panel.isVisible())) {
    await runCommand(page, 'Problems: Focus on Problems View');
    await panel.waitFor();
  }
  return rowsOfProblems(page);
}

/** Rows of a list are drawn in any order and moved into place; the screen's order is that of their tops. */
async function rowsOfProblems(page: Page): Promise<readonly string[]> {
  return page.locator('.markers-panel-container .monaco-list-row').evaluateAll((rows) => {
    const textOf = (row: Element) => {
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
      return texts.join(' ').replace(/\s+/g, ' ').trim();
    };
    return rows
      .map((row) => ({ top: row.getBoundingClientRect().top, text: textOf(row) }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text);
  });
}

async function waitForProblems(page: Page, matches: (rows: readonly string[]) => boolean): Promise<readonly string[]> {
  const deadline = Date.now() + TIMEOUT;
  let rows = await problems(page);
  while (!matches(rows)) {
    if (Date.now() > deadline) throw new Error(`The Problems view still shows:\n${rows.join('\n')}`);
    await page.waitForTimeout(100);
    rows = await rowsOfProblems(page);
  }
  return rows;
}
