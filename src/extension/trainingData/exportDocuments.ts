import { type Uri, workspace } from 'vscode';
import type { Message } from '../../core/index.ts';
import { EXPORT_LINT_OPTIONS, type Exporter, type ExportRow } from '../../datasets/index.ts';
import type { Session } from '../session.ts';
import { visitDocuments } from './visitDocuments.ts';

/** Gives documents to an exporter, one after the other, and shows the progress. False if the user cancels. */
export async function exportDocuments(
  session: Session,
  documents: readonly Uri[],
  exporter: Exporter,
  title: Message,
  take: (row: ExportRow) => void,
): Promise<boolean> {
  const { service } = session;
  return visitDocuments(session, documents, title, async (uri, kind, token) => {
    const { diagnostics } = await service.lint(uri.toString(), EXPORT_LINT_OPTIONS, kind, token);
    const context = await service.getContext(uri.toString(), kind);
    if (context === undefined) return;
    const { document, tools } = context;
    const path = workspace.asRelativePath(uri);
    for (const row of exporter.add({ path, document, tools, diagnostics })) take(row);
  });
}
