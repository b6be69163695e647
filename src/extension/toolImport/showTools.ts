import { commands, Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { defineMessages, trimEndOf } from '../../core/index.ts';
import type { ListedTools } from '../../toolServers/index.ts';
import type { Session } from '../session.ts';
import type { ToolServers } from './platform.ts';

const say = defineMessages({
  saveTo: { en: 'Write the Tools', 'zh-CN': '写入工具' },
  fileKind: { en: 'Tool files', 'zh-CN': '工具文件' },
  unsaved: {
    en: '{path} has unsaved changes. Save or revert them first.',
    'zh-CN': '{path} 有未保存的更改，请先保存或还原。',
  },
  unchanged: { en: 'Tools in {path}: {count}, unchanged.', 'zh-CN': '{path}：{count} 个工具，没有变化。' },
  written: { en: 'Tools in {path}: {count} from {server}.', 'zh-CN': '{path}：来自 {server} 的 {count} 个工具。' },
  review: {
    en: 'Tools in {path}: {added} added, {removed} removed, {changed} changed. Save the file to keep them, or undo.',
    'zh-CN': '{path}：新增 {added} 个工具，移除 {removed} 个，修改 {changed} 个。保存文件即可采用，也可以撤消。',
  },
  refused: { en: '{path} cannot be changed.', 'zh-CN': '无法更改 {path}。' },
});

/** Writes a new tool file, or shows what changes in an existing one; there the user saves or undoes the change. */
export async function showTools(
  { t }: Session,
  servers: ToolServers,
  folder: Uri,
  { serverName, tools }: ListedTools,
): Promise<void> {
  const name = trimEndOf(serverName.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+/, ''), /-/) || 'server';
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folder, `${name}.tools.json`),
    title: t(say('saveTo')),
    filters: { [t(say('fileKind'))]: ['json'] },
  });
  if (target === undefined) return;
  const path = workspace.asRelativePath(target);
  const text = servers.printToolFile(tools);
  const existing = await openExisting(target);
  if (existing === undefined) {
    const edit = new WorkspaceEdit();
    edit.createFile(target, { contents: new TextEncoder().encode(text) });
    if (!(await workspace.applyEdit(edit))) return void window.showErrorMessage(t(say('refused', { path })));
    await window.showTextDocument(target);
    void window.showInformationMessage(t(say('written', { path, count: tools.length, server: serverName })));
    return;
  }
  if (existing.isDirty) return void window.showWarningMessage(t(say('unsaved', { path })));
  const before = existing.getText();
  if (before === text) return void window.showInformationMessage(t(say('unchanged', { path, count: tools.length })));
  if (!(await replaceText(existing, text))) return void window.showErrorMessage(t(say('refused', { path })));
  await window.showTextDocument(existing);
  await commands.executeCommand('workbench.files.action.compareWithSaved');
  const { added, removed, changed } = servers.compareToolFile(before, tools);
  const counts = { added: added.length, removed: removed.length, changed: changed.length };
  void window.showInformationMessage(t(say('review', { path, ...counts })));
}

async function openExisting(target: Uri): Promise<TextDocument | undefined> {
  const exists = await Promise.resolve(workspace.fs.stat(target)).catch(() => undefined);
  return exists && workspace.openTextDocument(target);
}

function replaceText(document: TextDocument, text: string): Thenable<boolean> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  return workspace.applyEdit(edit);
}
