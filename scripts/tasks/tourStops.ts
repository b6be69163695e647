import type { Workbench } from '../vscode/workbench.ts';

/** One feature of the tour. */
export interface Stop {
  readonly name: string;
  /** The path of a file of examples/. */
  readonly file: string;
  /** The cursor is put behind the first place of this text. */
  readonly at?: string;
  /** Has the feature shown. */
  readonly show: (workbench: Workbench) => Promise<void>;
  /** What is there once it is. */
  readonly shows?: string;
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
  { name: 'outline', file: SHOTS, show: run('Outline: Focus on Outline View'), shows: '.outline-element' },
  { name: 'folding', file: SHOTS, show: run('Fold Level 2'), shows: '.inline-folded' },
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
    shows: '.squiggly-error, .parameter-hints-widget.visible',
  },
];
