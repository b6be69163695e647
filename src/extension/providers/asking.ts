import type { DocumentFilter, TextDocument } from 'vscode';
import type { FileKind, LanguageService } from '../../core/index.ts';
import { checkedKind, checkedSelector, isShadow } from '../documents.ts';
import type { Session } from '../session.ts';

/** Where names lead somewhere: all our files, and JSON and YAML, which may declare tools under any name. */
export const namingSelector: readonly DocumentFilter[] = checkedSelector;

/** Our own languages and Markdown that holds shots. */
export const writingSelector: readonly DocumentFilter[] = checkedSelector.filter(
  ({ language }) => language !== 'json' && language !== 'jsonc',
);

/** Asks the core about a document; `none` is the answer for one that is none of ours. */
export async function ask<Answer>(
  { service }: Session,
  document: TextDocument,
  none: Answer,
  question: (service: LanguageService, uri: string, kind: FileKind | undefined) => Promise<Answer>,
): Promise<Answer> {
  if (isShadow(document)) return none;
  const kind = checkedKind(document, service);
  if (kind === undefined && document.languageId === 'markdown') return none;
  return question(service, document.uri.toString(), kind === 'fences' ? undefined : kind);
}
