import { type TextDocument, TextEdit } from 'vscode';
import { changedLines } from '../core/index.ts';
import { toRange } from './convert.ts';
import { checkedKind } from './documents.ts';
import type { Session } from './session.ts';

/** The edits of every fix that keeps the meaning, or undefined if there is nothing to fix or nothing is checked. */
export async function fixedEdit(
  { service }: Session,
  document: TextDocument,
): Promise<readonly TextEdit[] | undefined> {
  const kind = checkedKind(document, service);
  if (kind === undefined) return undefined;
  const { version } = document;
  const { text, changed } = await service.fixAll(document.uri.toString(), {}, kind);
  if (!changed || document.version !== version) return undefined;
  return changedLines(document.getText(), text).map(({ range, newText }) => TextEdit.replace(toRange(range), newText));
}
