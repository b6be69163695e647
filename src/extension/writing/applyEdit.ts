import { type WorkspaceEdit, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import type { Session } from '../session.ts';
import { isReadOnly } from './readOnly.ts';

const say = defineMessages({
  readOnly: { en: '{name} cannot be changed: it is read-only.', 'zh-CN': '无法修改 {name}：文件是只读的。' },
  refused: {
    en: '{names} cannot be changed: the editor refused the edit.',
    'zh-CN': '无法修改 {names}：编辑器拒绝了此更改。',
  },
});

/** Applies an edit of the workspace. False, with a message, if a file in it is read-only or the editor refuses it. */
export async function applyEdit({ t }: Session, edit: WorkspaceEdit): Promise<boolean> {
  const uris = edit.entries().map(([uri]) => uri);
  for (const uri of uris) {
    if (!(await isReadOnly(uri))) continue;
    void window.showWarningMessage(t(say('readOnly', { name: workspace.asRelativePath(uri) })));
    return false;
  }
  if (await workspace.applyEdit(edit)) return true;
  const names = uris.map((uri) => workspace.asRelativePath(uri));
  void window.showWarningMessage(t(say('refused', { names: names.join(', ') })));
  return false;
}
