import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type EditorPage, pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';
import { ENGLISH } from '../support/pastedProcedures.ts';
import { expectRecordedVariables } from '../support/themeVariables.ts';

async function paste(editor: EditorPage) {
  await editor.runCommand('SOP Shots: Paste as Procedure');
  const panel = editor.webview();
  await panel.locator('tbody tr').first().waitFor(TIMEOUT);
  return panel;
}

pageTest(
  'nothing is written after Escape; Enter writes the procedure with its changes, and goes on to the shots',
  {
    size: { width: 1400, height: 900 },
    files: { 'notes.md': '# Notes\n' },
    settings: { 'sopShots.language': 'en' },
    theme: 'hc-light',
  },
  async (editor) => {
    const { page } = editor;
    const path = join(editor.workspace, 'Returning-a-parcel.sop.md');
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), ENGLISH);
    const panel = await paste(editor);
    await expectRecordedVariables(panel, 'hc-light');
    await panel.locator('button.primary:focus').waitFor(TIMEOUT);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: /^Import: / }).waitFor({ ...TIMEOUT, state: 'detached' });
    await expect(access(path)).rejects.toThrow();

    const again = await paste(editor);
    await again.locator('tr', { hasText: 'Be friendly' }).locator('select').selectOption('rule');
    await again.locator('td.words', { hasText: '2.4 Rule: Be friendly.' }).waitFor(TIMEOUT);
    await editor.picture('procedure-import-editor');
    await again.locator('button.primary').focus();
    await page.keyboard.press('Enter');
    await page
      .locator('.quick-input-widget')
      .getByText(/How many shots/i)
      .first()
      .waitFor(TIMEOUT);
    expect(await readFile(path, 'utf8')).toContain('2.4 Rule: Be friendly.');
  },
);
