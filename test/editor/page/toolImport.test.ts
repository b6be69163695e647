import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { patience } from '../../../scripts/vscode/patience.ts';
import { type EditorPage, pageTest } from '../support/page.ts';

const program = join(import.meta.dirname, '../../toolServers/support/server.mjs');
const timeout = { timeout: patience(30_000) };
const size = { width: 1400, height: 900 };

function serversFile(...args: readonly string[]): string {
  const workshop = { command: process.execPath, args: [program, ...args] };
  return `{\n  // The servers of this folder.\n  "servers": ${JSON.stringify({ workshop })},\n}\n`;
}

/** Runs the command, chooses the server of the workspace and agrees to start it. */
async function importFrom(
  editor: EditorPage,
  names: { readonly command: string; readonly start: string },
): Promise<void> {
  await editor.runCommand(names.command);
  await editor.page.locator('.quick-input-widget').getByText('workshop').first().waitFor(timeout);
  await editor.picture(`tool-import-servers-${names.start}`);
  await editor.page.keyboard.press('Enter');
  const dialog = editor.page.locator('.monaco-dialog-box');
  await dialog.getByText(/server\.mjs/).waitFor(timeout);
  await editor.picture(`tool-import-consent-${names.start}`);
  await dialog.getByRole('button', { name: names.start }).click();
}

pageTest(
  'the tools of an MCP server become a tool file after consent',
  { size, files: { '.vscode/mcp.json': serversFile() }, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    await importFrom(editor, { command: 'SOP Shots: Import Tools from MCP Server…', start: 'Start' });
    await editor.page.locator('.quick-input-widget input').first().waitFor(timeout);
    await expect
      .poll(() => editor.page.locator('.quick-input-widget input').first().inputValue(), timeout)
      .toMatch(/workshop\.tools\.json$/);
    await editor.page.keyboard.press('Enter');
    await editor.page.getByRole('tab', { name: /workshop\.tools\.json/ }).waitFor(timeout);
    await editor.picture('tool-import-written');
    const written = JSON.parse(await readFile(join(editor.workspace, 'workshop.tools.json'), 'utf8'));
    expect(written.tools.map(({ name }: { readonly name: string }) => name)).toEqual(['find_part', '查询库存']);
  },
);

const older = `${JSON.stringify({ tools: [{ name: 'find_part', description: 'Old.', inputSchema: { type: 'object' } }] }, undefined, 2)}\n`;

pageTest(
  'a second import shows what changes, and the file on disk stays until it is saved; Chinese',
  {
    size,
    files: { '.vscode/mcp.json': serversFile('changed'), 'workshop.tools.json': older },
    settings: { 'sopShots.language': 'zh-CN' },
  },
  async (editor) => {
    await importFrom(editor, { command: 'SOP Shots: Import Tools from MCP Server…', start: '启动' });
    await expect
      .poll(() => editor.page.locator('.quick-input-widget input').first().inputValue(), timeout)
      .toMatch(/workshop\.tools\.json$/);
    await editor.page.keyboard.press('Enter');
    const overwrite = editor.page.getByRole('button', { name: /OK|Overwrite|Replace|Yes/ });
    await overwrite
      .first()
      .click(timeout)
      .catch(() => undefined);
    await expect
      .poll(async () => (await editor.notifications()).join(), timeout)
      .toContain('新增 1 个工具，移除 0 个，修改 1 个');
    await editor.picture('tool-import-changes');
    expect(await readFile(join(editor.workspace, 'workshop.tools.json'), 'utf8')).toBe(older);
  },
);
