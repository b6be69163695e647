import { type DocumentFilter, extensions, type TextDocument, type Uri, workspace } from 'vscode';
import type { LanguageService, Reading } from '../core/index.ts';

export const shotsLanguage = 'sop-shots';
export const procedureLanguage = 'sop';

/** Shots documents, wherever they are: on disk, remote, untitled. */
export const shotsSelector: readonly DocumentFilter[] = [{ language: shotsLanguage }];

/** Everything that can have findings. */
export const checkedSelector: readonly DocumentFilter[] = [
  ...shotsSelector,
  { language: procedureLanguage },
  { language: 'markdown' },
  ...['json', 'jsonc', 'yaml'].map((language) => ({ language })),
];

/** Schemes under which an editor shows another version of a file, which would be reported twice. */
const shadows = new Set([
  'git',
  'gitfs',
  'gitlens',
  'svn',
  'hg',
  'output',
  'vscode-local-history',
  'vscode-scm',
  'sop-shots-preview',
]);

/** The pages that this extension brings along show mistakes on purpose. */
const ownPages = extensions.getExtension('sop-shots.sop-shots')?.extensionUri.toString();

const fenceOfShots = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:sop-)?shots\b/im;

/** True if an editor shows another version of a file in this document. */
export function isShadow({ uri }: TextDocument): boolean {
  return shadows.has(uri.scheme);
}

/**
 * How a document is to be read; the language an author chose says more than the file's name. Ordinary Markdown counts
 * only if it has a fence of shots.
 */
export function checkedKind(document: TextDocument, service: LanguageService): Reading | undefined {
  if (isShadow(document) || isOwnPage(document)) return undefined;
  if (document.languageId === shotsLanguage) return 'shots';
  if (document.languageId === procedureLanguage) return 'procedure';
  if (document.languageId === 'markdown') return fenceOfShots.test(document.getText()) ? 'fences' : undefined;
  return service.kindOf(document.uri.toString());
}

function isOwnPage({ uri }: TextDocument): boolean {
  return ownPages !== undefined && uri.toString().startsWith(`${ownPages}/docs/`);
}

/** The open document of a URI, if there is one. */
export function openDocument(uri: Uri | string): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === key);
}
