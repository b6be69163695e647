import { afterAll, expect } from 'vitest';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { type EditorPage, pageTest } from '../support/page.ts';

const patience = { timeout: 30_000 };
const size = { width: 1400, height: 900 };

const files = {
  'orders.sop.md':
    '---\ntools: [./orders.tools.json]\n---\n\n# Late orders\n\n1. Look the order up with `lookUpOrder`.\n2. If it was lost, send it again.\n',
  'orders.tools.json': JSON.stringify([
    {
      name: 'lookUpOrder',
      description: 'Finds an order of a customer.',
      parameters: {
        type: 'object',
        properties: { orderNumber: { type: 'string', description: 'Number of the order, such as A-1027.' } },
        required: ['orderNumber'],
        additionalProperties: false,
      },
    },
  ]),
};

/** What the editors show, with ordinary spaces. */
async function shownText(editor: EditorPage): Promise<string> {
  const texts = await editor.page.locator('.editor-instance .view-lines').allInnerTexts();
  return texts.join('\n').replaceAll('\u00A0', ' ');
}

/** Runs the command and answers what it asks: how many, in which style, in which language. */
async function generate(editor: EditorPage, count?: string): Promise<void> {
  await editor.runCommand('SOP Shots: Generate Shots from SOP');
  const box = editor.page.locator('.quick-input-widget');
  await box.getByText(/How many shots|要多少个示例/).waitFor(patience);
  if (count !== undefined) await editor.page.keyboard.type(count);
  await editor.picture('generation-count');
  await editor.page.keyboard.press('Enter');
  for (const question of ['ReAct', 'English']) {
    await box.getByRole('option', { name: question }).waitFor(patience);
    await editor.picture(`generation-${question}`);
    await editor.page.keyboard.press('Enter');
  }
}

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
    await generate(editor);
    const list = editor.page.locator('.quick-input-widget');
    await list.getByText('Send this to models.invalid?').waitFor(patience);
    await expect.poll(() => shownText(editor), patience).toMatch(/To https:\/\/models\.invalid, model large/);
    await expect.poll(() => shownText(editor), patience).toContain('lookUpOrder');
    await editor.picture('generation-consent');
    await editor.page.keyboard.press('ArrowDown');
    await expect.poll(() => shownText(editor), patience).not.toContain('lookUpOrder');
    await editor.picture('generation-consent-masked');
    await editor.page.keyboard.press('Escape');
    await expect.poll(() => editor.page.getByText('What will be sent.md').count(), patience).toBe(0);
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
    await accept.waitFor(patience);
    const each = editor.page.locator('.codelens-decoration a', { hasText: /^Accept$/ });
    await expect.poll(() => each.count(), patience).toBe(2);
    await editor.picture('generation-preview');
    await accept.click();
    await expect.poll(() => editor.page.getByRole('tab', { name: /orders\.shots\.md/ }).count(), patience).toBe(1);
    await editor.page.locator('.codelens-decoration a', { hasText: 'Approve draft' }).first().waitFor(patience);
    await editor.picture('generation-accepted');
  },
);

const server = await startOpenAiServer({ models: ['small'], lifetimeSeconds: 600 });
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
  'a large run is told of with its tokens and cost before anything is sent',
  { size, files: { ...files, 'sop-shots.yaml': 'generation:\n  maxRepairs: 0\n' }, settings: priced },
  async (editor) => {
    const before = server.requests.length;
    await editor.openFile('orders.sop.md');
    await generate(editor);
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.getByText(/21 requests.*tokens.*EUR/).waitFor(patience);
    await editor.picture('generation-large');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => dialog.count(), patience).toBe(0);
    expect(server.requests.length).toBe(before);
    await generate(editor);
    await dialog.getByRole('button', { name: 'Go On' }).click();
    await expect.poll(() => server.requests.length, patience).toBeGreaterThan(before);
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
      await generate(editor, '1');
      if (isQuestioned) await question.waitFor(patience);
      else await expect.poll(() => server.chats.length, patience).toBeGreaterThan(length);
      expect(await question.isVisible()).toBe(isQuestioned);
    };
    await again(true);
    const { length } = server.chats;
    await editor.page.keyboard.press('Enter');
    await box.getByRole('option', { name: 'Remember this answer' }).click(patience);
    await expect.poll(() => server.chats.length, patience).toBeGreaterThan(length);
    await again(false);
    await editor.runCommand('SOP Shots: Forget Consents to Send');
    await again(true);
    await editor.page.keyboard.press('Escape');
  },
);

