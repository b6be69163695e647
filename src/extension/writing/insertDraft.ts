import { Position, Range, Selection, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { getInsertion } from '../../generation/index.ts';
import type { Session } from '../session.ts';

/** Adds a shot to its document, after the others, and shows it. Undo removes it. False if it cannot be edited. */
export async function insertDraft({ service }: Session, uri: string, text: string): Promise<boolean> {
  const context = await service.getContext(uri, 'shots');
  if (context === undefined) return false;
  const insertion = getInsertion(context.document, [text]);
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const at = document.positionAt(insertion.offset);
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, at, insertion.text);
  if (!(await workspace.applyEdit(edit))) return false;
  const start = document.positionAt(insertion.offset + insertion.text.length - insertion.text.trimStart().length);
  const editor = await window.showTextDocument(document);
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, new Position(start.line + 10, 0)));
  return true;
}
