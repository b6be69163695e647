import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

const examples = { workspace: 'examples' };

describe('the examples', () => {
  pageTest('show a planted mistake, its fix and the page of its rule', examples, async (editor) => {
    await editor.openFile('mistakes/parameter-type.shots.md');
    await editor.waitForProblems((rows) => rows.some((row) => row.includes('must be an integer, but "3" is a string')));
    await editor.page
      .locator('.markers-panel .marker-code, .markers-panel .monaco-link')
      .filter({ hasText: 'parameter-type' })
      .first()
      .click();
    await editor.page.locator('.tab', { hasText: 'Preview parameter-type.md' }).waitFor();
    await editor.webview().getByRole('heading', { name: 'parameter-type' }).waitFor();
    await editor.picture('rule page');
  });

  pageTest('let an author choose operations of an OpenAPI file', examples, async (editor) => {
    await editor.openFile('repair-desk/orders.shots.md');
    await editor.runCommand('SOP Shots: Choose Tools from OpenAPI');
    const row = (text: string) => editor.page.locator('.quick-input-list-row').filter({ hasText: text }).first();
    // The list is longer than the window shows.
    await editor.page.locator('.quick-input-widget input').first().fill('workorders');
    await row('workorders.openapi.yaml').click();
    await row('listEngineers').click();
    await row('cancelOrder').click();
    await editor.picture('choosing operations');
    await editor.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await editor.save();
    const path = join(editor.workspace, 'repair-desk/orders.shots.md');
    await expect
      .poll(() => readFile(path, 'utf8'), TIMEOUT)
      .toContain('include: [ submitOrder, getOrder, listEngineers ]');
    expect(await readFile(path, 'utf8')).toContain('file: ./workorders.openapi.yaml');
  });

  pageTest(
    'speak Chinese when asked to',
    { workspace: 'examples', settings: { 'sopShots.language': 'zh-CN' } },
    async (editor) => {
      await editor.openFile('mistakes/missing-think.shots.md');
      await editor.waitForProblems((rows) => rows.some((row) => row.includes('这一轮缺少')));
      await editor.picture('problems in Chinese');
    },
  );
});
