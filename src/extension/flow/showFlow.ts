import {
  Disposable,
  type Position,
  Range,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import {
  type CoveringShot,
  defineMessages,
  flowSvg,
  hasSteps,
  type Language,
  type Procedure,
  parseProcedure,
} from '../../core/index.ts';
import type { WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import { PROCEDURE_LANGUAGE } from '../documents.ts';
import { getFileName } from '../fileName.ts';
import type { Session } from '../session.ts';
import { type FlowScope, isFlowScope, shownCoverage } from './flowCoverage.ts';
import { flowContent, flowPage } from './flowPage.ts';

const say = defineMessages({
  title: { en: 'Flow: {name}', 'zh-CN': '流程图：{name}' },
  open: { en: 'Open a procedure (*.sop.md) first.', 'zh-CN': '请先打开一个流程文件（*.sop.md）。' },
  noSteps: { en: 'No steps are recognized in this procedure.', 'zh-CN': '此流程中没有识别到步骤。' },
  noShots: { en: 'No shot covers this step.', 'zh-CN': '没有示例覆盖此步骤。' },
  chooseShot: { en: 'Shots that cover this step', 'zh-CN': '覆盖此步骤的示例' },
  unnamed: { en: 'Shot without a request', 'zh-CN': '没有请求的示例' },
});

/** A drawing beside the editor: what it shows now. */
interface FlowPanel {
  readonly session: Session;
  readonly coverage: WorkspaceCoverage;
  readonly document: TextDocument;
  readonly panel: WebviewPanel;
  scope: FlowScope;
  /** Numbers the drawings: one that is overtaken by another is not shown. */
  drawings: number;
  /** The shots that cover each node of the drawing. */
  shots: ReadonlyMap<string, readonly CoveringShot[]>;
}

/** Draws the graph of the active procedure beside the editor, and follows edits of it and of its shots. */
export async function showFlow(session: Session, coverage: WorkspaceCoverage): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || document.languageId !== PROCEDURE_LANGUAGE) {
    await window.showInformationMessage(session.t(say('open')));
    return;
  }
  const title = session.t(say('title', { name: getFileName(document.uri) }));
  const panel = window.createWebviewPanel('sopShots.flow', title, ViewColumn.Beside, {
    enableScripts: true,
    localResourceRoots: [],
  });
  const flow: FlowPanel = { session, coverage, document, panel, scope: 'workspace', drawings: 0, shots: new Map() };
  const redraw = (): void => {
    if (panel.visible) void draw(flow);
  };
  const following = [
    workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) redraw();
    }),
    coverage.onDidChange(redraw),
    session.onDidChangeLanguage(redraw),
  ];
  panel.onDidDispose(() => Disposable.from(...following).dispose());
  panel.webview.onDidReceiveMessage((message: unknown) => answer(flow, message));
  panel.webview.html = flowPage(title, session.language());
}

async function draw(flow: FlowPanel): Promise<void> {
  const language = flow.session.language();
  const current = ++flow.drawings;
  const content = await contentOf(flow, language);
  if (current === flow.drawings) await flow.panel.webview.postMessage({ language, content });
}

async function contentOf(flow: FlowPanel, language: Language): Promise<string> {
  const { session, coverage, document, scope } = flow;
  const procedure = await procedureOf(session, document);
  if (!hasSteps(procedure)) return `<p>${session.t(say('noSteps'))}</p>`;
  const shown = await shownCoverage(session, coverage, procedure, scope);
  flow.shots = shown?.shots ?? new Map();
  return flowContent(flowSvg(procedure, language, shown), { language, scope, isMeasured: shown !== undefined });
}

/** The procedure as the service knows it: its coverage refers to the same graph. */
async function procedureOf({ service }: Session, document: TextDocument): Promise<Procedure> {
  const uri = document.uri.toString();
  const known = await service.procedure(uri);
  return known?.text === document.getText() ? known : parseProcedure(uri, document.getText());
}

/** The page is ready, or names a scope, or a node with the offset of its step; anything else is ignored. */
async function answer(flow: FlowPanel, message: unknown): Promise<void> {
  if (typeof message !== 'object' || message === null) return;
  if ('isReady' in message) {
    await draw(flow);
  } else if ('scope' in message && isFlowScope(message.scope)) {
    flow.scope = message.scope;
    await draw(flow);
  } else if ('shotsOf' in message && typeof message.shotsOf === 'string') {
    await openShot(flow, flow.shots.get(message.shotsOf) ?? []);
  } else if ('offset' in message && typeof message.offset === 'number' && Number.isInteger(message.offset)) {
    const position = flow.document.positionAt(Math.max(0, message.offset));
    await openAt(flow.document, position);
  }
}

async function openShot({ session }: FlowPanel, shots: readonly CoveringShot[]): Promise<void> {
  if (shots.length === 0) return void window.showInformationMessage(session.t(say('noShots')));
  const items = await Promise.all(
    shots.map(async ({ uri, shot }) => {
      const document = await workspace.openTextDocument(Uri.parse(uri));
      const position = document.positionAt(shot.request?.start ?? shot.start);
      const request = document.lineAt(position.line).text.trim();
      return {
        label: request === '' ? session.t(say('unnamed')) : request,
        description: `${workspace.asRelativePath(document.uri)}:${position.line + 1}`,
        document,
        position,
      };
    }),
  );
  const [only, ...others] = items;
  const chosen =
    others.length === 0 ? only : await window.showQuickPick(items, { title: session.t(say('chooseShot')) });
  if (chosen !== undefined) await openAt(chosen.document, chosen.position);
}

async function openAt(document: TextDocument, position: Position): Promise<void> {
  await window.showTextDocument(document, { viewColumn: ViewColumn.One, selection: new Range(position, position) });
}
