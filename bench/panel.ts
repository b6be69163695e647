/** `node bench/panel.ts`: times the LoRA panel's slider in the window of a real VS Code. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Page } from 'playwright-core';
import { ensureChromium } from '../scripts/setup/chromium.mjs';
import { SetUpError } from '../scripts/setup/progress.mjs';
import { ensureVsCodeServer } from '../scripts/setup/vscodeServer.mjs';
import { launchBrowser } from '../scripts/vscode/browser.ts';
import { startCodeServer } from '../scripts/vscode/codeServer.ts';
import { buildExtension, copyExtension } from '../scripts/vscode/extension.ts';
import { temporaryFolder } from '../scripts/vscode/temporary.ts';
import { openWorkbench, type Workbench } from '../scripts/vscode/workbench.ts';
import { type Figure, quantile, record } from './report.ts';

const PRESSES = 120;
const LIMIT = 50;

/** Measures the panel and records its figures; says so and leaves them out where no VS Code is available. */
export async function benchPanel(): Promise<void> {
  try {
    process.env.SOP_SHOTS_CODE_SERVER ??= await ensureVsCodeServer(console.log);
    process.env.SOP_SHOTS_CHROMIUM ??= await ensureChromium(console.log);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.log(`panel: left out, since no VS Code can be had here: ${error.message}`);
    return;
  }
  await buildExtension({ production: true, only: ['src/extension', 'webview'] });
  await inWindow(async (workbench) => record('panel', await measure(workbench)));
}

async function inWindow(work: (workbench: Workbench) => Promise<void>): Promise<void> {
  const folder = await temporaryFolder('bench');
  const extensionsFolder = join(folder.path, 'extensions');
  await copyExtension(extensionsFolder);
  const settings = { 'sopShots.language': 'en' };
  const server = await startCodeServer({ dataFolder: join(folder.path, 'data'), extensionsFolder, settings });
  const browser = await launchBrowser();
  try {
    await work(await openWorkbench(browser, { address: server.address(), width: 1400, height: 1000 }));
  } finally {
    await browser.close();
    await server.stop();
    await folder.remove();
  }
}

async function measure(workbench: Workbench): Promise<readonly Figure[]> {
  await workbench.runCommand('SOP Shots: Open LoRA Estimator');
  const panel = workbench.webview();
  await panel.locator('.slice.adapted').first().waitFor();
  const figures = [await slide('Qwen3-8B', workbench.page, panel)];
  await choose(panel, 'deepseek-ai/DeepSeek-V3');
  await enter(panel, 'Target modules', 'all-linear');
  await panel.locator('.slice', { hasText: 'experts' }).or(panel.locator('.alternatives')).first().waitFor();
  figures.push(await slide('DeepSeek-V3, all linear layers', workbench.page, panel));
  for (const count of [2, 3, 4]) {
    await panel.getByText('Add configuration').click();
    await panel
      .locator('.tabs vscode-button[aria-pressed]')
      .nth(count - 1)
      .waitFor();
  }
  figures.push(await slide('the same, four configurations side by side', workbench.page, panel));
  return figures;
}

async function choose(panel: FrameLocator, model: string): Promise<void> {
  await panel.getByRole('textbox', { name: 'Search models' }).pressSequentially(model);
  await panel.locator('.suggestions button', { hasText: model }).first().click();
}

async function enter(panel: FrameLocator, label: string, text: string): Promise<void> {
  const input = panel.getByRole('textbox', { name: label, exact: true });
  await input.fill(text);
  await input.press('Tab');
}

/** Moves the slider by keys, and takes each time from the input event to the second frame after it: the first is painted then. */
async function slide(what: string, page: Page, panel: FrameLocator): Promise<Figure> {
  const slider = panel.getByRole('slider', { name: 'Rank R' });
  await slider.evaluate((element) => {
    const listening = element.dataset.times !== undefined;
    element.dataset.times = '';
    if (listening) return;
    element.addEventListener('input', ({ timeStamp }) => {
      const painted = () => {
        element.dataset.times += ` ${performance.now() - timeStamp}`;
      };
      requestAnimationFrame(() => requestAnimationFrame(painted));
    });
  });
  await slider.focus();
  for (let press = 0; press < PRESSES; press++) {
    await page.keyboard.press(press % 8 < 4 ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForTimeout(50);
  }
  const text = (await slider.getAttribute('data-times')) ?? '';
  const times = text
    .trim()
    .split(' ')
    .map(Number)
    .sort((a, b) => a - b);
  const median = quantile(times, 0.5);
  const high = quantile(times, 0.95);
  return {
    what: `slider to painted frame: ${what}`,
    measured: `${median.toFixed(1)} ms median, ${high.toFixed(1)} ms 95th percentile of ${times.length}`,
    limit: `95th percentile of ${LIMIT} ms`,
    isWithinLimit: high <= LIMIT,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchPanel();
