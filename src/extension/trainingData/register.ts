import { commands, Disposable, Uri } from 'vscode';
import { type Lazy, lazily } from '../lazy.ts';
import type { Session } from '../session.ts';
import type { ExportRequest } from './exportDataset.ts';

/** Exporting datasets, their statistics, similar shots and training data as shots; the code is loaded when the first of the commands is called. */
export function registerDatasets(session: Session): Lazy {
  return lazily(
    ['sopShots.exportDataset', 'sopShots.showStatistics', 'sopShots.openAsShots', 'sopShots.findSimilarShots'],
    async () => {
      const [
        { exportDataset },
        { showStatistics },
        { createStatisticsPanel },
        { openAsShots },
        { createSimilarShots },
      ] = await Promise.all([
        import('./exportDataset.ts'),
        import('./showStatistics.ts'),
        import('./statisticsPanel.ts'),
        import('./openAsShots.ts'),
        import('./similarShots.ts'),
      ]);
      const tools = {
        session,
        tokenizers: session.tokenizers,
        panel: createStatisticsPanel(session),
      };
      const similarShots = createSimilarShots(session);
      return Disposable.from(
        tools.panel,
        similarShots,
        commands.registerCommand('sopShots.findSimilarShots', () => similarShots.find()),
        // A menu of the explorer gives the selected files as its second argument.
        commands.registerCommand('sopShots.exportDataset', (uri?: unknown, request?: unknown) =>
          exportDataset(tools, uri instanceof Uri ? uri : undefined, isRequest(request) ? request : undefined),
        ),
        commands.registerCommand('sopShots.showStatistics', (uri?: unknown) => showStatistics(tools, uri)),
        commands.registerCommand('sopShots.openAsShots', (uri?: unknown) => openAsShots(session, uri)),
      );
    },
  );
}

function isRequest(given: unknown): given is ExportRequest {
  return typeof given === 'object' && given !== null && 'target' in given && 'out' in given && given.out instanceof Uri;
}
