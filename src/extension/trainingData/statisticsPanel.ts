import { commands, Range, type Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { Language, Message } from '../../core/index.ts';
import { isStatisticsRequest, type StatisticsPage, type StatisticsRequest } from '../../protocol/index.ts';
import { pageHtml } from '../page.ts';
import type { Session } from '../session.ts';
import { saveImage } from '../writing/saveImage.ts';
import { type ShownStatistics, toStatisticsPage } from './statisticsPage.ts';

const VIEW_TYPE = 'sopShots.statistics';
const PAGE = { script: 'statistics.js', styles: ['main.css', 'statistics.css'] };

/** Statistics that can be shown in either language. */
export interface StatisticsSource {
  readonly title: Message;
  shown(language: Language): ShownStatistics;
  /** The file of a path that was left out; undefined if it is not known. */
  locate(path: string): Uri | undefined;
  /** The folder with the written files. */
  readonly folder: Uri | undefined;
}

/** The panel with the statistics of the latest dataset; one at a time. */
export interface StatisticsPanel {
  /** Shows statistics and answers what the page has. */
  show(source: StatisticsSource): StatisticsPage;
  dispose(): void;
}

export function createStatisticsPanel(session: Session): StatisticsPanel {
  let panel: WebviewPanel | undefined;
  let source: StatisticsSource | undefined;
  const getPage = (given: StatisticsSource) => toStatisticsPage(given.shown(session.language()), session.language());
  const refresh = (): void => {
    if (panel === undefined || source === undefined) return;
    panel.title = session.t(source.title);
    void panel.webview.postMessage(getPage(source));
  };
  const languages = session.onDidChangeLanguage(refresh);
  const open = (title: string): WebviewPanel => {
    const opened = window.createWebviewPanel(VIEW_TYPE, title, ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [session.context.extensionUri],
    });
    opened.webview.onDidReceiveMessage((message: unknown) => {
      if (isStatisticsRequest(message) && source !== undefined) void answer(session, source, message, refresh);
    });
    opened.onDidDispose(() => {
      panel = undefined;
    });
    opened.webview.html = pageHtml(session, opened.webview, title, PAGE);
    return opened;
  };
  return {
    show(given) {
      source = given;
      if (panel === undefined) panel = open(session.t(given.title));
      else panel.reveal();
      refresh();
      return getPage(given);
    },
    dispose() {
      languages.dispose();
      panel?.dispose();
    },
  };
}

async function answer(
  session: Session,
  source: StatisticsSource,
  request: StatisticsRequest,
  refresh: () => void,
): Promise<void> {
  switch (request.type) {
    case 'ready':
      return refresh();
    case 'openFolder':
      if (source.folder !== undefined) await commands.executeCommand('revealInExplorer', source.folder);
      return;
    case 'reveal':
      return reveal(source.shown(session.language()), source, request.row);
    case 'saveImage':
      return saveImage(session, request.name, request.format, request.base64);
  }
}

async function reveal({ statistics }: ShownStatistics, source: StatisticsSource, row: number): Promise<void> {
  const { path, line } = statistics.leftOut.list[row] ?? {};
  const uri = path === undefined ? undefined : source.locate(path);
  if (uri === undefined || line === undefined) return;
  const selection = new Range(line - 1, 0, line - 1, 0);
  await window.showTextDocument(uri, { selection, viewColumn: ViewColumn.Beside });
}
