import { Position, Range, Selection, Uri, ViewColumn, WorkspaceEdit, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { getInsertion } from '../../generation/index.ts';
import type { Session } from '../session.ts';
import { applyEdit } from './applyEdit.ts';

const say = defineMessages({
  unreadable: { en: 'The document can no longer be read.', 'zh-CN': '文档已无法读取。' },
});

/** Adds a shot to its document, after the others, and shows it. Undo removes it. A document that cannot be edited stays. */
export async function insertDraft(session: Session, uri: string, shot: string): Promise<void> {
  const context = await session.service.getContext(uri, 'shots');
  if (context === undefined) return void window.showWarningMessage(session.t(say('unreadable')));
  const { offset, text } = getInsertion(context.document, [shot]);
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(offset), text);
  if (!(await applyEdit(session, edit))) return;
  const start = document.positionAt(offset + text.length - text.trimStart().length);
  // Where it is shown already, so that it does not cover a preview in front.
  const shown = window.visibleTextEditors.find((visible) => visible.document === document)?.viewColumn;
  const editor = await window.showTextDocument(document, shown ?? ViewColumn.One);
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, new Position(start.line + 10, 0)));
}
