import {
  type Disposable,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  type DocumentPasteEditProvider,
  languages,
} from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { PROCEDURE_LANGUAGE } from '../documents.ts';
import type { ProcedureImportPlatform } from '../procedureImport/platform.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  title: { en: 'Paste Tables and Lists as Markdown', 'zh-CN': '将表格和列表粘贴为 Markdown' },
});

const HTML = 'text/html';

/** What a text from the clipboard has without its markup: neither rows nor numbers. */
const NEEDS_MARKUP = /<(?:table|ol|ul)\b/i;

/** Text copied in VS Code itself is meant as it is. */
const FROM_EDITOR = 'vscode-editor-data';

/** Pastes tables and lists of browsers, Word and Excel into procedures as Markdown, where the platform reads HTML. */
export function registerPasteHtml(
  { t }: Session,
  { loadDocumentReader }: ProcedureImportPlatform,
): readonly Disposable[] {
  if (loadDocumentReader === undefined) return [];
  const kind = DocumentDropOrPasteEditKind.Text.append('markdown', 'sopShots');
  const provider: DocumentPasteEditProvider = {
    provideDocumentPasteEdits: async (_document, _ranges, transfer, _context, token) => {
      if (transfer.get(FROM_EDITOR) !== undefined) return undefined;
      const html = (await transfer.get(HTML)?.asString()) ?? '';
      if (!NEEDS_MARKUP.test(html)) return undefined;
      const { readHtml } = await loadDocumentReader();
      const text = readHtml(html);
      return text === '' || token.isCancellationRequested
        ? undefined
        : [new DocumentPasteEdit(text, t(say('title')), kind)];
    },
  };
  const metadata = { providedPasteEditKinds: [kind], pasteMimeTypes: [HTML] };
  return [languages.registerDocumentPasteEditProvider({ language: PROCEDURE_LANGUAGE }, provider, metadata)];
}
