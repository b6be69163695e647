import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

/** What the output channel says of the extension's start. */
const STARTED = /SOP Shots \d[\w.-]*, (?:desktop|web)(?:, compiled at an earlier start)?/;

pageTest(
  'the packaged extension starts in the window and says so in its output channel',
  { ownWindow: true, files: { '说明.md': '# 维修台\n\n客户：你好。\n' }, theme: 'light' },
  async (editor) => {
    await editor.openFile('说明.md');
    await editor.showOutput('SOP Shots');
    await expect.poll(editor.outputText, TIMEOUT).toContain('SOP Shots');
    await editor.picture('output-channel');
  },
);

pageTest(
  'compiles its code at its first start only, and again when what it kept is broken; a command waits for the start',
  {
    ownWindow: true,
    files: { 'readme.txt': 'Nothing here wakes the extension.' },
    settings: { 'sopShots.language': 'zh-CN' },
  },
  async (editor) => {
    const kept = join(editor.globalStorage, 'extension.compiled');
    /** The line that the extension prints at its start; its end says whether its code had been compiled. */
    const start = async (): Promise<string> => {
      await editor.runCommand('SOP Shots: Show Output');
      await expect.poll(editor.outputText, TIMEOUT).toMatch(STARTED);
      expect((await editor.notifications()).filter((text) => text.includes('sopShots'))).toEqual([]);
      return STARTED.exec(await editor.outputText())?.[0] ?? '';
    };
    const startAgain = async (): Promise<string> => {
      await editor.page.reload();
      await editor.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
      return start();
    };
    await rm(kept, { force: true });
    expect(await start()).not.toContain('compiled at an earlier start');
    await expect.poll(() => existsSync(kept), TIMEOUT).toBe(true);
    expect(await startAgain()).toContain('compiled at an earlier start');
    await writeFile(kept, 'broken');
    expect(await startAgain()).not.toContain('compiled at an earlier start');
  },
);

pageTest(
  'the preview of shots keeps the blocks of a round on lines of their own; that of other Markdown is left alone',
  {
    files: {
      'a.shots.md': '**User**: Hi\n**Think**: Look.\n**Action**: Ask.\n',
      'b.md': '# Notes\n\nsee a.shots.md\nand more\n',
    },
  },
  async (editor) => {
    const spaceOf = (text: string) =>
      editor
        .webview()
        .locator('p', { hasText: text })
        .evaluate((paragraph) => getComputedStyle(paragraph).whiteSpace);
    await editor.openFile('a.shots.md');
    await editor.runCommand('SOP Shots: Open Preview to the Side');
    await expect.poll(() => spaceOf('Think'), TIMEOUT).toMatch(/pre-line|preserve-breaks/);
    await editor.picture('preview-shots');
    await editor.runCommand('View: Close All Editors');
    await editor.openFile('b.md');
    await editor.runCommand('Markdown: Open Preview to the Side');
    await expect.poll(() => spaceOf('and more'), TIMEOUT).toBe('normal');
  },
);
