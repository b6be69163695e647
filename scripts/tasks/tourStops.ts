import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../vscode/environment.ts';
import type { Workbench } from '../vscode/workbench.ts';

/** One feature of the tour. */
export interface Stop {
  readonly name: string;
  /** The path of a file of examples/. */
  readonly file: string;
  /** The cursor is put after the first occurrence of this text. */
  readonly at?: string;
  /** Has the feature shown. */
  readonly show: (workbench: Workbench) => Promise<void>;
  /** What is there once it is. */
  readonly shows?: string;
  /** The commands that put back what the next stops would see of it. */
  readonly leave?: readonly string[];
}

const SHOTS = 'repair-desk/repair.shots.md';

const press =
  (...keys: readonly string[]) =>
  async ({ page }: Workbench): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

const run =
  (title: string) =>
  (workbench: Workbench): Promise<void> =>
    workbench.runCommand(title);

const write =
  (text: string) =>
  async ({ page }: Workbench): Promise<void> => {
    await page.keyboard.type(text, { delay: 60 });
  };

/** Each snippet of a file, alone in its document. */
function snippetStops(of: string, file: string): readonly Stop[] {
  const text = readFileSync(join(projectRoot, 'snippets', `${of}.json`), 'utf8');
  const snippets: Readonly<Record<string, { readonly prefix: readonly string[] }>> = JSON.parse(text);
  return Object.values(snippets).map(({ prefix }) => ({
    name: `snippet-${prefix.at(-1)}`,
    file,
    show: async ({ page, runCommand }) => {
      for (const key of ['Control+a', 'Delete']) await page.keyboard.press(key);
      await runCommand('Snippets: Insert Snippet');
      await page.locator('.quick-input-widget').getByRole('option').first().waitFor();
      await page.keyboard.type(prefix[0] ?? '');
      await page.keyboard.press('Enter');
    },
    shows: '.snippet-placeholder, .finish-snippet-placeholder',
  }));
}

/** Has shots generated as they come, up to the question whether to send. */
async function generate({ page, runCommand }: Workbench): Promise<void> {
  await runCommand('SOP Shots: Generate Shots from SOP');
  const input = page.locator('.quick-input-widget input[type=text]');
  // How many, in which style, in which language.
  for (let question = 0; question < 3; question++) {
    await input.waitFor();
    await page.waitForTimeout(1500);
    await page.keyboard.press('Enter');
  }
  await page
    .locator('.tab.active')
    .filter({ hasText: /What will be sent|将要发送/ })
    .waitFor();
}

const hover = run('Show or Focus Hover');
const hovered = '.monaco-hover .hover-contents';

