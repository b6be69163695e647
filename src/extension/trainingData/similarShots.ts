import { commands, type DiagnosticCollection, Disposable, languages, Uri, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { createFileComparison } from '../../datasets/index.ts';
import { DIAGNOSTIC_SOURCE, toDiagnostic } from '../convert.ts';
import type { Session } from '../session.ts';
import { listShots } from './exportScope.ts';
import { visitDocuments } from './visitDocuments.ts';

const say = defineMessages({
  comparing: { en: 'Comparing shots', 'zh-CN': '正在比较示例' },
  found: {
    en: '{count} {count|shot is|shots are} almost identical to a shot of another document.',
    'zh-CN': '有 {count} 个示例与其他文档中的示例几乎相同。',
  },
  none: {
    en: 'No shot of {documents} {documents|document|documents} is almost identical to one of another document.',
    'zh-CN': '{documents} 个文档之间没有几乎相同的示例。',
  },
  show: { en: 'Show Problems', 'zh-CN': '显示问题' },
});

/** The shots of the workspace that are almost identical to those of other documents, as problems. */
export interface SimilarShots extends Disposable {
  /** Compares the shots of all documents. Answers how many are reported; undefined if the user cancels. */
  find(): Promise<number | undefined>;
}

/** A comparison of all documents is no part of checking one, so its problems stay until their document is edited. */
export function createSimilarShots(session: Session): SimilarShots {
  const collection = languages.createDiagnosticCollection(DIAGNOSTIC_SOURCE);
  const edited = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) forget(collection, document.uri);
  });
  const deleted = workspace.onDidDeleteFiles(({ files }) => {
    for (const uri of files) forget(collection, uri);
  });
  return Object.assign(Disposable.from(collection, edited, deleted), {
    find: () => findSimilarShots(session, collection),
  });
}

/** Removes the problems of a document, and those of others that say it is similar. */
function forget(collection: DiagnosticCollection, uri: Uri): void {
  collection.delete(uri);
  const removed = uri.toString();
  collection.forEach((other, diagnostics) => {
    const kept = diagnostics.filter(({ relatedInformation = [] }) =>
      relatedInformation.every(({ location }) => location.uri.toString() !== removed),
    );
    if (kept.length < diagnostics.length) collection.set(other, kept);
  });
}

async function findSimilarShots(session: Session, collection: DiagnosticCollection): Promise<number | undefined> {
  const { service, language, t } = session;
  const documents = await listShots(session);
  const comparison = createFileComparison({}, language());
  const isComplete = await visitDocuments(session, documents, say('comparing'), async (uri, kind) => {
    const context = await service.getContext(uri.toString(), kind);
    if (context === undefined) return;
    comparison.addDocument({ path: workspace.asRelativePath(uri), uri: uri.toString() }, context);
  });
  if (!isComplete) return undefined;
  const found = comparison.find();
  collection.clear();
  for (const [uri, findings] of found) collection.set(Uri.parse(uri), findings.map(toDiagnostic));
  const count = [...found.values()].flat().length;
  void tell(
    count === 0 ? t(say('none', { documents: documents.length })) : t(say('found', { count })),
    count,
    t(say('show')),
  );
  return count;
}

async function tell(message: string, count: number, show: string): Promise<void> {
  const chosen = await window.showInformationMessage(message, ...(count === 0 ? [] : [show]));
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
}
