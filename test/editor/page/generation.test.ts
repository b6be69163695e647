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
    await editor.runCommand('SOP Shots: Generate Shots from SOP');
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
    await editor.runCommand('SOP Shots: Generate Shots from SOP');
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

pageTest('an untrusted workspace sends nothing', { size, files, untrusted: true, settings: near }, async (editor) => {
  await editor.openFile('orders.sop.md');
  await editor.runCommand('SOP Shots: Generate Shots from SOP');
  await expect.poll(async () => (await editor.notifications()).join(), patience).toContain('not trusted');
  expect(server.requests.length).toBe(0);
});
