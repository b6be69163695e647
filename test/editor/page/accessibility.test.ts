import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { printRunRecord } from '../../support/runRecord.ts';
import { type EditorPage, pageTest } from '../support/page.ts';
import {
  closeSideBar,
  findAccessibilityProblems,
  findOverflowingElements,
  findUnreachableControls,
  TIMEOUT,
} from '../support/panel.ts';

/** A window of 1400 × 1000 pixels at 200 %: half as many pixels of CSS. */
const zoomed = { width: 700, height: 500 };
const files = { '.sop-shots/runs/a.json': printRunRecord('qwen-plus') };

interface PanelPage {
  readonly file: string;
  readonly command: string;
  /** There once the page is drawn. */
  readonly drawn: string;
}

const PANELS: Readonly<Record<string, PanelPage>> = {
  lora: { file: 'repair-desk/repair.shots.md', command: 'Open LoRA Estimator', drawn: '.slice.adapted' },
  prompt: { file: 'repair-desk/repair.shots.md', command: 'Preview Prompt', drawn: '.prompt-text' },
  results: { file: 'repair-desk/repair.shots.md', command: 'Show Evaluation Results', drawn: '.rates' },
};

async function open(editor: EditorPage, { command, drawn, file }: PanelPage): Promise<FrameLocator> {
  await editor.openFile(file);
  await closeSideBar(editor);
  await editor.runCommand(`SOP Shots: ${command}`);
  const page = editor.webview();
  await page.locator(drawn).first().waitFor(TIMEOUT);
  return page;
}

/** Elements that move although the user asked for no motion. */
function findMotion(page: FrameLocator): Promise<readonly string[]> {
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

for (const [name, panel] of Object.entries(PANELS)) {
  pageTest(
    `the page ${name} can be read and used in high contrast, at 200 %, by keyboard alone and without motion`,
    { workspace: 'examples', files, theme: 'hc', settings: { 'sopShots.language': 'zh-CN' } },
    async (editor) => {
      await editor.page.emulateMedia({ reducedMotion: 'reduce' });
      const page = await open(editor, panel);
      expect(await findAccessibilityProblems(page)).toEqual([]);
      expect(await findUnreachableControls(editor, page)).toEqual([]);
      expect(await findMotion(page)).toEqual([]);
      await editor.picture(`contrast-${name}`);
      // The editor beside leaves a page only half of the window.
      await editor.runCommand('View: Move Editor into Previous Group').catch(() => undefined);
      await editor.page.setViewportSize(zoomed);
      await expect.poll(() => findOverflowingElements(page), TIMEOUT).toEqual([]);
      await editor.picture(`zoomed-${name}`);
    },
  );
}
