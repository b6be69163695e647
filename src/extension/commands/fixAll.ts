import { WorkspaceEdit, window, workspace } from 'vscode';
import { fixedEdit } from '../fixedEdit.ts';
import type { Session } from '../session.ts';

/** Applies every fix that keeps the meaning to the active document, as one step to undo. */
export async function fixAll(session: Session): Promise<void> {
  const { t } = session;
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    await window.showInformationMessage(t('Open a shots document first.'));
    return;
  }
  const edits = await fixedEdit(session, document);
  if (edits === undefined) {
    await window.showInformationMessage(t('There is nothing here that can be fixed without changing what is taught.'));
    return;
  }
  const edit = new WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  if (!(await workspace.applyEdit(edit))) {
    await window.showWarningMessage(
      t('{0} cannot be changed: it is read-only.', workspace.asRelativePath(document.uri)),
    );
  }
}
