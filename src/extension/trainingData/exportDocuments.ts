import { type CancellationToken, type Progress, ProgressLocation, type Uri, window, workspace } from 'vscode';
import { defineMessages, type Message } from '../../core/index.ts';
import { EXPORT_LINT_OPTIONS, type Exporter, type ExportRow } from '../../datasets/index.ts';
import { checkedKind, openDocument } from '../documents.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  progress: { en: '{done} of {total} documents', 'zh-CN': '已处理 {done}/{total} 个文档' },
});

/** Gives documents to an exporter, one after the other, and shows the progress. False if the user cancels. */
export async function exportDocuments(
  session: Session,
  documents: readonly Uri[],
  exporter: Exporter,
  title: Message,
  take: (row: ExportRow) => void,
): Promise<boolean> {
  const options = { location: ProgressLocation.Notification, title: session.t(title), cancellable: true };
  return window.withProgress(options, (progress, token) =>
    giveAll(session, documents, exporter, progress, token, take),
  );
}

async function giveAll(
  { service, t }: Session,
  documents: readonly Uri[],
  exporter: Exporter,
  progress: Progress<{ message: string; increment: number }>,
  token: CancellationToken,
  take: (row: ExportRow) => void,
): Promise<boolean> {
  const total = documents.length;
  for (const [done, uri] of documents.entries()) {
    progress.report({ message: t(say('progress', { done, total })), increment: 100 / total });
    // The extension host answers the cancel button in between.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (token.isCancellationRequested) return false;
    const open = openDocument(uri);
    const kind = (open && checkedKind(open, service)) ?? 'shots';
    const { diagnostics } = await service.lint(uri.toString(), EXPORT_LINT_OPTIONS, kind, token);
    const context = await service.getContext(uri.toString(), kind);
    if (context === undefined) continue;
    const { document, tools } = context;
    const path = workspace.asRelativePath(uri);
    for (const row of exporter.add({ path, document, tools, diagnostics })) take(row);
  }
  return !token.isCancellationRequested;
}
