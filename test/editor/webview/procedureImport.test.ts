import { expect } from 'vitest';
import type { Theme } from '../../../scripts/vscode/theme.ts';
import { type ImportDecision, previewImport } from '../../../src/extension/procedureImport/importPreview.ts';
import { type PageDocument, TIMEOUT } from '../support/panel.ts';
import { CHINESE, ENGLISH } from '../support/pastedProcedures.ts';
import { type Webview, webviewTest } from '../support/webview.ts';

const WORDS = {
  en: {
    text: ENGLISH,
    create: 'Create Procedure',
    step: 'Look the order up',
    rule: 'Be friendly',
    section: 'Training',
    last: 'Sign the list',
    writtenRule: '2.4 Rule: Be friendly.',
    writtenSection: '3. Background: Training of new colleagues',
  },
  'zh-CN': {
    text: CHINESE,
    create: '创建流程',
    step: '查询订单',
    rule: '态度友好',
    section: '新人培训',
    last: '签到',
    writtenRule: '4、规则：态度友好。',
    writtenSection: '三、背景：新人培训',
  },
} as const;

/** The list in which one chooses what a line is. */
function choiceOf(panel: PageDocument, text: string) {
  return panel.locator('tr', { hasText: text }).locator('select');
}

/** Shows the text; what the user decides is the answer's answer. */
async function preview(webview: Webview, text: string): Promise<() => Promise<ImportDecision | undefined>> {
  let decision: Promise<ImportDecision | undefined> = Promise.resolve(undefined);
  await webview.show((session) => {
    decision = previewImport(session, 'parcels', text);
  });
  await webview.page.locator('tbody tr').first().waitFor(TIMEOUT);
  return () => decision;
}

const LOOKS: readonly (readonly [Theme, keyof typeof WORDS])[] = [
  ['light', 'en'],
  ['dark', 'zh-CN'],
  ['hc', 'en'],
  ['hc-light', 'zh-CN'],
];

for (const [theme, language] of LOOKS) {
  webviewTest(
    `lines and sections are chosen by keyboard before the procedure is written; ${theme}, ${language}`,
    { theme, language, size: { width: 1352, height: 840 } },
    async (webview) => {
      const words = WORDS[language];
      const { page } = webview;
      const decision = await preview(webview, words.text);
      await webview.picture(`procedure-import-${theme}-${language}`);

      const step = choiceOf(page, words.step);
      await expect.poll(() => step.inputValue(), TIMEOUT).not.toBe('step');
      await step.focus();
      await step.selectOption('step');
      await expect.poll(() => step.inputValue(), TIMEOUT).toBe('step');
      await choiceOf(page, words.rule).selectOption('rule');
      await page.locator('td.words', { hasText: words.writtenRule }).waitFor(TIMEOUT);
      const section = choiceOf(page, words.section);
      await section.selectOption('background');
      const last = choiceOf(page, words.last);
      await expect.poll(() => last.inputValue(), TIMEOUT).toBe('meta');
      await webview.picture(`procedure-import-chosen-${theme}-${language}`);

      // A choice that has no effect says so, and is taken back.
      await last.selectOption('step');
      await page.locator('[role=alert]').waitFor(TIMEOUT);
      await expect.poll(() => last.inputValue(), TIMEOUT).toBe('meta');

      await section.focus();
      await page.keyboard.press('Control+z');
      await expect.poll(() => section.inputValue(), TIMEOUT).toBe('procedure');
      await page.keyboard.press('Control+y');
      await expect.poll(() => section.inputValue(), TIMEOUT).toBe('background');

      await page.getByRole('button', { name: words.create }).focus();
      await page.keyboard.press('Enter');
      const { text, next } = (await decision()) ?? {};
      expect(next).toBe('create');
      expect(text).toContain(words.writtenRule);
      expect(text).toContain(words.writtenSection);
    },
  );
}
