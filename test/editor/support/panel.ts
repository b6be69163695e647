import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from '../../../scripts/vscode/patience.ts';
import type { EditorPage } from './page.ts';

/** The document of a page, in VS Code or in a browser alone. */
export type PageDocument = Pick<FrameLocator, 'locator' | 'getByRole' | 'getByText'>;

/** How long to wait for the panel. */
export const TIMEOUT = { timeout: patience(60_000) };

/** Closes the side bar where it is open: VS Code has no such command otherwise. */
export async function closeSideBar(editor: EditorPage): Promise<void> {
  if (!(await editor.page.locator('.part.sidebar').isVisible())) return;
  await editor.runCommand('View: Close Primary Side Bar');
}

/** Opens the LoRA panel and waits until it has counted. */
export async function openPanel(editor: EditorPage): Promise<FrameLocator> {
  await closeSideBar(editor);
  await editor.runCommand('SOP Shots: Open LoRA Estimator');
  const panel = editor.webview();
  await panel.locator('.slice.adapted').first().waitFor(TIMEOUT);
  return panel;
}

/** Reads one of the figures in the panel's head. */
export const figure = (panel: PageDocument, name: string) => () =>
  panel.locator(`[data-figure=${name}]`).innerText(TIMEOUT);

/** Writes into one of the panel's fields as a person would, and leaves it. */
export async function enter(panel: PageDocument, label: string, text: string): Promise<void> {
  const input = panel.getByRole('textbox', { name: label, exact: true });
  await input.fill(text);
  await input.press('Tab');
}

/** The messages at a field. */
export function notesAt(panel: PageDocument, label: string) {
  return panel.locator('.field', { has: panel.locator(`[aria-label="${label}"]`) }).locator('.note');
}

/** What axe finds in the panel that keeps people out: each rule with the first places it is broken at. */
export async function findAccessibilityProblems(panel: PageDocument): Promise<readonly string[]> {
  const frame = await frameOf(panel);
  await frame.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ target }) => target.join(' '))
            .join(' | ')
            .slice(0, 400)}`,
      );
  });
}

/** Goes through the panel with Tab from its first control; answers what can be used but was not reached. */
export async function findUnreachableControls(
  { page }: Pick<EditorPage, 'page'>,
  panel: PageDocument,
): Promise<readonly string[]> {
  const frame = await frameOf(panel);
  const count = await frame.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'vscode-text-field, vscode-button, vscode-dropdown, vscode-checkbox, input, select, textarea, button, summary, a[href], [tabindex="0"]',
    );
    const usable = [...controls].filter((one) => one.checkVisibility() && !one.hasAttribute('disabled'));
    for (const one of usable) one.dataset.unreached = '';
    document.addEventListener('focusin', () => document.activeElement?.removeAttribute('data-unreached'));
    usable[0]?.focus();
    return usable.length;
  });
  // Regions that scroll are stops as well.
  for (let press = 0; press < count + 20; press++) await page.keyboard.press('Tab');
  return frame.evaluate(() =>
    [...document.querySelectorAll('[data-unreached]')].map((one) => `${one.tagName} ${one.textContent?.trim()}`),
  );
}

/** What reaches beyond the right edge of the page, tables that scroll by themselves left out. */
export function findOverflowingElements(panel: PageDocument): Promise<readonly string[]> {
  return panel.locator('body').evaluate((body) => {
    const edge = document.documentElement.clientWidth;
    return [...body.querySelectorAll('*')]
      .filter((element) => element.closest('.scroll, svg, details:not([open])') === null)
      .filter((element) => element.getBoundingClientRect().right > edge)
      .map(
        (element) => `${element.tagName}.${element.getAttribute('class') ?? ''} ${element.textContent?.slice(0, 30)}`,
      );
  });
}

/** Elements that move although the user asked for no motion. */
export function findMotion(page: PageDocument): Promise<readonly string[]> {
  return page.locator('body').evaluate((body) =>
    [...body.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return (
          animationName !== 'none' || transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0.01)
        );
      })
      .map((element) => element.tagName),
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What shows a page, in VS Code or in a browser alone. */
interface Window {
  readonly page: Page;
  picture(name: string): Promise<void>;
}

/** The page can be read by everybody at each of the sizes; the window has the first one in the end. */
export async function expectReadable(
  { page, picture }: Window,
  document: PageDocument,
  name: string,
  sizes: readonly [Size, ...(readonly Size[])],
): Promise<void> {
  expect(await findAccessibilityProblems(document)).toEqual([]);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect.poll(() => findOverflowingElements(document), TIMEOUT).toEqual([]);
    await picture(`${name}-${size.width}`);
  }
  await page.setViewportSize(sizes[0]);
}

async function frameOf(panel: PageDocument): Promise<Frame> {
  const body = await panel.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('The panel has no document.');
  return frame;
}
