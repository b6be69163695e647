import { afterAll, expect } from 'vitest';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { files, generate, shownText, size } from '../support/generationPage.ts';
import { pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

pageTest(
  'before the first send to a foreign host the whole request is shown, plain and masked, and cancelling sends nothing',
  {
    size,
    files,
    settings: {
      'sopShots.language': 'en',
      'sopShots.connections': [
        { name: 'far', provider: 'custom', baseUrl: 'https://models.invalid/v1', model: 'large' },
      ],
      'sopShots.connection': 'far',
    },
  },
  async (editor) => {
    await editor.openFile('orders.sop.md');
    await generate(editor, undefined, 'Customers of Fjordline, informal tone');
    const list = editor.page.locator('.quick-input-widget');
    await list.getByText('Send this to models.invalid?').waitFor(TIMEOUT);
    await expect.poll(() => shownText(editor), TIMEOUT).toMatch(/To https:\/\/models\.invalid, model large/);
    await expect.poll(() => shownText(editor), TIMEOUT).toContain('lookUpOrder');
    await expect
      .poll(() => shownText(editor), TIMEOUT)
      .toMatch(/Looks like a name and is sent as it is: .*lookUpOrder/);
    expect((await editor.notifications()).join()).toContain('waiting for permission to send');
    const question = await list.boundingBox();
    const first = await editor.page.locator('.view-line', { hasText: 'Looks like a name' }).boundingBox();
    expect(first?.y).toBeGreaterThanOrEqual((question?.y ?? 0) + (question?.height ?? 0));
    await editor.picture('generation-consent');
    await editor.page.keyboard.press('ArrowDown');
    await expect.poll(() => shownText(editor), TIMEOUT).not.toContain('lookUpOrder');
    await expect.poll(() => shownText(editor), TIMEOUT).toMatch(/Replaced by aliases: \d+ occurrences[\s\S]*Fjordline/);
    await editor.picture('generation-consent-masked');
    await editor.page.keyboard.press('Escape');
    await expect.poll(() => editor.page.getByText('What will be sent.md').count(), TIMEOUT).toBe(0);
    expect((await editor.notifications()).join()).not.toContain('models.invalid');
  },
);

pageTest(
  'the preview of generated shots is accepted by the link above them',
  { size, files, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    await editor.openFile('orders.sop.md');
    await generate(editor);
    const accept = editor.page.locator('.codelens-decoration a', { hasText: /^Accept All/ });
    await accept.waitFor(TIMEOUT);
    const each = editor.page.locator('.codelens-decoration a', { hasText: /^Accept$/ });
    await expect.poll(() => each.count(), TIMEOUT).toBe(2);
    await editor.picture('generation-preview');
    await accept.click();
    await expect.poll(() => editor.page.getByRole('tab', { name: /orders\.shots\.md/ }).count(), TIMEOUT).toBe(1);
    await editor.page.locator('.codelens-decoration a', { hasText: 'Approve draft' }).first().waitFor(TIMEOUT);
    await editor.picture('generation-accepted');
  },
);

const server = await startOpenAiServer({ models: ['small'], lifetimeSeconds: 3600 });
afterAll(() => server.close());

const near = {
  'sopShots.language': 'en',
  'sopShots.connections': [{ name: 'near', provider: 'custom', baseUrl: server.baseUrl, model: 'small' }],
  'sopShots.connection': 'near',
};

const priced = {
  ...near,
  'sopShots.prices': { small: { input: 2, output: 8, currency: 'EUR' } },
  'sopShots.generation.count': 62,
};

pageTest(
  'a question shows the tokens and the cost of a large run before anything is sent',
  { size, files: { ...files, 'sop-shots.yaml': 'generation:\n  maxRepairs: 0\n' }, settings: priced },
  async (editor) => {
    const before = server.requests.length;
    await editor.openFile('orders.sop.md');
    await generate(editor, undefined, '');
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.getByText(/21 requests.*tokens.*EUR/).waitFor(TIMEOUT);
    await editor.picture('generation-large');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => dialog.count(), TIMEOUT).toBe(0);
    expect(server.requests.length).toBe(before);
    await generate(editor, undefined, '');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect.poll(() => server.requests.length, TIMEOUT).toBeGreaterThan(before);
  },
);

