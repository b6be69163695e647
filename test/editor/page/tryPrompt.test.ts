import type { FrameLocator } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { type EditorPage, pageTest } from '../support/page.ts';
import {
  closeSideBar,
  findAccessibilityProblems,
  findOverflowingElements,
  findUnreachableControls,
  TIMEOUT,
} from '../support/panel.ts';

const size = { width: 1500, height: 1000 };

/** A reply with a right call. */
const FIRST = 'Think: Look it up.\nAction: SearchSolution(error = "paper jam")\n';

const server = await startOpenAiServer({
  models: ['small'],
  lifetimeSeconds: 600,
  replies: [{ text: FIRST, usage: { prompt_tokens: 300, completion_tokens: 20 } }],
});
afterAll(() => server.close());

const connected = {
  'sopShots.connections': [{ name: 'near', provider: 'custom', baseUrl: server.baseUrl, model: 'small' }],
  'sopShots.connection': 'near',
};

async function openPreview(editor: EditorPage): Promise<FrameLocator> {
  await editor.openFile('repair-desk/repair.shots.md');
  await closeSideBar(editor);
  await editor.runCommand('SOP Shots: Preview Prompt');
  const preview = editor.webview();
  await preview.locator('.prompt-text').waitFor(TIMEOUT);
  return preview;
}

const status = (preview: FrameLocator) => () => preview.locator('.trial [role=status]').innerText(TIMEOUT);

/** The state can be read by everybody and used by keyboard alone. */
async function look(editor: EditorPage, preview: FrameLocator, name: string): Promise<void> {
  expect(await findAccessibilityProblems(preview)).toEqual([]);
  expect(await findUnreachableControls(editor, preview)).toEqual([]);
  await expect.poll(() => findOverflowingElements(preview), TIMEOUT).toEqual([]);
  await preview.locator('.trial').scrollIntoViewIfNeeded();
  await editor.picture(`try-${name}`);
}

pageTest(
  'a prompt is tried with a request: the reply comes as it is written, its calls are checked, and it becomes a draft',
  { workspace: 'examples', size, settings: { ...connected, 'sopShots.language': 'en' } },
  async (editor) => {
    const preview = await openPreview(editor);
    const button = (name: string) => preview.getByRole('button', { name, exact: true });
    await button('Try').click();
    await expect.poll(status(preview), TIMEOUT).toBe('Enter a request first.');
    await look(editor, preview, 'no-request');
    await preview.getByRole('textbox', { name: 'Request' }).fill('My printer jams again.');
    await expect.poll(() => preview.locator('.prompt-text').innerText(TIMEOUT), TIMEOUT).toContain('jams again');

    await button('Try').click();
    await expect.poll(status(preview), TIMEOUT).toMatch(/^small · 300 tokens in, 20 out · [\d.]+ s$/);
    await preview.locator('.calls .valid').waitFor(TIMEOUT);
    expect(server.chats.at(-1)?.raw).toContain('My printer jams again.');
    await look(editor, preview, 'valid');
    await button('Add as Shot').click();
    await editor.page.locator('.view-line', { hasText: 'My printer jams again.' }).waitFor(TIMEOUT);
    await editor.page.locator('.view-line', { hasText: 'status: draft' }).first().waitFor(TIMEOUT);
    await editor.picture('try-added');
  },
);

pageTest(
  'a prompt cannot be tried without a model, which can be chosen in place; Chinese, light, 480 px',
  { workspace: 'examples', size, theme: 'light', settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    const preview = await openPreview(editor);
    await preview.getByRole('textbox', { name: '用户请求' }).fill('打印机又卡纸了。');
    await preview.getByRole('button', { name: '试用', exact: true }).click();
    await expect.poll(status(preview), TIMEOUT).toMatch(/ \[no-model\]$/);
    await editor.page.setViewportSize({ width: 480, height: 1000 });
    await look(editor, preview, 'no-model-480');
    await editor.page.setViewportSize(size);
    await preview.getByRole('button', { name: '选择模型', exact: true }).click();
    await editor.page.locator('.quick-input-widget').getByText('本地脚手架').waitFor(TIMEOUT);
  },
);