/** Every feature an editor user expects, each with what brings it up. */
export const stops: readonly Stop[] = [
  { name: 'colours', file: SHOTS, show: async () => {}, shows: '.codelens-decoration' },
  {
    name: 'completion-label',
    file: 'repair-desk/报修受理.shots.md',
    at: '请打开打印机后盖',
    show: press('End', 'Enter', 'Enter', 's', 'i'),
    shows: '.suggest-widget.visible .monaco-list-row',
  },
  {
    name: 'completion-tool',
    file: SHOTS,
    at: '**Action**: Search',
    show: run('Trigger Suggest'),
    shows: '.suggest-widget.visible .monaco-list-row',
  },
  {
    name: 'completion-value',
    file: SHOTS,
    at: 'SearchAvailableTime(day = "',
    show: run('Trigger Suggest'),
    shows: '.suggest-widget.visible .monaco-list-row',
  },
  {
    name: 'signature-help',
    file: SHOTS,
    at: 'screen stays dark", top_k',
    show: run('Trigger Parameter Hints'),
    shows: '.parameter-hints-widget.visible',
  },
  {
    name: 'hover',
    file: SHOTS,
    at: '**Action**: SearchSol',
    show: run('Show or Focus Hover'),
    shows: '.monaco-hover .hover-contents',
  },
  { name: 'rename', file: SHOTS, at: '**Action**: SearchSol', show: run('Rename Symbol'), shows: '.rename-box' },
  {
    name: 'peek-references',
    file: SHOTS,
    at: '**Action**: SearchSol',
    show: run('Peek References'),
    shows: '.zone-widget .ref-tree .monaco-list-row',
  },
  { name: 'outline', file: SHOTS, show: run('Explorer: Focus on Outline View'), shows: '.outline-element' },
  { name: 'folding', file: SHOTS, show: run('Fold Level 2'), shows: '.inline-folded', leave: ['Unfold All'] },
  { name: 'code-lens', file: 'repair-desk/support.tools.json', show: async () => {}, shows: '.codelens-decoration' },
  { name: 'code-lens-steps', file: 'repair-desk/repair.sop.md', show: async () => {}, shows: '.codelens-decoration' },
  {
    name: 'inlay-hints',
    file: 'mistakes/positional-argument.shots.md',
    show: async () => {},
    shows: '.codelens-decoration',
  },
  {
    name: 'quick-fix',
    file: 'mistakes/parameter-type.shots.md',
    at: 'top_k = "',
    show: async (workbench) => {
      await workbench.page.locator('.squiggly-error').first().waitFor();
      await workbench.runCommand('Quick Fix...');
    },
    shows: '.action-widget',
  },
  {
    name: 'refactor',
    file: SHOTS,
    at: '**Action**: SearchSol',
    show: run('Refactor...'),
    shows: '.action-widget',
  },
  { name: 'formatting', file: 'mistakes/round-separator.shots.md', show: run('Format Document') },
  {
    name: 'typing',
    file: SHOTS,
    at: 'SearchAvailableTime(day = "Wednesday"',
    show: write(', district = "'),
    shows: '.parameter-hints-widget.visible',
  },
  {
    name: 'front-matter',
    file: SHOTS,
    at: 'style: ',
    show: run('Trigger Suggest'),
    shows: '.suggest-widget.visible .monaco-list-row',
  },
  { name: 'hover-label', file: SHOTS, at: '**Thi', show: hover, shows: hovered },
  { name: 'hover-parameter', file: SHOTS, at: 'screen stays dark", top', show: hover, shows: hovered },
  { name: 'hover-value', file: SHOTS, at: 'SearchAvailableTime(day = "Wed', show: hover, shows: hovered },
  { name: 'hover-step', file: SHOTS, at: '<!-- step 2', show: hover, shows: hovered },
  { name: 'hover-key', file: SHOTS, at: '\nsty', show: hover, shows: hovered },
  {
    name: 'hover-problem',
    file: 'mistakes/parameter-type.shots.md',
    at: 'top_k = "',
    show: async (workbench) => {
      await workbench.page.locator('.squiggly-error').first().waitFor();
      await hover(workbench);
    },
    shows: '.monaco-hover .marker',
  },
  {
    name: 'problems',
    file: 'mistakes/unknown-tool.shots.md',
    show: run('Problems: Focus on Problems View'),
    // Not its icon, whose place a lightbulb takes where there is a fix.
    shows: '.markers-panel-container .marker-source',
    leave: ['View: Hide Panel'],
  },
  { name: 'output', file: SHOTS, show: (workbench) => workbench.showOutput('SOP Shots'), leave: ['View: Hide Panel'] },
  {
    name: 'walkthrough',
    file: SHOTS,
    show: async ({ page, runCommand }) => {
      await runCommand('View: Close Primary Side Bar');
      await runCommand('Welcome: Open Walkthrough...');
      await page.locator('.quick-input-widget').getByRole('option', { name: 'SOP Shots' }).click();
    },
    shows: '.getting-started-step',
  },
  { name: 'preview', file: SHOTS, show: run('SOP Shots: Open Preview to the Side'), shows: 'iframe.webview.ready' },
  {
    name: 'lora',
    file: SHOTS,
    show: async ({ runCommand, webview }) => {
      await runCommand('SOP Shots: Open LoRA Estimator');
      await webview().locator('.slice.adapted').first().waitFor();
    },
  },
  { name: 'consent', file: 'repair-desk/repair.sop.md', show: generate, shows: '.quick-input-widget .monaco-list-row' },
  {
    name: 'generated',
    file: 'repair-desk/repair.sop.md',
    show: async (workbench) => {
      await generate(workbench);
      // The local scaffold is the fourth answer.
      await workbench.page.locator('.quick-input-widget .monaco-list-row').nth(3).click();
    },
    shows: '.codelens-decoration a',
  },
  ...snippetStops('shots', 'repair-desk/plan.shots.md'),
  ...snippetStops('sop', 'repair-desk/repair.sop.md'),
  ...snippetStops('tools', 'repair-desk/support.tools.json'),
];