pageTest(
  'an answer about sending that is remembered is not asked for again, until it is forgotten',
  {
    size,
    files: { ...files, 'sop-shots.yaml': 'privacy:\n  send: ask\ngeneration:\n  maxRepairs: 0\n' },
    settings: near,
  },
  async (editor) => {
    const box = editor.page.locator('.quick-input-widget');
    const question = box.getByText(/Send this to 127\.0\.0\.1/);
    /** Runs the command once more; resolves when the question came or, if it must not come, when the server was asked. */
    const again = async (isQuestioned: boolean) => {
      const { length } = server.chats;
      await editor.openFile('orders.sop.md');
      await generate(editor, '1', '');
      if (isQuestioned) await question.waitFor(TIMEOUT);
      else await expect.poll(() => server.chats.length, TIMEOUT).toBeGreaterThan(length);
      expect(await question.isVisible()).toBe(isQuestioned);
    };
    await again(true);
    const { length } = server.chats;
    await editor.page.keyboard.press('Enter');
    await box.getByRole('option', { name: 'Remember this answer' }).click(TIMEOUT);
    await expect.poll(() => server.chats.length, TIMEOUT).toBeGreaterThan(length);
    await again(false);
    await editor.runCommand('SOP Shots: Reset Send Permissions');
    await again(true);
    await editor.page.keyboard.press('Escape');
  },
);

pageTest(
  'connections that cannot be used are reported, with a link to the settings',
  {
    size,
    files,
    settings: { ...near, 'sopShots.connections': [...near['sopShots.connections'], { name: 'broken' }] },
  },
  async (editor) => {
    await editor.openFile('orders.sop.md');
    await expect.poll(async () => (await editor.notifications()).join(), TIMEOUT).toContain('wrong-connection');
    await editor.picture('generation-wrong-connection');
    await editor.page.getByRole('button', { name: 'Open Settings' }).click();
    await editor.page.getByText('settings.json', { exact: true }).first().waitFor(TIMEOUT);
  },
);

pageTest(
  'the questions before a run go back, refuse what is no number, and end with Escape',
  { size, files, settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    await editor.openFile('orders.sop.md');
    await editor.runCommand('SOP Shots: Generate Shots from SOP');
    const box = editor.page.locator('.quick-input-widget');
    await box.getByText(/要多少个示例/).waitFor(TIMEOUT);
    await editor.page.keyboard.type('zero');
    await box.getByText(/1 到 10000 之间的整数/).waitFor(TIMEOUT);
    await editor.picture('generation-count-zh');
    await editor.page.keyboard.press('Control+a');
    await editor.page.keyboard.type('3');
    await editor.page.keyboard.press('Enter');
    await box.getByRole('option', { name: 'Plan-and-Solve' }).waitFor(TIMEOUT);
    await editor.picture('generation-style-zh');
    await box.getByRole('button', { name: /Back|返回/ }).click();
    await box.getByText(/要多少个示例/).waitFor(TIMEOUT);
    await expect.poll(() => box.locator('input[type=text]').inputValue(), TIMEOUT).toBe('3');
    await editor.page.keyboard.press('Escape');
    await expect.poll(() => box.isVisible(), TIMEOUT).toBe(false);
    expect(await editor.page.getByRole('tab', { name: /preview/ }).count()).toBe(0);
  },
);

const kinds = ['paper', 'ink', 'noise', 'heat', 'dust', 'light'];
const stories = [
  'The parcel I ordered in May has not come yet.',
  'There is a hole in the box and half of it is missing!',
  'Why does the courier want money from me at the door?',
  'My neighbour got my order, and he is on holiday.',
  'We moved last week; can the delivery find us?',
  'It says delivered. It is not. What now?',
];
const threeFrom = (from: number): string =>
  JSON.stringify({
    shots: [0, 1, 2].map((at) => ({
      request: stories[from + at],
      plan: [],
      rounds: [
        {
          step: '1',
          think: `So this is about ${kinds[from + at]}; look the order up.`,
          action: '',
          calls: [{ name: 'lookUpOrder', arguments: JSON.stringify({ orderNumber: `A-${1000 + 17 * (from + at)}` }) }],
          observation: `Its state: ${kinds[from + at]}.`,
        },
      ],
      answer: `I found it, and ${kinds[from + at]} is what it was about. ${stories[5 - from - at]}`,
    })),
  });

