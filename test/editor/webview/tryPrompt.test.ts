import { expect } from 'vitest';
import { type OpenAiServer, type Reply, startOpenAiServer } from '../../support/openaiServer.ts';
import { expectFitsBeside, expectForEverybody } from '../support/everybody.ts';
import { TIMEOUT } from '../support/panel.ts';
import { createServerModel, openPromptPreview } from '../support/promptPreview.ts';
import { ranCommands } from '../support/vscodeStandIn.ts';
import { type Webview, type WebviewOptions, webviewTest } from '../support/webview.ts';

const size = { width: 1352, height: 940 };
const ENGLISH: WebviewOptions = { theme: 'light', language: 'en', size };
const CHINESE: WebviewOptions = { theme: 'light', language: 'zh-CN', size };

const CALL = 'Think: Look it up.\nAction: FindParcel(number = "B-2")\n';

const status = ({ page }: Webview) => page.locator('.trial [role=status]').innerText(TIMEOUT);

const button = ({ page }: Webview, name: string) => page.getByRole('button', { name, exact: true });

/** Fills in the request and tries the prompt by keyboard. */
async function tryOut(webview: Webview, { language }: WebviewOptions): Promise<void> {
  const isEnglish = language === 'en';
  await webview.page.getByRole('textbox', { name: isEnglish ? 'Request' : '用户请求' }).fill('B-2?');
  await button(webview, isEnglish ? 'Try' : '试用').focus();
  await webview.page.keyboard.press('Enter');
}

/** The page can be used after a problem: the next trial is a good one. */
async function expectGoodTrial(webview: Webview, options: WebviewOptions): Promise<void> {
  await tryOut(webview, options);
  await webview.page.locator('.calls .valid').waitFor(TIMEOUT);
  expect(await webview.page.locator('.trial .note.error').count()).toBe(0);
  await button(webview, options.language === 'en' ? 'Add as Shot' : '添加为示例').waitFor(TIMEOUT);
}

/** A server whose first reply is given, and whose further ones are good. */
const serve = (first: Reply): Promise<OpenAiServer> => startOpenAiServer({ replies: [first, { text: CALL }] });

webviewTest('a reply is stopped while it is written; what came stays', ENGLISH, async (webview) => {
  const { page } = webview;
  const held = new Promise<void>(() => undefined);
  await using server = await serve({ text: CALL, pieceLength: 20, holdAfterFirst: held });
  await openPromptPreview(webview, ENGLISH, createServerModel(server.baseUrl, undefined));
  await tryOut(webview, ENGLISH);
  await expect.poll(() => page.locator('.reply').innerText(), TIMEOUT).toContain('Look it up.');
  expect(await status(webview)).toBe('small is writing');
  await expectForEverybody(webview, 'try-writing');
  // The button that started the trial stops it, without a way to it.
  await button(webview, 'Stop').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => status(webview), TIMEOUT).toBe('Stopped');
  expect(await button(webview, 'Try').evaluate((one) => one.matches(':focus-within'))).toBe(true);
  expect(await page.locator('.reply').innerText()).toContain('Look it up.');
  await expect.poll(() => server.openReplies, TIMEOUT).toBe(0);
  await expectForEverybody(webview, 'try-stopped');
  await expectFitsBeside(webview, 'try-stopped');
  await expectGoodTrial(webview, ENGLISH);
});

webviewTest('a wrong key is named, and another one can be set', CHINESE, async (webview) => {
  await using server = await startOpenAiServer({ key: 'right' });
  await openPromptPreview(webview, CHINESE, createServerModel(server.baseUrl, 'not-the-right-one'));
  await tryOut(webview, CHINESE);
  await expect.poll(() => status(webview), TIMEOUT).toMatch(/不接受这个密钥。请检查.* \[wrong-key\]$/);
  expect(await webview.page.locator('body').innerText()).not.toContain('not-the-right-one');
  await expectForEverybody(webview, 'try-wrong-key');
  await button(webview, '设置 API 密钥').click();
  await expect.poll(() => ranCommands.at(-1), TIMEOUT).toBe('sopShots.setKey');
  await button(webview, '选择模型').click();
  await expect.poll(() => ranCommands.at(-1), TIMEOUT).toBe('sopShots.chooseModel');
});

webviewTest('a server that cannot be reached is named', ENGLISH, async (webview) => {
  const server = await serve({ text: CALL });
  const { baseUrl } = server;
  await server.close();
  await openPromptPreview(webview, ENGLISH, createServerModel(baseUrl, undefined));
  await tryOut(webview, ENGLISH);
  await expect
    .poll(() => status(webview), TIMEOUT)
    .toMatch(/cannot be reached .* Check that the server is running .* \[unreachable\]$/);
  await expectForEverybody(webview, 'try-unreachable');
});

const MIDWAY: readonly (readonly [string, Reply, RegExp])[] = [
  ['breaks off', { text: CALL, cutAfter: 30 }, /Try again\. \[cut-off\]$/],
  ['ends in an error of the model', { text: CALL, errorEvent: 'overloaded' }, /Try again later\. \[server-error\]$/],
];

for (const [what, reply, problem] of MIDWAY) {
  webviewTest(`a reply that ${what} keeps its words, and is no shot`, ENGLISH, async (webview) => {
    await using server = await serve(reply);
    await openPromptPreview(webview, ENGLISH, createServerModel(server.baseUrl, undefined));
    await tryOut(webview, ENGLISH);
    await expect.poll(() => status(webview), TIMEOUT).toMatch(problem);
    expect(await webview.page.locator('.reply').innerText()).toContain('Look it up.');
    expect(await button(webview, 'Add as Shot').count()).toBe(0);
    await expectGoodTrial(webview, ENGLISH);
  });
}

webviewTest('without a request, or without a model, nothing is sent', CHINESE, async (webview) => {
  await openPromptPreview(webview, CHINESE, undefined);
  await button(webview, '试用').click();
  await expect.poll(() => status(webview), TIMEOUT).toBe('请先填写用户请求。');
  await expectForEverybody(webview, 'try-no-request');
  await tryOut(webview, CHINESE);
  await expect.poll(() => status(webview), TIMEOUT).toMatch(/请选择模型，或添加连接。 \[no-model\]$/);
});
