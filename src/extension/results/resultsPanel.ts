import { commands, Disposable, ViewColumn, type WebviewPanel, window } from 'vscode';
import { isResultsRequest, type ResultsRequest } from '../../protocol/index.ts';
import { pageHtml } from '../page.ts';
import type { Session } from '../session.ts';
import { createTimers } from '../timers.ts';
import { type ChosenRuns, toResultsPage } from './resultsPage.ts';
import { LABELS } from './resultsWords.ts';
import { revealCase } from './revealCase.ts';
import { createRunFiles, type RunFiles, type StoredRun } from './runFiles.ts';

const VIEW_TYPE = 'sopShots.results';
const PAGE = { script: 'results.js', styles: ['main.css', 'results.css'] };

/** Milliseconds in which records are gathered before the page follows. */
const DELAY = 200;

/** The command that opens the panel, and its restoring after a reload. One panel at a time. */
export function registerResultsPanel(session: Session): Disposable {
  let open: Results | undefined;
  const show = (panel: WebviewPanel, run = ''): void => {
    open = connect(session, panel, run);
    panel.onDidDispose(() => {
      open = undefined;
    });
  };
  return Disposable.from(
    commands.registerCommand('sopShots.openResults', (given?: Partial<Pick<StoredRun, 'id'>>) => {
      if (open === undefined) {
        return show(window.createWebviewPanel(VIEW_TYPE, session.t(LABELS('title')), ViewColumn.Active), given?.id);
      }
      if (given?.id !== undefined) choose(open, { run: given.id, other: '' });
      return open.panel.reveal();
    }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, { deserializeWebviewPanel: async (panel) => show(panel) }),
  );
}

interface Results {
  readonly session: Session;
  readonly panel: WebviewPanel;
  readonly files: RunFiles;
  chosen: ChosenRuns;
  runs: readonly StoredRun[];
  isReady: boolean;
}

/** Shows the run of an id in a panel, or the newest one. */
function connect(session: Session, panel: WebviewPanel, run: string): Results {
  const files = createRunFiles();
  const timers = createTimers();
  const results: Results = { session, panel, files, chosen: { run, other: '' }, runs: [], isReady: false };
  const subscriptions = [
    files,
    timers,
    files.onDidChange(() => timers.start('update', DELAY, () => void update(results))),
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isResultsRequest(message)) void answer(results, message);
    }),
    session.onDidChangeLanguage(() => void update(results)),
  ];
  panel.onDidDispose(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
  panel.webview.options = { enableScripts: true, localResourceRoots: [session.context.extensionUri] };
  panel.webview.html = pageHtml(session, panel.webview, session.t(LABELS('title')), PAGE);
  return results;
}

function choose(results: Results, chosen: ChosenRuns): void {
  results.chosen = chosen;
  if (results.isReady) post(results);
}

async function answer(results: Results, request: ResultsRequest): Promise<void> {
  switch (request.type) {
    case 'ready':
      results.isReady = true;
      return update(results);
    case 'openTesting':
      await commands.executeCommand('workbench.view.testing.focus');
      return;
    case 'choose':
      return choose(results, { run: request.run, other: request.other });
    case 'reveal': {
      const run = results.runs.find(({ id }) => id === request.run);
      return run && revealCase(results.session, run, request.index);
    }
  }
}

async function update(results: Results): Promise<void> {
  if (!results.isReady) return;
  results.runs = await results.files.list();
  post(results);
}

function post({ panel, runs, chosen, session }: Results): void {
  panel.title = session.t(LABELS('title'));
  void panel.webview.postMessage(toResultsPage(runs, chosen, session.language()));
}