const slow = await startOpenAiServer({
  models: ['small'],
  lifetimeSeconds: 3600,
  replies: (_, index) => {
    if (index === 0) return { text: threeFrom(0) };
    const text = threeFrom(3);
    const half = text.indexOf('the delivery find us');
    return index === 1 ? { text, pieceLength: half, holdAfterFirst: new Promise(() => undefined) } : { text };
  },
});
afterAll(() => slow.close());

pageTest(
  'a run that a closed window interrupted is offered again and goes on without a second payment',
  {
    size,
    files: { ...files, 'sop-shots.yaml': 'generation:\n  maxRepairs: 0\n' },
    settings: {
      'sopShots.language': 'en',
      'sopShots.connections': [{ name: 'slow', provider: 'custom', baseUrl: slow.baseUrl, model: 'small' }],
      'sopShots.connection': 'slow',
    },
  },
  async (editor) => {
    await editor.openFile('orders.sop.md');
    await generate(editor, '6', '');
    const lens = editor.page.locator('.codelens-decoration a', { hasText: /^Accept All 4/ });
    await lens.waitFor(TIMEOUT);
    await expect.poll(() => slow.chats.length, TIMEOUT).toBe(2);
    await editor.picture('generation-streaming');
    await editor.page.reload();
    const offer = editor.page.locator('.notifications-toasts', { hasText: 'was interrupted' });
    await offer.waitFor(TIMEOUT);
    await editor.picture('generation-resume');
    await offer.getByRole('button', { name: 'Resume' }).click();
    await editor.page.locator('.codelens-decoration a', { hasText: /^Accept All 6/ }).waitFor(TIMEOUT);
    expect(slow.chats.length).toBe(3);
  },
);

const repairing = await startOpenAiServer({
  lifetimeSeconds: 3600,
  replies: ({ body }) => {
    const words = String(body.messages?.at(-1)?.content);
    const numbers = ['A-1', 'A-2', 'A-3'].filter((number) => words.includes(`Where is ${number}?`));
    // The accepted repair is in the second request as an example, before the shots that are to be repaired.
    const asked = words.includes('Before:') ? numbers.filter((number) => number !== 'A-1') : numbers;
    return { text: JSON.stringify({ shots: asked.map(toRepairedShot) }) };
  },
});
afterAll(() => repairing.close());

function toRepairedShot(number: string): object {
  const calls = [{ name: 'lookUpOrder', arguments: JSON.stringify({ orderNumber: number }) }];
  const round = { step: '1', think: `Look ${number} up.`, action: '', calls, observation: `${number} is on its way.` };
  return { request: `Where is ${number}?`, plan: [], rounds: [round], answer: '' };
}

const faultyShot = (number: string, parameter: string): string =>
  `**User**: Where is ${number}?\n\n**Think**: Look ${number} up.\n**Action**: lookUpOrder(${parameter} = "${number}")\n` +
  `**Observation**: ${number} is on its way.\n`;
const repairFiles = {
  ...files,
  'sop-shots.yaml': 'generation:\n  maxRepairs: 0\n',
  'orders.shots.md': ['A-1', 'A-2', 'A-3', 'A-4']
    .map((number) => faultyShot(number, number === 'A-4' ? 'orderNumber' : 'order'))
    .join('\n---\n\n')
    .replace(/^/, '---\ntools: [./orders.tools.json]\n---\n\n'),
};

