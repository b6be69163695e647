import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { ROOT } from '../../../scripts/docs/files.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { playRepairDesk } from '../../support/repairDeskModel.ts';
import { generate } from '../support/generationPage.ts';
import { type EditorPage, pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';
import { getSummary, openFailure, openTesting, runWith } from '../support/testingView.ts';

const size = { width: 1280, height: 900 };
const NAMES = ['repair.shots.md', 'repair.sop.md', 'sop-shots.yaml', 'support.tools.json'];
const CHINESE_NAMES = ['客服.tools.json', '报修受理.shots.md', '报修受理.sop.md'];

/** Files of the repair desk, some with other texts in the place of theirs. */
function readFiles(names: readonly string[], replaced: Readonly<Record<string, string>> = {}) {
  const change = (text: string): string =>
    Object.entries(replaced).reduce((before, [words, others]) => before.replace(words, others), text);
  const read = (name: string): string => readFileSync(join(ROOT, 'examples/repair-desk', name), 'utf8');
  return Object.fromEntries(names.map((name) => [name, name.endsWith('.shots.md') ? change(read(name)) : read(name)]));
}

/** Without what comes late or differs from run to run. */
const QUIET = {
  'editor.lightbulb.enabled': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'remote.autoForwardPorts': false,
};

/** How long a window has to look the same, in milliseconds. */
const STILL = 1000;

/** Resolves once nothing in the window changes any more. */
async function waitUntilStill({ page }: EditorPage): Promise<void> {
  let before = await page.screenshot();
  for (;;) {
    await page.waitForTimeout(STILL);
    const now = await page.screenshot();
    if (now.equals(before)) return;
    before = now;
  }
}

/** A window of its own, so that nothing of another picture is in it. */
const getOptions = (language: string, files: Readonly<Record<string, string>>, settings = {}) => ({
  ownWindow: true,
  size,
  files,
  settings: { ...QUIET, 'sopShots.language': language, ...settings },
});

const WRONG_CALLS = {
  'error = "printer jams"': 'error = "printer jams", top_k = "3"',
  'day = "Wednesday")': 'day = "next Wednesday")',
  'time = "14:00", product = "washing machine"': 'time = "2 pm"',
};
const CHINESE_WRONG_CALLS = {
  'error = "卡纸"': 'error = "卡纸", top_k = "3"',
  'SearchAvailableTime(day = ': 'SearchAvailableTime(日期 = ',
  'time = "14:00", product = "洗衣机"': 'time = "下午两点"',
};

for (const { language, names, file, replaced, name } of [
  { language: 'en', names: NAMES, file: 'repair.shots.md', replaced: WRONG_CALLS, name: 'problems' },
  {
    language: 'zh-CN',
    names: CHINESE_NAMES,
    file: '报修受理.shots.md',
    replaced: CHINESE_WRONG_CALLS,
    name: 'problems-zh',
  },
]) {
  pageTest(`wrong calls; ${language}`, getOptions(language, readFiles(names, replaced)), async (editor) => {
    await editor.openFile(file);
    await editor.waitForProblems((rows) => rows.some((row) => row.includes('BookVisit')));
    await editor.page.locator('.codelens-decoration a').nth(2).waitFor(TIMEOUT);
    await waitUntilStill(editor);
    await editor.picture(`docs-${name}`);
  });
}

for (const { language, names, file, name } of [
  { language: 'en', names: NAMES, file: 'repair.sop.md', name: 'generation' },
  { language: 'zh-CN', names: CHINESE_NAMES, file: '报修受理.sop.md', name: 'generation-zh' },
]) {
  pageTest(`generated shots; ${language}`, getOptions(language, readFiles(names)), async (editor) => {
    await editor.openFile(file);
    await generate(editor);
    const accept = editor.page.locator('.codelens-decoration a', { hasText: /^(?:Accept All|全部接受)/ });
    await accept.waitFor(TIMEOUT);
    const each = editor.page.locator('.codelens-decoration a', { hasText: /^(?:Accept|接受)$/ });
    await each.first().waitFor(TIMEOUT);
    await editor.runCommand('Notifications: Clear All Notifications');
    await waitUntilStill(editor);
    await editor.picture(`docs-${name}`);
  });
}

const server = await startOpenAiServer({ replies: playRepairDesk, lifetimeSeconds: 3600 });
afterAll(() => server.close());

const model = {
  'sopShots.connections': [{ name: 'near', provider: 'custom', baseUrl: server.baseUrl, model: 'first' }],
  'sopShots.connection': 'near',
  'testing.automaticallyOpenTestResults': 'neverOpen',
};

/** How long a test took differs from run to run. */
async function removeDurations({ page }: EditorPage): Promise<void> {
  await page.locator('.test-explorer').evaluateAll((trees) => {
    for (const tree of trees) {
      const texts = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { currentNode } = texts;
        currentNode.textContent = (currentNode.textContent ?? '').replace(/(?:: )?\b[\d.]+m?s$/, '');
      }
    }
  });
}

pageTest(
  'a failure',
  { ...getOptions('en', readFiles(NAMES), model), size: { width: 1400, height: 900 } },
  async (editor) => {
    await openTesting(editor);
    await runWith(editor, 'Run with Model');
    await expect.poll(getSummary(editor), TIMEOUT).toMatch(/5\/7/);
    await openFailure(editor, 'BookVisit');
    await editor.page.mouse.move(0, 0);
    // The run ends after the last result.
    await waitUntilStill(editor);
    await removeDurations(editor);
    await editor.picture('docs-evaluation-failure');
  },
);