pageTest(
  'connections that cannot be used are told of, with a way to the settings',
  {
    size,
    files,
    settings: { ...near, 'sopShots.connections': [...near['sopShots.connections'], { name: 'broken' }] },
  },
  async (editor) => {
    await editor.openFile('orders.sop.md');
    await expect.poll(async () => (await editor.notifications()).join(), patience).toContain('wrong-connection');
    await editor.picture('generation-wrong-connection');
    await editor.page.getByRole('button', { name: 'Open Settings' }).click();
    await editor.page.getByText('settings.json', { exact: true }).first().waitFor(patience);
  },
);

pageTest(
  'the questions before a run go back, refuse what is no number, and end with Escape',
  { size, files, settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    await editor.openFile('orders.sop.md');
    await editor.runCommand('SOP Shots: Generate Shots from SOP');
    const box = editor.page.locator('.quick-input-widget');
    await box.getByText(/要多少个示例/).waitFor(patience);
    await editor.page.keyboard.type('zero');
    await box.getByText(/1 到 10000 之间的整数/).waitFor(patience);
    await editor.picture('generation-count-zh');
    await editor.page.keyboard.press('Control+a');
    await editor.page.keyboard.type('3');
    await editor.page.keyboard.press('Enter');
    await box.getByRole('option', { name: 'Plan-and-Solve' }).waitFor(patience);
    await editor.picture('generation-style-zh');
    await box.getByRole('button', { name: /Back|返回/ }).click();
    await box.getByText(/要多少个示例/).waitFor(patience);
    await expect.poll(() => box.locator('input[type=text]').inputValue(), patience).toBe('3');
    await editor.page.keyboard.press('Escape');
    await expect.poll(() => box.isVisible(), patience).toBe(false);
    expect(await editor.page.getByRole('tab', { name: /preview/ }).count()).toBe(0);
  },
);

pageTest('an untrusted workspace sends nothing', { size, files, untrusted: true, settings: near }, async (editor) => {
  const before = server.requests.length;
  await editor.openFile('orders.sop.md');
  await generate(editor);
  await expect.poll(async () => (await editor.notifications()).join(), patience).toContain('not trusted');
  expect(server.requests.length).toBe(before);
});

pageTest(
  'an untrusted workspace asks no server anything, not even for its models',
  { size, files, untrusted: true, settings: near },
  async (editor) => {
    const before = server.requests.length;
    const told = async () => (await editor.notifications()).filter((text) => text.includes('no server is contacted'));
    await editor.openFile('orders.sop.md');
    await editor.runCommand('SOP Shots: Test Model Connection');
    await expect.poll(told, patience).toHaveLength(1);
    await editor.runCommand('Notifications: Clear All Notifications');
    await expect.poll(told, patience).toHaveLength(0);
    await editor.runCommand('SOP Shots: Choose Model');
    await editor.page.locator('.quick-input-widget').getByRole('option', { name: /near/ }).click(patience);
    await expect.poll(told, patience).toHaveLength(1);
    expect(server.requests.length).toBe(before);
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
  lifetimeSeconds: 600,
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
    await generate(editor, '6');
    const lens = editor.page.locator('.codelens-decoration a', { hasText: /^Accept All 4/ });
    await lens.waitFor(patience);
    await expect.poll(() => slow.chats.length, patience).toBe(2);
    await editor.picture('generation-streaming');
    await editor.page.reload();
    const offer = editor.page.locator('.notifications-toasts', { hasText: 'was interrupted' });
    await offer.waitFor(patience);
    await editor.picture('generation-resume');
    await offer.getByRole('button', { name: 'Resume' }).click();
    await editor.page.locator('.codelens-decoration a', { hasText: /^Accept All 6/ }).waitFor(patience);
    expect(slow.chats.length).toBe(3);
  },
);
