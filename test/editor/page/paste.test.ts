import { expect } from 'vitest';
import { pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

const HTML =
  '<meta charset="utf-8"><table><tr><th>情况</th><th>处理</th></tr><tr><td>未发货</td><td>直接退款</td></tr></table>';
const PLAIN = '情况\t处理\n未发货\t直接退款\n';

pageTest(
  'a table from the clipboard is pasted into a procedure as Markdown, and can be the plain text instead',
  { files: { 'refunds.sop.md': '# 退款\n\n1. 查询订单。\n' }, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const { page } = editor;
    await editor.openFile('refunds.sop.md');
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('Control+End');
    await page.evaluate(
      async ([html = '', plain = '']) => {
        const types = { 'text/html': html, 'text/plain': plain };
        const blobs = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      },
      [HTML, PLAIN],
    );
    await page.keyboard.press('Control+v');
    await page.locator('.view-line', { hasText: /\|\s*未发货\s*\|\s*直接退款\s*\|/ }).waitFor(TIMEOUT);
    await editor.picture('paste-table');
    await page.keyboard.press('Control+z');
    const table = page.locator('.view-line', { hasText: '|' });
    await expect.poll(() => table.count(), TIMEOUT).toBe(0);
  },
);
