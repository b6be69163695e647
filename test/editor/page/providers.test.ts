import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type EditorPage, type PageOptions, pageTest } from '../support/page.ts';

const tool = {
  name: '查询库存',
  description: '查找配件。',
  parameters: {
    type: 'object',
    properties: { 型号: { type: 'string', description: '配件的型号。' } },
    required: ['型号'],
  },
};

const files = {
  'sop-shots.yaml': 'targets: [gemini, openai]\n',
  'stock.tools.json': `${JSON.stringify([tool], undefined, 2)}\n`,
  'stock.sop.md': '# 库存\n\n1. 用 `查询库存` 查找配件。\n',
  'stock.shots.md': `---
tools: ./stock.tools.json
sop: ./stock.sop.md
---

**用户**：A1 有货吗？
**思考**：第 1 步：查一下。
**行动**：查询库存(型号 = "A1")
**观察**：有
**思考**：可以答复。
**最终回答**：有货。
`,
};

const renamedFiles = ['stock.tools.json', 'stock.sop.md', 'stock.shots.md'] as const;

interface Language {
  readonly settings: { readonly 'sopShots.language': string };
  readonly finding: RegExp;
  readonly status: string;
  readonly fix: string;
  readonly lens: string;
}

const english: Language = {
  settings: { 'sopShots.language': 'en' },
  finding: /Gemini/,
  status: 'Tools are checked for openai, gemini.',
  fix: 'Use the ASCII name `cha_xun_ku_cun`',
  lens: '1 shot',
};

const chinese: Language = {
  settings: { 'sopShots.language': 'zh-CN' },
  finding: /Gemini/,
  status: '工具按 openai, gemini 的要求检查。',
  fix: '使用 ASCII 名称 `cha_xun_ku_cun`',
  lens: '1 个示例',
};

function onDisk(editor: EditorPage): Promise<readonly string[]> {
  return Promise.all(renamedFiles.map((name) => readFile(join(editor.workspace, name), 'utf8')));
}

/** Shows the finding at its place, and the fixes for it. */
async function openFixes(editor: EditorPage, { finding, fix }: Language, name: string) {
  const { page } = editor;
  // VS Code looks for tool files for some seconds only before it gives up to start the extension; Markdown starts it.
  await editor.openFile('stock.shots.md');
  await editor.openFile('stock.tools.json');
  await editor.waitForProblems((rows) => rows.some((row) => finding.test(row)));
  await editor.openFile('stock.tools.json');
  const box = page.locator('.marker-widget');
  await page.keyboard.press('F8');
  await box.waitFor();
  await editor.picture(`providers finding ${name}`);
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+.');
  const row = page.locator('.action-widget .monaco-list-row').filter({ hasText: fix }).first();
  await row.waitFor();
  await editor.picture(`providers fixes ${name}`);
  return row;
}

const looks = [
  { name: 'en light', theme: 'light', language: english },
  { name: 'zh dark', theme: 'dark', language: chinese },
] as const satisfies readonly { name: string; theme: NonNullable<PageOptions['theme']>; language: Language }[];

describe.each(looks)('what providers refuse is found in the tool file ($name)', ({ name, theme, language }) => {
  pageTest(
    'and an ASCII name replaces a Chinese one in schema, shots and procedure, in one step to undo',
    { files, theme, settings: language.settings, size: { width: 1400, height: 900 } },
    async (editor) => {
      const { page } = editor;
      const before = await onDisk(editor);
      const fix = await openFixes(editor, language, name);
      const item = page.locator('.statusbar-item').filter({ hasText: 'openai, gemini' });
      await expect.poll(() => item.first().getAttribute('aria-label')).toContain(language.status);
      await fix.click();
      await editor.waitForProblems((rows) => rows.every((row) => !row.includes('查询库存')));
      // The new name is counted in the other files too.
      const lens = page.locator('.codelens-decoration a', { hasText: language.lens });
      await lens.first().waitFor();
      await editor.runCommand('File: Save All Files');
      await expect.poll(async () => (await onDisk(editor)).every((text) => text.includes('cha_xun_ku_cun'))).toBe(true);
      await editor.picture(`providers renamed ${name}`);
      await editor.openFile('stock.tools.json');
      await page.locator('.editor-instance .view-line').first().click();
      await page.keyboard.press('Control+z');
      await expect.poll(() => page.locator('.tab.dirty').count()).toBe(renamedFiles.length);
      await editor.picture(`providers undo ${name}`);
      await editor.runCommand('File: Save All Files');
      await expect.poll(() => onDisk(editor)).toEqual(before);
    },
  );
});
