import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { cli } from '../../cli/support.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { playRepairDesk } from '../../support/repairDeskModel.ts';
import { type EditorPage, pageTest } from '../support/page.ts';
import {
  closeSideBar,
  findAccessibilityProblems,
  findOverflowingElements,
  findUnreachableControls,
  TIMEOUT,
} from '../support/panel.ts';

const wide = { width: 1400, height: 1000 };
const narrow = { width: 480, height: 1000 };

/** Evaluates two models on the command line, in the workspace of the window. */
async function evaluate(editor: EditorPage, ...more: readonly string[]): Promise<void> {
  const server = await startOpenAiServer({ replies: playRepairDesk, lifetimeSeconds: 3600 });
  for (const model of ['first', 'better']) {
    const args = ['eval', 'repair-desk/repair.shots.md', '--base-url', server.baseUrl, '--model', model, ...more];
    const { code, stderr } = await cli(editor.workspace, args);
    expect(code, stderr).toBe(0);
  }
  await server.close();
}

async function openResults(editor: EditorPage): Promise<FrameLocator> {
  await closeSideBar(editor);
  await editor.runCommand('SOP Shots: Show Evaluation Results');
  const page = editor.webview();
  await page.locator('h1').waitFor(TIMEOUT);
  return page;
}

async function choose(page: FrameLocator, label: string, option: RegExp): Promise<void> {
  const menu = page.getByRole('combobox', { name: label, exact: true });
  await menu.click();
  await menu.locator('vscode-option', { hasText: option }).click();
}

/** The page can be read at both widths, and by everybody. */
async function look(editor: EditorPage, page: FrameLocator, name: string): Promise<void> {
  expect(await findAccessibilityProblems(page)).toEqual([]);
  for (const size of [wide, narrow]) {
    await editor.page.setViewportSize(size);
    await expect.poll(() => findOverflowingElements(page), TIMEOUT).toEqual([]);
    await editor.picture(`results-${name}-${size.width}`);
  }
  await editor.page.setViewportSize(wide);
}

pageTest(
  'results appear when a run ends, failures first; a failure leads to its round; two runs are compared; dark, English',
  { workspace: 'examples', size: wide, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const page = await openResults(editor);
    await page.getByText('There is no run yet').waitFor(TIMEOUT);
    await evaluate(editor);
    await expect.poll(() => page.locator('.rates tbody tr').first().innerText(TIMEOUT), TIMEOUT).toContain('85.7 %');
    await choose(page, 'Run', /^first/);
    await expect.poll(() => page.locator('.failures li').count(), TIMEOUT).toBe(2);
    await page.getByRole('button', { name: 'wrong-value 1' }).click();
    await expect.poll(() => page.locator('.failures li').count(), TIMEOUT).toBe(1);
    await page.locator('.failures summary').click();
    await expect.poll(() => page.locator('.turns pre').last().innerText(TIMEOUT), TIMEOUT).toContain('time = "2 pm"');
    await page.getByRole('button', { name: 'all 2' }).click();
    await choose(page, 'Compare with', /^better/);
    await page.getByText(/^first against better: -14\.3 points \(95 %: /).waitFor(TIMEOUT);
    await page.getByText('passed in the other run').waitFor(TIMEOUT);
    await look(editor, page, 'dark-en');
    expect(await findUnreachableControls(editor, page)).toEqual([]);
    const place = page.locator('.failures .link').last();
    // A failure that was opened under another filter is still open.
    if (!(await place.isVisible())) await page.locator('.failures summary').last().click();
    await place.click();
    await editor.page.locator('.monaco-editor.focused').waitFor(TIMEOUT);
    await expect.poll(() => editor.page.locator('.statusbar').innerText(TIMEOUT), TIMEOUT).toMatch(/Ln 39\b/);
  },
);

pageTest(
  'results are in Chinese; light',
  { workspace: 'examples', size: wide, theme: 'light', settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    await evaluate(editor, '--ablation');
    const page = await openResults(editor);
    await page.getByText('每个示例的贡献').waitFor(TIMEOUT);
    await page.locator('.failures summary').first().click();
    await look(editor, page, 'light-zh');
  },
);

pageTest(
  'results can be read in high contrast',
  { workspace: 'examples', size: wide, theme: 'hc', settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    await evaluate(editor);
    const page = await openResults(editor);
    await choose(page, 'Compare with', /^first/);
    await look(editor, page, 'hc-en');
  },
);
