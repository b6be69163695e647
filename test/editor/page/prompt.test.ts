import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
import { expectRecordedVariables } from '../support/themeVariables.ts';

const size = { width: 1500, height: 1000 };

async function openPreview(editor: EditorPage, file: string): Promise<FrameLocator> {
  await editor.openFile(file);
  await closeSideBar(editor);
  await editor.runCommand('SOP Shots: Preview Prompt');
  const preview = editor.webview();
  await preview.locator('.prompt-text').waitFor(TIMEOUT);
  return preview;
}

const text = (preview: FrameLocator) => () => preview.locator('.prompt-text').innerText(TIMEOUT);
const total = (preview: FrameLocator) => () => preview.locator('[data-figure=total]').innerText(TIMEOUT);

async function choose(preview: FrameLocator, label: string, option: string): Promise<void> {
  await preview.getByRole('combobox', { name: label, exact: true }).click();
  await preview.getByRole('option', { name: option, exact: true }).click();
}

pageTest(
  'the preview follows the document, the request and the selection; English',
  { workspace: 'examples', size, settings: { 'sopShots.language': 'en' }, untrusted: true },
  async (editor) => {
    const preview = await openPreview(editor, 'repair-desk/repair.shots.md');
    await expect.poll(total(preview), TIMEOUT).toMatch(/^\d+ tokens · 2 of 2 shots$/);
    await preview.getByRole('textbox', { name: 'Request' }).fill('My washing machine does not start.');
    await expect.poll(text(preview), TIMEOUT).toContain('**User**: My washing machine does not start.');
    await choose(preview, 'Shots', 'Similar');
    const count = preview.getByRole('textbox', { name: 'Maximum shots', exact: true });
    await count.fill('1');
    await count.press('Tab');
    await expect.poll(total(preview), TIMEOUT).toMatch(/· 1 of 2 shots$/);
    await expect.poll(text(preview), TIMEOUT).toContain('The screen of my washing machine stays dark.');
    expect(await text(preview)()).not.toContain('My printer jams');
    await editor.picture('prompt-similar-en');
    expect(await findAccessibilityProblems(preview)).toEqual([]);
    expect(await findUnreachableControls(editor, preview)).toEqual([]);
    await expect.poll(() => findOverflowingElements(preview), TIMEOUT).toEqual([]);
    await choose(preview, 'Format', 'Dify');
    await expect.poll(text(preview), TIMEOUT).toContain('**User**: My washing machine does not start.');
    await preview.getByRole('textbox', { name: 'Request' }).fill('');
    await choose(preview, 'Shots', 'All');
    await expect.poll(text(preview), TIMEOUT).toContain('{{#sys.query#}}');
  },
);

pageTest(
  'the preview is in Chinese and follows what is typed; light',
  { workspace: 'examples', size, theme: 'light', settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    const preview = await openPreview(editor, 'repair-desk/报修受理.shots.md');
    await expect.poll(total(preview), TIMEOUT).toMatch(/^\d+ 个 token · 2\/2 个示例$/);
    await expectRecordedVariables(preview, 'light');
    await preview.getByRole('button', { name: '示例 1' }).click();
    await editor.page.locator('.monaco-editor.focused').waitFor(TIMEOUT);
    await editor.page.keyboard.press('ArrowDown');
    await editor.page.keyboard.press('ArrowDown');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.type('，很急');
    await expect.poll(text(preview), TIMEOUT).toContain('打印机老是卡纸，帮我看看怎么办，很急');
    await editor.picture('prompt-zh');
    const saved = await readFile(join(editor.workspace, 'repair-desk/报修受理.shots.md'), 'utf8');
    expect(saved).not.toContain('很急');
  },
);