pageTest(
  'an accepted repair of one shot is offered for the other shots with the same problem, in a preview',
  {
    size,
    files: repairFiles,
    settings: {
      'sopShots.language': 'en',
      'sopShots.connections': [{ name: 'near', provider: 'custom', baseUrl: repairing.baseUrl, model: 'small' }],
      'sopShots.connection': 'near',
    },
  },
  async (editor) => {
    await editor.openFile('orders.shots.md');
    const lens = (title: string) => editor.page.locator('.codelens-decoration a', { hasText: title }).first();
    await lens('Repair with model').click(TIMEOUT);
    await lens('Accept').click(TIMEOUT);
    const offer = editor.page.locator('.notifications-toasts', { hasText: '2 other shots of orders.shots.md have' });
    await offer.waitFor(TIMEOUT);
    await editor.picture('repair-similar-offer');
    await offer.getByRole('button', { name: 'Repair 2 Shots' }).click();
    await lens('Accept All 2').waitFor(TIMEOUT);
    await editor.picture('repair-similar-preview');
    const words = String(repairing.chats.at(-1)?.body.messages?.at(-1)?.content);
    expect(words).toMatch(/Before:\n\*\*User\*\*: Where is A-1\?[\s\S]*order = [\s\S]*After:[\s\S]*orderNumber = /);
    expect(words).not.toContain('A-4');
    await lens('Accept All 2').click();
    await expect.poll(() => shownText(editor), TIMEOUT).toMatch(/A-2[\s\S]*orderNumber = "A-2"/);
    await expect.poll(() => shownText(editor), TIMEOUT).not.toContain('order = ');
    await editor.page.locator('.editor-instance .view-line').first().click();
    await editor.page.keyboard.press('Control+z');
    await expect.poll(() => shownText(editor), TIMEOUT).toMatch(/order = "A-2"[\s\S]*order = "A-3"/);
    await expect.poll(() => shownText(editor), TIMEOUT).toContain('orderNumber = "A-1"');
  },
);

const reviewing = await startOpenAiServer({
  lifetimeSeconds: 3600,
  replies: ({ body }) =>
    body.model === 'critic'
      ? { text: '{"accept": false, "reasons": ["The order number is not in the request."]}' }
      : { text: JSON.stringify({ shots: [toRepairedShot('A-7')] }) },
});
afterAll(() => reviewing.close());

pageTest(
  'a second model reviews the shots, with its verdict in the preview',
  {
    size,
    files: { ...files, 'sop-shots.yaml': 'generation:\n  maxRepairs: 0\n' },
    settings: {
      'sopShots.language': 'en',
      'sopShots.connections': [
        { name: 'near', provider: 'custom', baseUrl: reviewing.baseUrl, model: 'writer' },
        { name: 'second', provider: 'custom', baseUrl: reviewing.baseUrl, model: 'critic' },
      ],
      'sopShots.connection': 'near',
    },
  },
  async (editor) => {
    await editor.openFile('orders.sop.md');
    await generate(editor, '1', '');
    const option = editor.page.locator('.quick-input-widget').getByRole('option', { name: /second/ });
    await option.waitFor(TIMEOUT);
    await editor.picture('review-question');
    await option.click();
    await editor.page.locator('.codelens-decoration a', { hasText: 'Accept All 1' }).waitFor(TIMEOUT);
    await expect
      .poll(() => shownText(editor), TIMEOUT)
      .toContain('<!-- review: not accepted by critic: The order number');
    await editor.picture('review-preview');
    expect(reviewing.chats.map(({ body }) => body.model)).toEqual(['writer', 'critic']);
  },
);

pageTest(
  'without a procedure at hand, generation takes the lines in the clipboard; Chinese',
  { size, files: { 'notes.md': '# Notes\n' }, settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    const { page } = editor;
    const pasted = '1. 请客户提供订单号\n2. 如果已发货，告诉客户何时送达\n3. 如果未发货，帮客户取消订单\n4. 记录工单\n';
    await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
    await editor.runCommand('SOP Shots: Generate Shots from SOP');
    const list = page.locator('.quick-input-widget');
    await list.getByText('在剪贴板中').waitFor(TIMEOUT);
    await editor.picture('generation-no-procedure');
    await list.getByText('在剪贴板中').click();
    // The preview of the import has every line, and goes on to the shots.
    for (const line of pasted.trim().split('\n')) await editor.webview().getByText(line).first().waitFor(TIMEOUT);
    await editor.webview().getByRole('button', { name: '生成示例' }).waitFor(TIMEOUT);
  },
);
