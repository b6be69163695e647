import { Position, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { changedLines, LineIndex, suppressionOf, withRuleSeverity } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';

/** Puts the comment above a line that excepts it from a rule. */
export async function disableRuleForLine(uri: Uri, rule: string, at: Position): Promise<void> {
  const text = (await workspace.openTextDocument(uri)).getText();
  const insertion = suppressionOf(text, new LineIndex(text), at.line, rule);
  if (insertion === undefined) return;
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(insertion.line, insertion.character), insertion.newText);
  await workspace.applyEdit(edit);
}

/** Turns a rule off in the project file that counts for a document; without one a file is made in its root. */
export async function turnRuleOff({ service, t }: Session, uri: Uri, rule: string): Promise<void> {
  const root = workspace.getWorkspaceFolder(uri)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
  const known = (await service.contextOf(uri.toString()))?.project.uri;
  const file = known ? Uri.parse(known) : root && Uri.joinPath(root, 'sop-shots.yaml');
  if (file === undefined) {
    await window.showWarningMessage(t('Open a folder first: its project file holds the rules.'));
    return;
  }
  const document = known ? await workspace.openTextDocument(file) : undefined;
  const before = document?.getText() ?? '';
  const text = withRuleSeverity(before, rule, 'off', file.path.endsWith('.json') ? 'json' : 'yaml');
  if (text === undefined) {
    await window.showWarningMessage(t('{0} cannot be read; mend it first.', workspace.asRelativePath(file)));
    return;
  }
  const edit = new WorkspaceEdit();
  if (document === undefined) edit.createFile(file, { contents: new TextEncoder().encode(text) });
  for (const { range, newText } of document ? changedLines(before, text) : [])
    edit.replace(file, toRange(range), newText);
  await workspace.applyEdit(edit);
  await document?.save();
}
