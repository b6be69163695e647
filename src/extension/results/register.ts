import { TabInputWebview, window } from 'vscode';
import { type Lazy, lazily } from '../lazy.ts';
import type { Session } from '../session.ts';

/** The panel of evaluation results; its code is loaded when it is opened or restored. */
export function registerResults(session: Session): Lazy {
  const results = lazily(['sopShots.openResults'], async () => {
    const { registerResultsPanel } = await import('./resultsPanel.ts');
    return registerResultsPanel(session);
  });
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const isOpen = tabs.some(
    ({ input }) => input instanceof TabInputWebview && /sopShots\.results$/.test(input.viewType),
  );
  if (isOpen) void results.bring();
  return results;
}
