import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Theme } from '../../../scripts/vscode/theme.ts';
import { type EditorPage, pageTest } from '../support/page.ts';

const timeout = { timeout: 30_000 };
const size = { width: 1400, height: 900 };

/** As Word puts it into the clipboard: sections that are no procedure, a line without a number, a rule. */
const ENGLISH = [
  'Returning a parcel',
  '',
  '1. Purpose',
  'This document says how parcels come back.',
  '2. Returning',
  '2.1 Ask for the order number.',
  '',
  'Look the order up with find_order.',
  '',
  '2.2 If the parcel was opened, explain that it stays with the customer and end.',
  '2.3 Refund the price.',
  '2.4 Be friendly.',
  '3. Training of new colleagues',
  '3.1 Watch the film.',
  '3.2 Sign the list.',
].join('\r\n');

const CHINESE = [
  '包裹退回',
  '',
  '一、目的',
  '为规范退件，制定本流程。',
  '二、退件办理',
  '1、请顾客提供订单号。',
  '',
  '查询订单。',
  '',
  '2、包裹已拆封的，说明不能退回并结束。',
  '3、退款。',
  '4、态度友好。',
  '三、新人培训',
  '1、观看录像。',
  '2、签到。',
].join('\r\n');

const WORDS = {
  en: { command: 'SOP Shots: Paste as Procedure', line: 'Line', create: 'Create Procedure', cancel: 'Cancel' },
  'zh-CN': { command: 'SOP Shots: Paste as Procedure', line: '行', create: '创建流程', cancel: '取消' },
} as const;

async function copy(editor: EditorPage, text: string): Promise<void> {
  await editor.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
}

async function paste(editor: EditorPage, language: keyof typeof WORDS) {
  await editor.runCommand(WORDS[language].command);
  const panel = editor.webview();
  await panel.locator('tbody tr').first().waitFor(timeout);
  return panel;
}

/** The list in which one chooses what a line is. */
function choiceOf(panel: ReturnType<EditorPage['webview']>, text: string) {
  return panel.locator('tr', { hasText: text }).locator('select');
}

const LOOKS: readonly (readonly [Theme, keyof typeof WORDS])[] = [
  ['light', 'en'],
  ['dark', 'zh-CN'],
  ['hc', 'en'],
  ['hc-light', 'zh-CN'],
];

for (const [theme, language] of LOOKS) {
  pageTest(
    `lines and sections are chosen by keyboard before the procedure is written; ${theme}, ${language}`,
    { size, theme, files: { 'notes.md': '# Notes\n' }, settings: { 'sopShots.language': language } },
    async (editor) => {
      const isEnglish = language === 'en';
      await copy(editor, isEnglish ? ENGLISH : CHINESE);
      const panel = await paste(editor, language);
      const { keyboard } = editor.page;
      await editor.picture(`procedure-import-${theme}-${language}`);

      const step = choiceOf(panel, isEnglish ? 'Look the order up' : '查询订单');
      expect(await step.inputValue()).not.toBe('step');
      await step.focus();
      await step.selectOption('step');
      await expect.poll(() => step.inputValue(), timeout).toBe('step');
      const rule = choiceOf(panel, isEnglish ? 'Be friendly' : '态度友好');
      await rule.selectOption('rule');
      await expect
        .poll(() => panel.locator('td.words').allInnerTexts(), timeout)
        .toContain(isEnglish ? '2.4 Rule: Be friendly.' : '4、规则：态度友好。');
      const section = choiceOf(panel, isEnglish ? 'Training' : '新人培训');
      await section.selectOption('background');
      await expect.poll(() => choiceOf(panel, isEnglish ? 'Sign the list' : '签到').inputValue(), timeout).toBe('meta');
      await editor.picture(`procedure-import-chosen-${theme}-${language}`);

      // A choice that has no effect says so, and is taken back.
      await choiceOf(panel, isEnglish ? 'Sign the list' : '签到').selectOption('step');
      await panel.locator('[role=alert]').waitFor(timeout);
      expect(await choiceOf(panel, isEnglish ? 'Sign the list' : '签到').inputValue()).toBe('meta');

      await section.focus();
      await keyboard.press('Control+z');
      await expect.poll(() => section.inputValue(), timeout).toBe('procedure');
      await keyboard.press('Control+y');
      await expect.poll(() => section.inputValue(), timeout).toBe('background');

      await panel.getByRole('button', { name: WORDS[language].create }).focus();
      await keyboard.press('Enter');
      const name = isEnglish ? 'Returning-a-parcel.sop.md' : '包裹退回.sop.md';
      await editor.page.getByRole('tab', { name: new RegExp(name) }).waitFor(timeout);
      const written = await readFile(join(editor.workspace, name), 'utf8');
      expect(written).toContain(isEnglish ? '2.4 Rule: Be friendly.' : '4、规则：态度友好。');
      expect(written).toContain(isEnglish ? '3. Background: Training of new colleagues' : '三、背景：新人培训');
    },
  );
}

pageTest(
  'nothing is written after Escape, and Enter goes on to the shots',
  { size, files: { 'notes.md': '# Notes\n' }, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    await copy(editor, ENGLISH);
    const panel = await paste(editor, 'en');
    await panel.locator('button.primary:focus').waitFor(timeout);
    await editor.page.keyboard.press('Escape');
    await editor.page.getByRole('tab', { name: /^Import: / }).waitFor({ ...timeout, state: 'detached' });
    await expect(access(join(editor.workspace, 'Returning-a-parcel.sop.md'))).rejects.toThrow();

    const again = await paste(editor, 'en');
    await again.locator('button.primary:focus').waitFor(timeout);
    await editor.page.keyboard.press('Enter');
    await editor.page
      .locator('.quick-input-widget')
      .getByText(/How many shots/i)
      .first()
      .waitFor(timeout);
    await access(join(editor.workspace, 'Returning-a-parcel.sop.md'));
  },
);
