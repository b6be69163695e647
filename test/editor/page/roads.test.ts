import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { type EditorPage, pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

const size = { width: 1400, height: 900 };

/** A procedure as Word puts it into the clipboard. */
const PASTED =
  '退换货流程\r\n1.\t请顾客提供订单号。\r\n2.\t核对购买日期。\r\n3.\t如果已超过七天，说明不能退换并结束。\r\n4.\t登记退换货申请。\r\n';

/** Counts what a user does: each command, click or answered question. */
function createCounter() {
  let actions = 0;
  return {
    get actions() {
      return actions;
    },
    async act(work: Promise<unknown>): Promise<void> {
      actions++;
      await work;
    },
  };
}

pageTest(
  'what Qwen3-32B needs on two A100 is answered in at most six actions; English',
  { size: { width: 1400, height: 1000 }, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const user = createCounter();
    await user.act(editor.runCommand('SOP Shots: Open LoRA Estimator'));
    const panel = editor.webview();
    const search = panel.getByRole('textbox', { name: 'Search models' });
    await search.fill('Qwen3-32B');
    await user.act(search.press('Enter'));
    await panel.locator('.subject', { hasText: 'Qwen/Qwen3-32B' }).waitFor(TIMEOUT);
    await user.act(panel.getByRole('combobox', { name: 'Card', exact: true }).click());
    await user.act(panel.getByRole('option', { name: 'A100 80 GB', exact: true }).click());
    const cards = panel.getByRole('textbox', { name: 'Cards', exact: true });
    await cards.fill('2');
    await user.act(cards.press('Tab'));
    const answer = panel.locator('.answer');
    await expect.poll(() => answer.innerText(), TIMEOUT).toMatch(/^Fits 2 × A100 80 GB with ZeRO-3: /);
    await answer.scrollIntoViewIfNeeded();
    await editor.picture('road-cards');
    expect(user.actions).toBeLessThanOrEqual(6);
  },
);

/** Answers the question that is shown with its default, once it is there. */
async function answer(editor: EditorPage, shown: Locator): Promise<void> {
  await shown.first().waitFor(TIMEOUT);
  await editor.page.keyboard.press('Enter');
}

pageTest(
  'from a procedure in the clipboard to a prompt in the clipboard in at most eight actions; Chinese',
  { size, files: { 'notes.md': '# Notes\n' }, settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    const { page } = editor;
    const user = createCounter();
    await page.evaluate((text) => navigator.clipboard.writeText(text), PASTED);
    await user.act(editor.runCommand('SOP Shots: Paste as Procedure'));
    // The preview of what the lines are read as; what it proposes is accepted.
    const generate = editor.webview().getByRole('button', { name: '生成示例' });
    await generate.waitFor(TIMEOUT);
    await editor.picture('road-procedure');
    await user.act(generate.click());
    const box = page.locator('.quick-input-widget');
    await user.act(answer(editor, box.getByText(/要多少个示例/)));
    await user.act(answer(editor, box.getByRole('option', { name: 'ReAct' })));
    await user.act(answer(editor, box.getByRole('option', { name: 'English' })));
    const accept = page.locator('.codelens-decoration a', { hasText: /^全部接受/ });
    await accept.waitFor(TIMEOUT);
    await editor.picture('road-preview');
    await user.act(accept.click());
    const copy = page.locator('.codelens-decoration a', { hasText: '将全部复制为提示词' });
    await copy.first().waitFor(TIMEOUT);
    await user.act(copy.first().click());
    // What the scaffold wrote is a draft; the user decides whether it is used before it is approved.
    const drafts = page.getByRole('button', { name: '连同草稿复制' });
    await drafts.first().waitFor(TIMEOUT);
    await user.act(drafts.first().click());
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied, TIMEOUT).toContain('**用户**');
    await editor.picture('road-prompt');
    expect(user.actions).toBeLessThanOrEqual(8);
    // One shot for each side of the condition.
    expect((await copied()).match(/\*\*用户\*\*/g)?.length).toBe(2);
  },
);

/** A prompt as it is in many projects: the format described, and one example of it. */
const PROMPT = `You answer questions about orders.

**User**: Where is order 7?
**Think**: Look it up.
**Action**: getOrder(orderId = "7", verbose = "yes")
**Observation**: It was sent.
**Answer**: Your order is on its way.
`;

const ORDERS = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders/{orderId}:
    get:
      operationId: getOrder
      parameters:
        - { name: orderId, in: path, required: true, schema: { type: integer } }
      responses: {}
`;

pageTest(
  'from a prompt and an OpenAPI file to checked calls in at most five actions; English',
  { size, files: { 'prompt.md': PROMPT, 'orders.yaml': ORDERS }, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const { page } = editor;
    const user = createCounter();
    await user.act(editor.openFile('prompt.md'));
    await user.act(editor.runCommand('SOP Shots: Treat as Shots'));
    const load = page.getByRole('button', { name: 'Load Tools' });
    await load.first().waitFor(TIMEOUT);
    await editor.picture('road-tools-offered');
    await user.act(load.first().click());
    const found = (rows: readonly string[]) =>
      ['orderId', 'verbose'].every((name) => rows.some((row) => row.includes(name)));
    await user.act(editor.waitForProblems(found));
    await editor.picture('road-checked-calls');
    expect(user.actions).toBeLessThanOrEqual(5);
  },
);
