import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { chooseOption, evaluateModels } from '../support/evaluation.ts';
import { type EditorPage, pageTest } from '../support/page.ts';
import { closeSideBar, expectReadable, findUnreachableControls, TIMEOUT } from '../support/panel.ts';

const wide = { width: 1400, height: 1000 };
const narrow = { width: 480, height: 1000 };

async function openResults(editor: EditorPage): Promise<FrameLocator> {
  await closeSideBar(editor);
  await editor.runCommand('SOP Shots: Show Evaluation Results');
  const page = editor.webview();
  await page.locator('h1').waitFor(TIMEOUT);
  return page;
}

pageTest(
  'results appear when a run ends, failures first; a failure leads to its round; two runs are compared; dark, English',
  { workspace: 'examples', size: wide, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const page = await openResults(editor);
    await page.getByText('There is no run yet').waitFor(TIMEOUT);
    await evaluateModels(editor.workspace);
    await expect.poll(() => page.locator('.rates tbody tr').first().innerText(TIMEOUT), TIMEOUT).toContain('85.7 %');
    await chooseOption(page, 'Run', /^first/);
    await expect.poll(() => page.locator('.failures li').count(), TIMEOUT).toBe(2);
    await page.getByRole('button', { name: 'another value 1' }).click();
    await expect.poll(() => page.locator('.failures li').count(), TIMEOUT).toBe(1);
    await page.locator('.failures summary').click();
    await expect.poll(() => page.locator('.turns pre').last().innerText(TIMEOUT), TIMEOUT).toContain('time = "2 pm"');
    await page.getByRole('button', { name: 'all 2' }).click();
    await chooseOption(page, 'Compare with', /^better/);
    await page.getByText(/^first against better: -14\.3 points \(95 %: /).waitFor(TIMEOUT);
    await page.getByText('passed in the other run').waitFor(TIMEOUT);
    await expectReadable(editor, page, 'results-dark-en', [wide, narrow]);
    expect(await findUnreachableControls(editor, page)).toEqual([]);
    const place = page.locator('.failures .link').last();
    // A failure that was opened under another filter is still open.
    await page
      .locator('.failures details')
      .last()
      .evaluate((details) => details.setAttribute('open', ''));
    await place.click();
    await editor.page.locator('.monaco-editor.focused').waitFor(TIMEOUT);
    await expect.poll(() => editor.page.locator('.statusbar').innerText(TIMEOUT), TIMEOUT).toMatch(/Ln 39\b/);
  },
);
