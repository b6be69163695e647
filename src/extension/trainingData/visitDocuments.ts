import { type CancellationToken, ProgressLocation, type Uri, window } from 'vscode';
import { defineMessages, type Message } from '../../core/index.ts';
import { checkedKind, openDocument } from '../documents.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  progress: { en: '{done} of {total} {total|document|documents}', 'zh-CN': '已处理 {done}/{total} 个文档' },
});

/** What is done with a document. `kind` is how it is read. */
type Visit = (uri: Uri, kind: NonNullable<ReturnType<typeof checkedKind>>, token: CancellationToken) => Promise<void>;

/** Visits documents one after the other, and shows the progress. False if the user cancels. */
export async function visitDocuments(
  { service, t }: Session,
  documents: readonly Uri[],
  title: Message,
  visit: Visit,
): Promise<boolean> {
  const total = documents.length;
  const options = { location: ProgressLocation.Notification, title: t(title), cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    for (const [done, uri] of documents.entries()) {
      progress.report({ message: t(say('progress', { done, total })), increment: 100 / total });
      // The extension host answers the cancel button in between.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (token.isCancellationRequested) return false;
      const open = openDocument(uri);
      await visit(uri, (open && checkedKind(open, service)) ?? 'shots', token);
    }
    return !token.isCancellationRequested;
  });
}
