import { type DocumentFilter, extensions, type TextDocument, type Uri, workspace } from 'vscode';
import type { FileMode, LanguageService } from '../core/index.ts';

export const SHOTS_LANGUAGE = 'sop-shots';
export const PROCEDURE_LANGUAGE = 'sop';

/** Shots documents, wherever they are: on disk, remote, untitled. */
export const SHOTS_SELECTOR: readonly DocumentFilter[] = [{ language: SHOTS_LANGUAGE }];

/** Everything that can have findings. */
export const CHECKED_SELECTOR: readonly DocumentFilter[] = [
  ...SHOTS_SELECTOR,
  { language: PROCEDURE_LANGUAGE },
  { language: 'markdown' },
  ...['json', 'jsonc', 'yaml'].map((language) => ({ language })),
];

/** Schemes under which an editor shows another version of a file, which would be reported twice. */
const DIFF_SCHEMES = new Set([
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
const OWN_PAGES = extensions.getExtension('sop-shots.sop-shots')?.extensionUri.toString();

const FENCE_OF_SHOTS = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:sop-)?shots\b/im;

/** True if an editor shows another version of a file in this document. */
export function isShadow({ uri }: TextDocument): boolean {
  return DIFF_SCHEMES.has(uri.scheme);
}

/**
 * How a document is to be read; the language an author chose says more than the file's name. Ordinary Markdown counts
 * only if it has a fence of shots.
 */
export function checkedKind(document: TextDocument, service: LanguageService): FileMode | undefined {
  if (isShadow(document) || isOwnPage(document)) return undefined;
  if (document.languageId === SHOTS_LANGUAGE) return 'shots';
  if (document.languageId === PROCEDURE_LANGUAGE) return 'procedure';
  if (document.languageId === 'markdown') return FENCE_OF_SHOTS.test(document.getText()) ? 'fences' : undefined;
  return service.getFileKind(document.uri.toString());
}

function isOwnPage({ uri }: TextDocument): boolean {
  return OWN_PAGES !== undefined && uri.toString().startsWith(`${OWN_PAGES}/docs/`);
}

/** The open document of a URI, if there is one. */
export function openDocument(uri: Uri | string): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === key);
}
