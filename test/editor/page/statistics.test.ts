import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { type EditorPage, pageTest } from '../support/page.ts';
import {
  closeSideBar,
  findAccessibilityProblems,
  findOverflowingElements,
  findUnreachableControls,
  TIMEOUT,
} from '../support/panel.ts';

const size = { width: 1500, height: 1000 };

async function openStatistics(editor: EditorPage, file: string, scope: string): Promise<FrameLocator> {
  await editor.openFile(file);
  await closeSideBar(editor);
  await editor.runCommand('SOP Shots: Show Dataset Statistics');
  await editor.page.getByRole('option', { name: scope }).first().click(TIMEOUT);
  const panel = editor.webview();
  await panel.locator('[data-chart=tokens] svg').waitFor(TIMEOUT);
  return panel;
}

async function expectGoodPage(editor: EditorPage, panel: FrameLocator): Promise<void> {
  expect(await findAccessibilityProblems(panel)).toEqual([]);
  expect(await findUnreachableControls(editor, panel)).toEqual([]);
  await expect.poll(() => findOverflowingElements(panel), TIMEOUT).toEqual([]);
}

pageTest(
  'statistics of a document have plots and lead to what is left out; English',
  { workspace: 'examples', size, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const panel = await openStatistics(editor, 'repair-desk/repair.shots.md', 'Workspace');
    await expect.poll(() => panel.locator('h1').innerText(TIMEOUT), TIMEOUT).toBe('Statistics: workspace');
    await editor.picture('statistics-en');
    await expectGoodPage(editor, panel);
    const place = panel.locator('.left-out .link').first();
    const name = (await place.innerText(TIMEOUT)).replace(/^.*\/|:\d+$/g, '');
    await place.click();
    await editor.page.locator('.tab.active', { hasText: name }).waitFor(TIMEOUT);
  },
);

pageTest(
  'statistics are in Chinese; high contrast',
  { workspace: 'examples', size, theme: 'hc', settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    const panel = await openStatistics(editor, 'repair-desk/报修受理.shots.md', '当前文档');
    await expect.poll(() => panel.locator('dl').innerText(TIMEOUT), TIMEOUT).toContain('样本');
    await editor.picture('statistics-zh');
    await expectGoodPage(editor, panel);
  },
);
