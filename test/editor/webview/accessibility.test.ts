import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { commands } from 'vscode';
import { registerLoraPanel } from '../../../src/extension/lora/panel.ts';
import { registerResultsPanel } from '../../../src/extension/results/resultsPanel.ts';
import type { Session } from '../../../src/extension/session.ts';
import { printRunRecord } from '../../support/runRecord.ts';
import {
  findAccessibilityProblems,
  findMotion,
  findOverflowingElements,
  findUnreachableControls,
  TIMEOUT,
} from '../support/panel.ts';
import { webviewTest } from '../support/webview.ts';

const size = { width: 1352, height: 840 };
/** The page in a window of 1400 × 1000 pixels at 200 %: half as many pixels of CSS. */
const zoomed = { width: 652, height: 440 };

interface PanelPage {
  readonly register: (session: Session) => unknown;
  readonly command: string;
  /** There once the page is drawn. */
  readonly drawn: string;
}

const PANELS: Readonly<Record<string, PanelPage>> = {
  lora: { register: registerLoraPanel, command: 'openLoraEstimator', drawn: '.slice.adapted' },
  results: { register: registerResultsPanel, command: 'openResults', drawn: '.rates' },
};

for (const [name, { register, command, drawn }] of Object.entries(PANELS)) {
  webviewTest(
    `the page ${name} can be read and used in high contrast, at 200 %, by keyboard alone and without motion`,
    { theme: 'hc', language: 'zh-CN', size },
    async (webview) => {
      const { page, workspace } = webview;
      const record = join(workspace, '.sop-shots/runs/a.json');
      await mkdir(dirname(record), { recursive: true });
      await writeFile(record, printRunRecord('qwen-plus'));
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await webview.show((session) => {
        register(session);
        return commands.executeCommand(`sopShots.${command}`);
      });
      await page.locator(drawn).first().waitFor(TIMEOUT);
      expect(await findAccessibilityProblems(page)).toEqual([]);
      expect(await findUnreachableControls(webview, page)).toEqual([]);
      expect(await findMotion(page)).toEqual([]);
      await webview.picture(`contrast-${name}`);
      await page.setViewportSize(zoomed);
      await expect.poll(() => findOverflowingElements(page), TIMEOUT).toEqual([]);
      await webview.picture(`zoomed-${name}`);
    },
  );
}
