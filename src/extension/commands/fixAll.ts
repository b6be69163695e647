import { WorkspaceEdit, window } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { fixedEdit } from '../fixedEdit.ts';
import type { Session } from '../session.ts';
import { applyEdit } from '../writing/applyEdit.ts';

const say = defineMessages({
  noDocument: { en: 'Open a shots document first.', 'zh-CN': '请先打开示例文档。' },
  nothing: {
    en: "No problem here can be fixed without changing the example's meaning.",
    'zh-CN': '这里没有不影响示例含义即可修复的问题。',
  },
});

/** Applies every fix that keeps the meaning to the active document, as one step to undo. */
export async function fixAll(session: Session): Promise<void> {
  const { t } = session;
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    await window.showInformationMessage(t(say('noDocument')));
    return;
  }
  const edits = await fixedEdit(session, document);
  if (edits === undefined) {
    await window.showInformationMessage(t(say('nothing')));
    return;
  }
  const edit = new WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  await applyEdit(session, edit);
}
