import type { DocumentFilter, TextDocument } from 'vscode';
import type { FileKind, LanguageService } from '../../core/index.ts';
import { CHECKED_SELECTOR, checkedKind, isShadow } from '../documents.ts';
import type { Session } from '../session.ts';

/** Where names lead somewhere: all our files, and JSON and YAML, which may declare tools under any name. */
export const NAMING_SELECTOR: readonly DocumentFilter[] = CHECKED_SELECTOR;

/** Our own languages and Markdown that holds shots. */
export const WRITING_SELECTOR: readonly DocumentFilter[] = CHECKED_SELECTOR.filter(
  ({ language }) => language !== 'json' && language !== 'jsonc',
);

/** Calls the core for a document; `none` is the result for a document of another kind. */
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
