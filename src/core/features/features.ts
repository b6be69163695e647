import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Position,
  Range,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-types';
import type { Cancellation, FileKind } from '../host.ts';
import type { Message } from '../l10n/messages.ts';

/** Why a rename cannot be done; the host shows it to the user as it is. */
export interface Refusal {
  readonly refused: Message;
}

/** What the editor's features need to know of the user's wishes. */
export interface FeatureOptions {
  readonly inlayHints: { readonly parameterNames: boolean; readonly steps: boolean };
  /** Completion items may hold tab stops. */
  readonly snippets: boolean;
  /** An edit of the workspace may create files. */
  readonly createsFiles: boolean;
  /** The editor's command that opens a list of completions, for items after which another one is due; else none is sent. */
  readonly nextListCommand?: string;
}

/**
 * What an editor user expects of a language, one method a feature, in LSP's types. Every answer is computed from the
 * text the host has at that moment; where a document cannot be read or has no place for the feature, it is empty. None
 * of them throws on a user's text. `kind` is for documents whose name does not say what they are.
 */
export interface LanguageFeatures {
  setFeatureOptions(options: FeatureOptions): void;
  /** Reads the workspace ahead of the first question about it, giving way to everything else; a host calls it when idle. */
  prepare(cancellation?: Cancellation): Promise<void>;
  complete(uri: string, position: Position, cancellation?: Cancellation, kind?: FileKind): Promise<CompletionList>;
  /** Adds what is costly to an item that the user looks at: its documentation. */
  resolveCompletion(item: CompletionItem): Promise<CompletionItem>;
  signatureHelp(uri: string, position: Position, kind?: FileKind): Promise<SignatureHelp | undefined>;
  hover(uri: string, position: Position, kind?: FileKind): Promise<Hover | undefined>;
  definition(uri: string, position: Position, kind?: FileKind): Promise<readonly Location[]>;
  references(
    uri: string,
    position: Position,
    includeDeclaration: boolean,
    cancellation?: Cancellation,
    kind?: FileKind,
  ): Promise<readonly Location[]>;
  highlights(uri: string, position: Position, kind?: FileKind): Promise<readonly DocumentHighlight[]>;
  /** The range that is renamed and its text now, or why not. */
  prepareRename(
    uri: string,
    position: Position,
    kind?: FileKind,
  ): Promise<{ readonly range: Range; readonly placeholder: string } | Refusal>;
  /** Schema, calls, API-schema blocks and SOP mentions in one edit, or why not. */
  rename(
    uri: string,
    position: Position,
    newName: string,
    cancellation?: Cancellation,
    kind?: FileKind,
  ): Promise<WorkspaceEdit | Refusal>;
  documentSymbols(uri: string, kind?: FileKind): Promise<readonly DocumentSymbol[]>;
  workspaceSymbols(query: string, cancellation?: Cancellation): Promise<readonly WorkspaceSymbol[]>;
  foldingRanges(uri: string, kind?: FileKind): Promise<readonly FoldingRange[]>;
  selectionRanges(uri: string, positions: readonly Position[], kind?: FileKind): Promise<readonly SelectionRange[]>;
  documentLinks(uri: string, kind?: FileKind): Promise<readonly DocumentLink[]>;
  /** Encoded by `semanticTokenLegend`. */
  semanticTokens(uri: string, range?: Range, kind?: FileKind): Promise<SemanticTokens>;
  codeLenses(uri: string, cancellation?: Cancellation, kind?: FileKind): Promise<readonly CodeLens[]>;
  inlayHints(uri: string, range: Range, kind?: FileKind): Promise<readonly InlayHint[]>;
  /** The edits that lay a document, or the rounds a range touches, out in the project's style. */
  format(uri: string, range?: Range, kind?: FileKind): Promise<readonly TextEdit[]>;
  formatOnType(uri: string, position: Position, character: string, kind?: FileKind): Promise<readonly TextEdit[]>;
  /** Conversions and refactorings at a range (quick fixes come with the diagnostics). */
  codeActions(uri: string, range: Range, kind?: FileKind): Promise<readonly CodeAction[]>;
}
