import type { Uri } from 'vscode';
import { createLanguageService, type LanguageService } from '../../core/index.ts';
import { createOverlayHost } from '../../generation/index.ts';
import type { Session } from '../session.ts';

/**
 * A service without cached files: an agent often calls right after writing a file, and VS Code may report the change
 * seconds later.
 */
export function freshService({ host, language }: Session): LanguageService {
  return createLanguageService(host, { language: language() });
}

/** The same, to which one document has a text of ours. */
export function serviceWith({ host, language }: Session, uri: Uri, text: string): LanguageService {
  const overlay = createOverlayHost(host, uri.toString());
  overlay.write(text);
  return createLanguageService(overlay.host, { language: language() });
}
