import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { chooseOption, evaluateModels } from '../support/evaluation.ts';
import { figure, TIMEOUT } from '../support/panel.ts';
import { addRanks, openLoraPage, openResultsPage } from '../support/panelPages.ts';
import { type Webview, webviewTest } from '../support/webview.ts';

const wide = { width: 1400, height: 1000 };
const narrow = { width: 480, height: 1000 };

/** Takes pictures of the page at both widths. */
async function takeBoth({ page, picture }: Webview, name: string): Promise<void> {
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size);
    await page.evaluate(() => globalThis.scrollTo(0, 0));
    await picture(`docs-${name}-${size.width}`);
  }
}

webviewTest('the course exercise; dark, English', { theme: 'dark', size: wide, language: 'en' }, async (webview) => {
  const panel = await openLoraPage(webview);
  await panel.getByText('Course exercise', { exact: true }).click();
  await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('31,886,720');
  await panel.locator('.worked').waitFor(TIMEOUT);
  await takeBoth(webview, 'lora-dark-en');
});

webviewTest(
  'four configurations; high contrast, English',
  { theme: 'hc', size: wide, language: 'en' },
  async (webview) => {
    const panel = await openLoraPage(webview);
    await addRanks(panel, ['32', '64', '128']);
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('122,683,392');
    await takeBoth(webview, 'lora-hc-en');
  },
);

webviewTest('the estimator; light, Chinese', { theme: 'light', size: wide, language: 'zh-CN' }, async (webview) => {
  await openLoraPage(webview);
  await takeBoth(webview, 'lora-light-zh');
});

/** Runs of two models, at times that stay the same from picture to picture. */
async function evaluate({ workspace }: Webview): Promise<void> {
  await evaluateModels(workspace);
  const folder = join(workspace, 'repair-desk/.sop-shots/runs');
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    const record = JSON.parse(await readFile(join(folder, name), 'utf8'));
    const minute = record.model === 'first' ? 14 : 17;
    await writeFile(join(folder, name), JSON.stringify({ ...record, time: `2026-03-02T08:${minute}:00Z` }));
  }
}

webviewTest(
  'two runs compared; dark, English',
  { workspace: 'examples', theme: 'dark', size: wide, language: 'en' },
  async (webview) => {
    await evaluate(webview);
    const page = await openResultsPage(webview);
    await chooseOption(page, 'Run', /^first/);
    await chooseOption(page, 'Compare with', /^better/);
    await page.getByText(/^first against better: /).waitFor(TIMEOUT);
    await page.locator('.failures summary').first().click();
    await webview.page.mouse.move(0, 0);
    await webview.picture('docs-results-dark-en-1400');
  },
);

webviewTest(
  'a run; light, Chinese',
  { workspace: 'examples', theme: 'light', size: wide, language: 'zh-CN' },
  async (webview) => {
    await evaluate(webview);
    const page = await openResultsPage(webview);
    await page.locator('.failures summary').first().click();
    await webview.page.mouse.move(0, 0);
    await webview.picture('docs-results-light-zh-1400');
  },
);
