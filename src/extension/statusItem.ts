import { Disposable, StatusBarAlignment, type TextEditor, window } from 'vscode';
import { checkedKind } from './documents.ts';
import type { CheckedFile, Findings } from './findings.ts';
import type { Session } from './session.ts';

/** Shows what the active document holds: shots, findings, drafts. Clicking it opens the Problems view. */
export function registerStatusItem(session: Session, findings: Findings): Disposable {
  const item = window.createStatusBarItem('sopShots.status', StatusBarAlignment.Right, 100);
  item.command = 'workbench.actions.view.problems';
  const show = (editor: TextEditor | undefined = window.activeTextEditor): void => {
    const kind = editor && checkedKind(editor.document, session.service);
    const file = editor && findings.get(editor.document.uri);
    if (file === undefined || (kind !== 'shots' && kind !== 'fences')) {
      item.hide();
      return;
    }
    describe(session, item, file);
    item.show();
  };
  show();
  return Disposable.from(
    item,
    findings.onDidChange(() => show()),
    session.onDidChangeLanguage(() => show()),
    window.onDidChangeActiveTextEditor(show),
  );
}

function describe(
  { t }: Session,
  item: { name: string | undefined; text: string; tooltip: unknown },
  file: CheckedFile,
): void {
  const shots = file.result.shots;
  const drafts = file.result.drafts;
  const problems = file.findings.length;
  const parts = [
    shots === 1 ? t('1 shot') : t('{0} shots', shots),
    ...(problems > 0 ? [problems === 1 ? t('1 finding') : t('{0} findings', problems)] : []),
    ...(drafts > 0 ? [drafts === 1 ? t('1 draft') : t('{0} drafts', drafts)] : []),
  ];
  item.name = 'SOP Shots';
  item.text = `$(comment-discussion) ${parts.join(' · ')}`;
  item.tooltip = t('SOP Shots: {0} calls checked. Click to show the findings.', file.result.calls);
}
