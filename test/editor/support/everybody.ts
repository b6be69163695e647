import { expect } from 'vitest';
import { type Theme, themes } from '../../../scripts/vscode/theme.ts';
import {
  findAccessibilityProblems,
  findMotion,
  findOverflowingElements,
  findUnreachableControls,
  TIMEOUT,
} from './panel.ts';
import { FURTHER_THEMES } from './themedPictures.ts';
import type { Webview } from './webview.ts';

/** Windows of 1400 and 480 pixels, and one of 1400 × 1000 at 200 %: half as many pixels of CSS. */
const SIZES = [
  { width: 1352, height: 940 },
  { width: 432, height: 940 },
  { width: 652, height: 440 },
];

/**
 * Everybody can read and use the state that a page is in: with a screen reader, by keyboard alone, without motion, in each
 * theme, in narrow windows, and at 200 %. Pictures are taken in one theme, and in those that `SOP_SHOTS_THEMES` names.
 */
export async function expectForEverybody(webview: Webview, name: string): Promise<void> {
  const { page, picture, setTheme } = webview;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const before = page.viewportSize();
  for (const theme of Object.keys(themes) as Theme[]) {
    await setTheme(theme);
    expect(await findAccessibilityProblems(page), `${name}, ${theme}`).toEqual([]);
  }
  expect(await findMotion(page)).toEqual([]);
  expect(await findUnreachableControls(webview, page)).toEqual([]);
  for (const theme of new Set(['light' as const, ...FURTHER_THEMES])) {
    await setTheme(theme);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expect.poll(() => findOverflowingElements(page), TIMEOUT).toEqual([]);
      await page.evaluate(() => globalThis.scrollTo(0, 0));
      await picture(`${name}-${theme}-${size.width}`);
    }
  }
  if (before !== null) await page.setViewportSize(before);
}

/** A page of a window of 480 pixels that opens beside an editor. */
const BESIDE = { width: 216, height: 700 };

/** The page fits beside an editor in a narrow window: only what has a box of its own scrolls sideways. */
export async function expectFitsBeside({ page, picture }: Webview, name: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(BESIDE);
  await expect.poll(() => findOverflowingElements(page), TIMEOUT).toEqual([]);
  const { scrolled, seen } = await page.evaluate(() => ({
    scrolled: document.documentElement.scrollWidth,
    seen: document.documentElement.clientWidth,
  }));
  expect(scrolled).toBeLessThanOrEqual(seen);
  await picture(`${name}-beside`);
  if (before !== null) await page.setViewportSize(before);
}
