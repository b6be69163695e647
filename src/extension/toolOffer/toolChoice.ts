import { type TextDocument, type Uri, WorkspaceEdit, window } from 'vscode';
import { changedLines, defineMessages, resolvePath, withToolChoice, writtenPath } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { applyEdit } from '../writing/applyEdit.ts';

const say = defineMessages({
  badFrontMatter: {
    en: 'The front matter cannot be read. Correct it first.',
    'zh-CN': '无法读取 Front Matter（文件头），请先更正。',
  },
});

/** True if a path of a document's front matter leads to a file. */
export function leadsTo({ host }: Session, document: TextDocument, written: string, file: Uri): boolean {
  const target = resolvePath(document.uri.toString(), written, host.roots);
  return target.ok && target.uri === file.toString();
}

/** How the front matter of a document writes the path of a file. */
export function pathIn({ host }: Session, document: TextDocument, file: Uri): string {
  return writtenPath(document.uri.toString(), file.toString(), host.roots);
}

/** Has the front matter of a document take these entries of a tool file, or all of its tools without a choice. */
export async function writeToolChoice(
  session: Session,
  document: TextDocument,
  file: Uri,
  include: readonly string[] | undefined,
): Promise<void> {
  const before = document.getText();
  const path = pathIn(session, document, file);
  const isFile = (written: string): boolean => leadsTo(session, document, written, file);
  const after = withToolChoice(before, path, include, isFile);
  if (after === undefined) {
    await window.showWarningMessage(session.t(say('badFrontMatter')));
    return;
  }
  const edit = new WorkspaceEdit();
  for (const { range, newText } of changedLines(before, after)) edit.replace(document.uri, toRange(range), newText);
  await applyEdit(session, edit);
}
