import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

/** VS Code in the browser runs such extensions in a worker of the page: no Node, no process, no disk. */
const inBrowser = {
  workspace: 'examples',
  settings: { 'remote.extensionKind': { 'sop-shots.sop-shots': ['web'] } },
  ownWindow: true,
};

const mistake = 'mistakes/parameter-type.shots.md';

describe('in a host that only has a browser', () => {
  pageTest('the bundle for the web is what runs', inBrowser, async (editor) => {
    await editor.openFile(mistake);
    await editor.showOutput('SOP Shots');
    await expect.poll(editor.outputText, TIMEOUT).toMatch(/SOP Shots \d+\.\d+\.\d+, web/);
  });

  pageTest('diagnostics appear, and a quick fix corrects them', inBrowser, async (editor) => {
    const { page } = editor;
    await editor.openFile(mistake);
    await editor.waitForProblems((rows) => rows.some((row) => row.includes('must be an integer, but "3" is a string')));
    await editor.picture('web diagnostics');
    await editor.openFile(mistake);
    // To the next problem, and away with the box that describes it.
    const box = page.locator('.marker-widget');
    await page.keyboard.press('F8');
    await box.waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+.');
    const fix = page.locator('.action-widget .monaco-list-row').filter({ hasText: 'Change to 3' }).first();
    await fix.waitFor();
    await editor.picture('web quick fix');
    await fix.click();
    await editor.waitForProblems((rows) => rows.every((row) => !row.includes('must be an integer')));
    await editor.openFile(mistake);
    await editor.save();
    const path = join(editor.workspace, mistake);
    await expect.poll(() => readFile(path, 'utf8'), TIMEOUT).toContain('top_k = 3)');
  });

  pageTest('a prompt is previewed with exact tokens', inBrowser, async (editor) => {
    await editor.openFile('repair-desk/repair.shots.md');
    await editor.runCommand('SOP Shots: Preview Prompt');
    const total = editor.webview().locator('[data-figure=total]');
    await expect.poll(() => total.innerText(), TIMEOUT).toMatch(/^\d+ tokens/);
    await editor.picture('web prompt');
  });

  pageTest('completion offers the tools of the folder', inBrowser, async (editor) => {
    const { page } = editor;
    const file = 'mistakes/missing-parameter.shots.md';
    await editor.openFile(file);
    await editor.waitForProblems((rows) => rows.some((row) => row.includes('missing the required parameter')));
    await editor.openFile(file);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n**Observation**: none\n**Think**: again\n**Action**: Sear');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'SearchSolution' }).first().waitFor();
    await editor.picture('web completion');
  });
});
