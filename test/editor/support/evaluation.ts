import { expect } from 'vitest';
import { cli } from '../../cli/support.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { playRepairDesk } from '../../support/repairDeskModel.ts';
import type { PageDocument } from './panel.ts';

/** Evaluates two models on the command line, in a workspace with the examples. */
export async function evaluateModels(workspace: string, ...more: readonly string[]): Promise<void> {
  const server = await startOpenAiServer({ replies: playRepairDesk, lifetimeSeconds: 3600 });
  for (const model of ['first', 'better']) {
    const args = ['eval', 'repair-desk/repair.shots.md', '--base-url', server.baseUrl, '--model', model, ...more];
    const { code, stderr } = await cli(workspace, args);
    expect(code, stderr).toBe(0);
  }
  await server.close();
}

/** Chooses an option of a menu of the page. */
export async function chooseOption(page: PageDocument, label: string, option: RegExp): Promise<void> {
  const menu = page.getByRole('combobox', { name: label, exact: true });
  await menu.click();
  await menu.locator('vscode-option', { hasText: option }).click();
}
