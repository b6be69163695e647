import { Position, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { changedLines, createSuppression, defineMessages, LineIndex, withRuleSeverity } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { applyEdit } from '../writing/applyEdit.ts';

const say = defineMessages({
  noFolder: {
    en: 'Open a folder first: rules are set in its project file.',
    'zh-CN': '请先打开文件夹：规则在其项目文件中设置。',
  },
  unreadable: { en: '{name} cannot be read. Correct it first.', 'zh-CN': '无法读取 {name}，请先更正。' },
});

/** Puts the comment above a line that excepts it from a rule. */
export async function disableRuleForLine(session: Session, uri: Uri, rule: string, at: Position): Promise<void> {
  const text = (await workspace.openTextDocument(uri)).getText();
  const insertion = createSuppression(text, new LineIndex(text), at.line, rule);
  if (insertion === undefined) return;
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(insertion.line, insertion.character), insertion.newText);
  await applyEdit(session, edit);
}

/** Turns a rule off in the project file that counts for a document; without one a file is made in its root. */
export async function turnRuleOff(session: Session, uri: Uri, rule: string): Promise<void> {
  const { service, t } = session;
  const root = workspace.getWorkspaceFolder(uri)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
  const known = (await service.getContext(uri.toString()))?.project.uri;
  const file = known ? Uri.parse(known) : root && Uri.joinPath(root, 'sop-shots.yaml');
  if (file === undefined) {
    await window.showWarningMessage(t(say('noFolder')));
    return;
  }
  const document = known ? await workspace.openTextDocument(file) : undefined;
  const before = document?.getText() ?? '';
  const text = withRuleSeverity(before, rule, 'off', file.path.endsWith('.json') ? 'json' : 'yaml');
  if (text === undefined) {
    await window.showWarningMessage(t(say('unreadable', { name: workspace.asRelativePath(file) })));
    return;
  }
  const edit = new WorkspaceEdit();
  if (document === undefined) edit.createFile(file, { contents: new TextEncoder().encode(text) });
  for (const { range, newText } of document ? changedLines(before, text) : [])
    edit.replace(file, toRange(range), newText);
  if (await applyEdit(session, edit)) await document?.save();
}
