import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { ROOT } from '../../../scripts/docs/files.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { playRepairDesk } from '../../support/repairDeskModel.ts';
import { type EditorPage, pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';
import { getSummary, openFailure, openTesting, runWith } from '../support/testingView.ts';

const size = { width: 1400, height: 900 };
const server = await startOpenAiServer({ replies: playRepairDesk, lifetimeSeconds: 3600 });
afterAll(() => server.close());

const settings = (language: string) => ({
  'sopShots.language': language,
  'sopShots.connections': [{ name: 'near', provider: 'custom', baseUrl: server.baseUrl, model: 'first' }],
  'sopShots.connection': 'near',
  'testing.automaticallyOpenTestResults': 'neverOpen',
});

const example = (name: string): string => readFileSync(join(ROOT, 'examples/repair-desk', name), 'utf8');
const files = Object.fromEntries(
  ['repair.shots.md', 'repair.sop.md', 'support.tools.json'].map((name) => [name, example(name)]),
);

/** Moves the cursor to a line and column of the active document. */
async function moveTo(editor: EditorPage, place: string): Promise<void> {
  await editor.runCommand('Go to Line/Column...');
  await editor.page.locator('.quick-input-widget').locator('input').fill(`:${place}`);
  await editor.page.keyboard.press('Enter');
  await editor.page.locator('.monaco-editor.focused').waitFor(TIMEOUT);
}

const failed = (editor: EditorPage) => () =>
  editor.page.locator('.editor-group-container.active .codicon-testing-failed-icon').count();
const covered = (editor: EditorPage) => () =>
  editor.page.locator('.editor-group-container.active .coverage-deco-gutter').count();

pageTest(
  'shots are tests in the window: found, checked, covered, checked again while they change, all offline',
  { workspace: 'examples/repair-desk', size, settings: settings('en') },
  async (editor) => {
    await openTesting(editor);
    await editor.runCommand('Test: Run Tests in Current File');
    await expect.poll(getSummary(editor), TIMEOUT).toContain('10/10');
    await editor.runCommand('Test: Run Tests with Coverage in Current File');
    await editor.openFile('repair.sop.md');
    await expect.poll(covered(editor), TIMEOUT).toBeGreaterThan(0);
    await editor.picture('testing-coverage-procedure-en');
    await editor.openFile('support.tools.json');
    await expect.poll(covered(editor), TIMEOUT).toBeGreaterThan(0);
    await editor.picture('testing-coverage-tools-en');
    await editor.openFile('repair.shots.md');
    await editor.runCommand('Test: Start Continuous Run');
    await moveTo(editor, '14:13');
    await editor.page.keyboard.type('X');
    await expect.poll(failed(editor), TIMEOUT).toBeGreaterThan(0);
    await editor.picture('testing-continuous-en');
    await editor.page.keyboard.press('Control+z');
    await expect.poll(failed(editor), TIMEOUT).toBe(0);
    await editor.runCommand('Test: Stop Continuous Run');
  },
);

pageTest(
  'shots run with a model in the window: a failure has a diff and becomes a draft; failed tests run again',
  { files, size, settings: settings('en') },
  async (editor) => {
    await openTesting(editor);
    await runWith(editor, 'Run with Model');
    await expect.poll(getSummary(editor), TIMEOUT).toMatch(/\d+\/\d+/);
    await editor.picture('testing-model-en');
    await openFailure(editor, 'BookVisit');
    await editor.picture('testing-peek-en');
    await editor.page.getByText('Add Draft Shot for This Failure').first().click();
    await editor.page.locator('.view-line').filter({ hasText: 'TODO: write another request' }).first().waitFor(TIMEOUT);
    await editor.picture('testing-draft-en');
    await editor.page.keyboard.press('Control+z');
    await moveTo(editor, '40:50');
    for (const _ of '14:00') await editor.page.keyboard.press('Shift+ArrowRight');
    await editor.page.keyboard.type('2 pm');
    await editor.runCommand('Test: Rerun Failed Tests from Last Run');
    await expect.poll(getSummary(editor), TIMEOUT).toContain('1/2');
  },
);

pageTest(
  'shots without a model are checked and covered; running them with one offers the set-up',
  { files, size, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    await openTesting(editor);
    await editor.runCommand('Test: Run Tests with Coverage in Current File');
    await expect.poll(getSummary(editor), TIMEOUT).toContain('10/10');
    await runWith(editor, 'Run with Model');
    await expect
      .poll(async () => (await editor.notifications()).join(), TIMEOUT)
      .toContain('Running shots needs a model.');
    await editor.picture('testing-no-model-en');
    await editor.page.getByRole('button', { name: 'Choose Model' }).first().waitFor(TIMEOUT);
  },
);

/** The tests above show the dark theme. */
const LOOKS = [
  ['light', 'zh-CN'],
  ['hc', 'en'],
] as const;

for (const [theme, language] of LOOKS) {
  pageTest(
    `procedures, tests and coverage can be read wide and narrow; ${theme}, ${language}`,
    { workspace: 'examples/repair-desk', size, theme, settings: settings(language) },
    async (editor) => {
      const look = async (name: string): Promise<void> => {
        for (const width of [size.width, 480]) {
          await editor.page.setViewportSize({ width, height: size.height });
          await editor.picture(`${name}-${theme}-${language}-${width}`);
        }
        await editor.page.setViewportSize(size);
      };
      await editor.openFile('repair.sop.md');
      await editor.runCommand('SOP Shots: Focus on Procedures View');
      const rows = editor.page.locator('.pane-body .monaco-list-row');
      await rows.filter({ hasText: '受理报修' }).first().waitFor(TIMEOUT);
      await editor.page.keyboard.press('ArrowRight');
      await look('procedures');
      await openTesting(editor);
      await editor.runCommand('Test: Run Tests with Coverage in Current File');
      await expect.poll(getSummary(editor), TIMEOUT).toContain('10/10');
      await editor.openFile('repair.sop.md');
      await expect.poll(covered(editor), TIMEOUT).toBeGreaterThan(0);
      await look('coverage');
    },
  );
}
