import { afterAll, expect } from 'vitest';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { files, generate, size } from '../support/generationPage.ts';
import { pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

pageTest(
  'examples are checked in a folder that is not trusted',
  { workspace: 'examples', untrusted: true },
  async (editor) => {
    await editor.page.getByText('Restricted Mode', { exact: true }).first().waitFor();
    await editor.openFile('mistakes/missing-parameter.shots.md');
    await editor.waitForProblems((rows) => rows.some((row) => row.includes('missing the required parameter')));
  },
);

const server = await startOpenAiServer({ models: ['small'], lifetimeSeconds: 3600 });
afterAll(() => server.close());

const near = {
  'sopShots.language': 'en',
  'sopShots.connections': [{ name: 'near', provider: 'custom', baseUrl: server.baseUrl, model: 'small' }],
  'sopShots.connection': 'near',
};

const untrusted = { size, files, untrusted: true, settings: near };

pageTest('an untrusted workspace sends nothing', untrusted, async (editor) => {
  const before = server.requests.length;
  await editor.openFile('orders.sop.md');
  await generate(editor, undefined, '');
  await expect.poll(async () => (await editor.notifications()).join(), TIMEOUT).toContain('not trusted');
  expect(server.requests.length).toBe(before);
});

pageTest('an untrusted workspace asks no server anything, not even for its models', untrusted, async (editor) => {
  const before = server.requests.length;
  const notices = async () => (await editor.notifications()).filter((text) => text.includes('no server is contacted'));
  await editor.openFile('orders.sop.md');
  await editor.runCommand('SOP Shots: Test Model Connection');
  await expect.poll(notices, TIMEOUT).toHaveLength(1);
  await editor.runCommand('Notifications: Clear All Notifications');
  await expect.poll(notices, TIMEOUT).toHaveLength(0);
  await editor.runCommand('SOP Shots: Choose Model');
  await editor.page.locator('.quick-input-widget').getByRole('option', { name: /near/ }).click(TIMEOUT);
  await expect.poll(notices, TIMEOUT).toHaveLength(1);
  expect(server.requests.length).toBe(before);
});
