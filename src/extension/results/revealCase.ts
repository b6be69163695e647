import { Range, Uri, ViewColumn, window, workspace } from 'vscode';
import { defineMessages, type ShotsDocument } from '../../core/index.ts';
import { getShotName, type RecordedCase } from '../../evaluation/index.ts';
import type { Session } from '../session.ts';
import type { StoredRun } from './runFiles.ts';

const say = defineMessages({
  gone: { en: 'The document {path} cannot be opened.', 'zh-CN': '无法打开文档 {path}。' },
});

/** Shows a case of a run in its document: its round where the shot is now, or else the line where it was. */
export async function revealCase(session: Session, { record, root }: StoredRun, index: number): Promise<void> {
  const test = record.cases[index];
  if (test === undefined) return;
  const uri = Uri.joinPath(root, test.path);
  const context = await session.service.getContext(uri.toString(), 'shots');
  const document = await workspace.openTextDocument(uri).then(
    (found) => found,
    () => undefined,
  );
  if (document === undefined) {
    return void window.showWarningMessage(session.t(say('gone', { path: test.path })));
  }
  const offset = context === undefined ? undefined : findCase(context.document, test);
  const start =
    offset === undefined ? document.lineAt(toLine(test, document.lineCount)).range.start : document.positionAt(offset);
  await window.showTextDocument(document, { viewColumn: ViewColumn.One, selection: new Range(start, start) });
}

function toLine({ line }: RecordedCase, lineCount: number): number {
  return Math.min(Math.max(0, line - 1), lineCount - 1);
}

function findCase({ shots }: ShotsDocument, { shot: name, round }: RecordedCase): number | undefined {
  const shot = shots.find((one) => getShotName(one) === name);
  if (shot === undefined) return undefined;
  const place = round === 'answer' ? shot.answer : shot.rounds[round - 1];
  return (place ?? shot).start;
}
