import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { semanticTokenLegend } from '../core/index.ts';

/** The code action kind for every fix that keeps the meaning. */
export const FIX_ALL: string = `${CodeActionKind.SourceFixAll}.sopShots`;

/** The server's capabilities: everything the language service offers. */
export const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  completionProvider: {
    triggerCharacters: ['*', ':', '：', '(', ',', '=', '"', "'", '{', '/', '-', ' '],
    resolveProvider: true,
  },
  signatureHelpProvider: { triggerCharacters: ['(', ',', '（', '，'], retriggerCharacters: [')', '）'] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: {},
  semanticTokensProvider: {
    legend: {
      tokenTypes: [...semanticTokenLegend.tokenTypes],
      tokenModifiers: [...semanticTokenLegend.tokenModifiers],
    },
    full: true,
    range: true,
  },
  codeLensProvider: {},
  inlayHintProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: [')'] },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
