import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type EditorPage, pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

const program = join(import.meta.dirname, '../../toolServers/support/server.mjs');
const size = { width: 1400, height: 900 };

function serversFile(...args: readonly string[]): string {
  const workshop = { command: process.execPath, args: [program, ...args] };
  return `{\n  // The servers of this folder.\n  "servers": ${JSON.stringify({ workshop })},\n}\n`;
}

interface Language {
  readonly language: 'en' | 'zh-CN';
  readonly start: string;
  readonly changes: string;
}

const languages: readonly Language[] = [
  { language: 'en', start: 'Start', changes: 'Tools in workshop.tools.json: 1 added, 0 removed, 1 changed' },
  { language: 'zh-CN', start: '启动', changes: '新增 1 个工具，移除 0 个，修改 1 个' },
];

/** Runs the command, chooses the server of the workspace and agrees to start it. */
async function importTools(editor: EditorPage, { language, start }: Language): Promise<void> {
  const { page } = editor;
  await editor.runCommand('SOP Shots: Import Tools from MCP Server…');
  await page.locator('.quick-input-widget').getByText('workshop').first().waitFor(TIMEOUT);
  await editor.picture(`tool-import-servers-${language}`);
  await page.keyboard.press('Enter');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByText(/server\.mjs/).waitFor(TIMEOUT);
  await editor.picture(`tool-import-consent-${language}`);
  await dialog.getByRole('button', { name: start }).click();
  const path = page.locator('.quick-input-widget input').first();
  await expect.poll(() => path.inputValue(), TIMEOUT).toMatch(/workshop\.tools\.json$/);
  await editor.picture(`tool-import-path-${language}`);
  await page.keyboard.press('Enter');
}

const older = `${JSON.stringify({ tools: [{ name: 'find_part', description: 'Old.', inputSchema: { type: 'object' } }] }, undefined, 2)}\n`;

describe.each(languages)('tools of an MCP server ($language)', (language) => {
  const window = {
    size,
    files: { '.vscode/mcp.json': serversFile() },
    settings: { 'sopShots.language': language.language },
  };

  pageTest('become a tool file after consent', window, async (editor) => {
    await importTools(editor, language);
    await editor.page.getByRole('tab', { name: /workshop\.tools\.json/ }).waitFor(TIMEOUT);
    await editor.picture(`tool-import-written-${language.language}`);
    const written = JSON.parse(await readFile(join(editor.workspace, 'workshop.tools.json'), 'utf8'));
    expect(written.tools.map(({ name }: { readonly name: string }) => name)).toEqual(['find_part', '查询库存']);
  });

  pageTest(
    'show what changes at a second import, and the file on disk stays until it is saved',
    window,
    async (editor) => {
      await writeFile(join(editor.workspace, '.vscode/mcp.json'), serversFile('changed'));
      await writeFile(join(editor.workspace, 'workshop.tools.json'), older);
      await importTools(editor, language);
      const overwrite = editor.page.getByRole('button', { name: /OK|Overwrite|Replace|Yes/ });
      // The question may go by itself while it is clicked, and the answer is in sight for a few seconds only.
      const agree = async (): Promise<string> => {
        const button = overwrite.first();
        if (await button.isVisible()) await button.click({ timeout: 500 }).catch(() => undefined);
        return (await editor.notifications()).join();
      };
      await expect.poll(agree, TIMEOUT).toContain(language.changes);
      await editor.picture(`tool-import-changes-${language.language}`);
      expect(await readFile(join(editor.workspace, 'workshop.tools.json'), 'utf8')).toBe(older);
    },
  );
});
