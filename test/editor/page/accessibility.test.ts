import { expect } from 'vitest';
import { pageTest } from '../support/page.ts';
import {
  closeSideBar,
  findAccessibilityProblems,
  findMotion,
  findOverflowingElements,
  findUnreachableControls,
  TIMEOUT,
} from '../support/panel.ts';
import { expectRecordedVariables } from '../support/themeVariables.ts';

/** A window of 1400 × 1000 pixels at 200 %: half as many pixels of CSS. */
const zoomed = { width: 700, height: 500 };

pageTest(
  'the page prompt can be read and used in high contrast, at 200 %, by keyboard alone and without motion',
  { workspace: 'examples', theme: 'hc', settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    await editor.page.emulateMedia({ reducedMotion: 'reduce' });
    await editor.openFile('repair-desk/repair.shots.md');
    await closeSideBar(editor);
    await editor.runCommand('SOP Shots: Preview Prompt');
    const page = editor.webview();
    await page.locator('.prompt-text').first().waitFor(TIMEOUT);
    await expectRecordedVariables(page, 'hc');
    expect(await findAccessibilityProblems(page)).toEqual([]);
    expect(await findUnreachableControls(editor, page)).toEqual([]);
    expect(await findMotion(page)).toEqual([]);
    await editor.picture('contrast-prompt');
    // The editor beside leaves the page only half of the window.
    await editor.runCommand('View: Move Editor into Previous Group');
    await editor.page.setViewportSize(zoomed);
    await expect.poll(() => findOverflowingElements(page), TIMEOUT).toEqual([]);
    await editor.picture('zoomed-prompt');
  },
);
