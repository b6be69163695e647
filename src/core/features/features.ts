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

/** The conversion of a document's calls into one notation. */
export interface CallConversionEdits {
  /** The edits, in order. */
  readonly edits: readonly TextEdit[];
  /** How many calls the edits rewrite. */
  readonly converted: number;
  /** The calls that stay as they are, with the reason in the language of the service. */
  readonly kept: readonly { readonly range: Range; readonly reason: string }[];
}

/** Why a rename cannot be done; the host shows it to the user as it is. */
export interface Refusal {
  /** The reason, in both languages. */
  readonly refused: Message;
}

/** The settings of the user that the features need. */
export interface FeatureOptions {
  /** Which inlay hints to show: names of positional arguments, titles of the steps that rounds name. */
  readonly inlayHints: { readonly parameterNames: boolean; readonly steps: boolean };
  /** Completion items may hold tab stops. */
  readonly snippets: boolean;
  /** An edit of the workspace may create files. */
  readonly createsFiles: boolean;
  /** The editor's command that opens a list of completions, for items after which another one is due; else none is sent. */
  readonly nextListCommand?: string;
}

/**
 * The language features of an editor, one method per feature, with LSP types. Every result is computed from the
 * text the host has at that moment; where a document cannot be read or does not support the feature, it is empty. None
 * of them throws on a user's text. `kind` is for documents whose name does not say what they are.
 */
export interface LanguageFeatures {
  /** Replaces the options of all later results. */
  setFeatureOptions(options: FeatureOptions): void;
  /** Reads the workspace ahead of the first question about it, giving way to everything else; a host calls it when idle. */
  prepare(cancellation?: Cancellation): Promise<void>;
  /** The completion items at a position; their documentation is left to `resolveCompletion`. */
  complete(uri: string, position: Position, cancellation?: Cancellation, kind?: FileKind): Promise<CompletionList>;
  /** Adds what is costly to an item that the user looks at: its documentation. */
  resolveCompletion(item: CompletionItem): Promise<CompletionItem>;
  /** The signature of the tool whose call surrounds the position; undefined outside of calls. */
  signatureHelp(uri: string, position: Position, kind?: FileKind): Promise<SignatureHelp | undefined>;
  /** Markdown about what is at the position; undefined if there is nothing to say. */
  hover(uri: string, position: Position, kind?: FileKind): Promise<Hover | undefined>;
  /** Where the tool, parameter, step or file at the position is defined. */
  definition(uri: string, position: Position, kind?: FileKind): Promise<readonly Location[]>;
  /** Every use in the workspace of what is at the position; partial if cancelled. */
  references(
    uri: string,
    position: Position,
    includeDeclaration: boolean,
    cancellation?: Cancellation,
    kind?: FileKind,
  ): Promise<readonly Location[]>;
  /** The uses within this document of what is at the position. */
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
  /** The outline of a document. */
  documentSymbols(uri: string, kind?: FileKind): Promise<readonly DocumentSymbol[]>;
  /** The symbols of all files whose name matches the query. */
  workspaceSymbols(query: string, cancellation?: Cancellation): Promise<readonly WorkspaceSymbol[]>;
  /** The ranges that an editor can fold. */
  foldingRanges(uri: string, kind?: FileKind): Promise<readonly FoldingRange[]>;
  /** For each position, the ranges around it from the smallest to the whole document. */
  selectionRanges(uri: string, positions: readonly Position[], kind?: FileKind): Promise<readonly SelectionRange[]>;
  /** Links to the tool and procedure files that a document names. */
  documentLinks(uri: string, kind?: FileKind): Promise<readonly DocumentLink[]>;
  /** Encoded by `semanticTokenLegend`. */
  semanticTokens(uri: string, range?: Range, kind?: FileKind): Promise<SemanticTokens>;
  /** Code lenses above shots, tools and steps. */
  codeLenses(uri: string, cancellation?: Cancellation, kind?: FileKind): Promise<readonly CodeLens[]>;
  /** The inlay hints in a range, as far as the feature options allow them. */
  inlayHints(uri: string, range: Range, kind?: FileKind): Promise<readonly InlayHint[]>;
  /** The edits that lay a document, or the rounds a range touches, out in the project's style. */
  format(uri: string, range?: Range, kind?: FileKind): Promise<readonly TextEdit[]>;
  /** The edits after `character` was typed at the position. */
  formatOnType(uri: string, position: Position, character: string, kind?: FileKind): Promise<readonly TextEdit[]>;
  /** Conversions and refactorings at a range (quick fixes come with the diagnostics). */
  codeActions(uri: string, range: Range, kind?: FileKind): Promise<readonly CodeAction[]>;
  /**
   * The edits that write all calls of a shots document in one of `CALL_NOTATION_IDS`, without changing what they say;
   * undefined for other documents and notations.
   */
  convertCalls(uri: string, notation: string, kind?: FileKind): Promise<CallConversionEdits | undefined>;
}
