import { expect, vi } from 'vitest';
import type { EditorPage } from './page.ts';
import { TIMEOUT } from './panel.ts';

/** How long one attempt may take. */
const SHORT = { timeout: 2_000 };

/** How many tests of the last run passed, as the Testing view says it. */
export const getSummary = (editor: EditorPage) => () => editor.page.locator('.result-summary').innerText(TIMEOUT);

/** Shows the Testing view and the document. */
export async function openTesting(editor: EditorPage): Promise<void> {
  await editor.openFile('repair.shots.md');
  await editor.runCommand('Testing: Focus on Test Explorer View');
  await editor.page.locator('.test-explorer .monaco-list-row').filter({ hasText: 'repair.shots.md' }).waitFor(TIMEOUT);
}

/** Runs all tests with a profile of the list beside *Run Tests*. */
export async function runWith(editor: EditorPage, profile: string): Promise<void> {
  // VS Code shows the actions of a view while the mouse is over it. Views move when another one opens, such as that of
  // the coverage after a run, so the mouse moves there again each time.
  await vi.waitFor(async () => {
    await editor.page.locator('.test-explorer').first().hover(SHORT);
    await editor.page.locator('.monaco-dropdown-with-primary .dropdown-action-container:visible').first().click(SHORT);
  }, TIMEOUT);
  await editor.page.locator('.monaco-menu .action-label').filter({ hasText: profile }).click();
}

/** Opens the failure beside a line whose message has a text; it has a diff. */
export async function openFailure({ page }: EditorPage, text: string): Promise<void> {
  // Failures below the part of the document that is shown have hidden widgets.
  const shown = page.locator('.test-error-content-widget:visible').filter({ hasText: text });
  await vi.waitFor(() => shown.first().click(SHORT), TIMEOUT);
  const diff = page.locator('.test-output-peek .monaco-diff-editor');
  await expect.poll(() => diff.count(), TIMEOUT).toBeGreaterThan(0);
}
