import { type TextDocument, Uri, window, workspace } from 'vscode';
import { PROMPT_LINT_OPTIONS, type PromptSource } from '../../datasets/index.ts';
import { checkedKind } from '../documents.ts';
import type { Session } from '../session.ts';

/** The document that a command is about: the given one, else the active one if it has shots. */
export async function findDocument(session: Session, uri: unknown): Promise<TextDocument | undefined> {
  const document = uri instanceof Uri ? await workspace.openTextDocument(uri) : window.activeTextEditor?.document;
  return document !== undefined && hasShots(session, document) ? document : undefined;
}

export function hasShots({ service }: Session, document: TextDocument): boolean {
  const kind = checkedKind(document, service);
  return kind === 'shots' || kind === 'fences';
}

/** What the prompt of a document is assembled from, without the counter; undefined if it cannot be read. */
export async function loadSource(
  { service }: Session,
  document: TextDocument,
): Promise<Omit<PromptSource, 'counter'> | undefined> {
  const uri = document.uri.toString();
  const kind = checkedKind(document, service);
  const context = await service.getContext(uri, kind);
  if (context === undefined) return undefined;
  const { diagnostics } = await service.lint(uri, PROMPT_LINT_OPTIONS, kind);
  return { context, diagnostics };
}
