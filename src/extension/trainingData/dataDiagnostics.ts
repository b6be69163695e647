import { CancellationTokenSource, commands, Disposable, languages, type TextDocument, window, workspace } from 'vscode';
import { DIAGNOSTIC_SOURCE, toDiagnostic } from '../convert.ts';
import type { Session } from '../session.ts';
import { SECTION, setting } from '../settings.ts';
import { createTimers } from '../timers.ts';
import { getDataShape } from './dataDocument.ts';
import { lintRows } from './lintRows.ts';

/** Milliseconds without an edit after which training data is checked. */
const DELAY = 300;

/** The context key of menus: true while the active editor shows training data. */
const CONTEXT_KEY = 'sopShots.isTrainingData';

/** Shows the problems of open training data. They have no quick fixes, so they are not among the other findings. */
export function registerDataDiagnostics(session: Session): Disposable {
  const collection = languages.createDiagnosticCollection(DIAGNOSTIC_SOURCE);
  const timers = createTimers();
  const running = new Map<string, CancellationTokenSource>();
  const check = async (document: TextDocument): Promise<void> => {
    const key = document.uri.toString();
    running.get(key)?.cancel();
    const shape = document.isClosed ? undefined : getDataShape(session, document);
    if (window.activeTextEditor?.document === document) showMenus(shape !== undefined);
    if (shape === undefined) return collection.delete(document.uri);
    const source = new CancellationTokenSource();
    running.set(key, source);
    const limits = {
      length: setting('lint.maxLength', document),
      time: setting('lint.maxTime', document),
      findings: setting('lint.maxFindings', document),
    };
    const found = await lintRows(document.getText(), shape, limits, session.language(), source.token);
    if (running.get(key) === source) running.delete(key);
    if (found === undefined || source.token.isCancellationRequested || document.isClosed) return;
    const rules = new Set(session.service.rules.map(({ id }) => id));
    collection.set(
      document.uri,
      found.map((finding) => {
        const shown = toDiagnostic(finding);
        // Only rules of shots have a page.
        if (!rules.has(finding.rule)) shown.code = finding.rule;
        return shown;
      }),
    );
  };
  const all = () => {
    for (const document of workspace.textDocuments) void check(document);
  };
  all();
  return Disposable.from(
    collection,
    timers,
    workspace.onDidOpenTextDocument((document) => void check(document)),
    workspace.onDidSaveTextDocument((document) => void check(document)),
    workspace.onDidCloseTextDocument((document) => {
      timers.stop(document.uri.toString());
      running.get(document.uri.toString())?.cancel();
      collection.delete(document.uri);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || setting('lint.run', document) === 'onSave') return;
      running.get(document.uri.toString())?.cancel();
      timers.start(document.uri.toString(), DELAY, () => void check(document));
    }),
    window.onDidChangeActiveTextEditor((editor) => {
      showMenus(editor !== undefined && getDataShape(session, editor.document) !== undefined);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.lint`)) all();
    }),
    session.onDidChangeLanguage(all),
  );
}

function showMenus(isData: boolean): void {
  void commands.executeCommand('setContext', CONTEXT_KEY, isData);
}
