import { commands } from 'vscode';
import { registerLoraPanel } from '../../../src/extension/lora/panel.ts';
import { registerResultsPanel } from '../../../src/extension/results/resultsPanel.ts';
import { enter, type PageDocument, TIMEOUT } from './panel.ts';
import type { Webview } from './webview.ts';

/** Opens the LoRA panel in a browser alone, and waits until it has counted. */
export async function openLoraPage(webview: Webview): Promise<PageDocument> {
  await webview.show((session) => {
    registerLoraPanel(session);
    return commands.executeCommand('sopShots.openLoraEstimator');
  });
  await webview.page.locator('.slice.adapted').first().waitFor(TIMEOUT);
  return webview.page;
}

/** Opens the results of the workspace's runs in a browser alone. */
export async function openResultsPage(webview: Webview): Promise<PageDocument> {
  await webview.show((session) => {
    registerResultsPanel(session);
    return commands.executeCommand('sopShots.openResults');
  });
  await webview.page.locator('.rates').first().waitFor(TIMEOUT);
  return webview.page;
}

/** Adds a configuration to the comparison of the LoRA panel for each rank. */
export async function addRanks(panel: PageDocument, ranks: readonly string[]): Promise<void> {
  for (const rank of ranks) {
    await panel.getByText('Add configuration').click();
    await enter(panel, 'Rank R', rank);
  }
}
