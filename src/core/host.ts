import type { Message } from './l10n/messages.ts';

/** What the core asks of the outside. Every URI is a string such as `file:///c%3A/support/repair.shots.md`. */
export interface WorkspaceHost {
  /** The workspace's folders. Nothing outside them is ever read. */
  readonly roots: readonly string[];
  /**
   * The text of a file: what an editor shows if it is open there, else what is on disk. BOM kept.
   * Answers a failure instead of throwing.
   */
  readFile(uri: string): Promise<ReadResult>;
  /** URIs of the files of a kind below a root, ignored ones (`.gitignore`, `node_modules`) left out. */
  listFiles(root: string, kind: FileKind): Promise<readonly string[]>;
  /** False if a file cannot be changed. A host that does not know leaves it out; writing then says so itself. */
  isWritable?(uri: string): Promise<boolean>;
  /**
   * Loads what counts tokens as models do: `o200k`, `cl100k`, or the URI of a tokenizer.json. A host that has no tokenizers
   * leaves it out; rules then estimate.
   */
  loadTokenCounter?(tokenizer: string): Promise<LoadedCounter>;
  /** Receives what the core reports about its own work. */
  readonly logger: Logger;
}

/** What a file is: cases, a procedure, definitions of tools, or the settings of a project (`sop-shots.yaml`). */
export type FileKind = 'shots' | 'procedure' | 'tools' | 'project';

/** The answer to reading a file. `version` changes whenever the text does; parsed files are cached by it. */
export type ReadResult =
  | { readonly ok: true; readonly text: string; readonly version: string }
  | { readonly ok: false; readonly reason: ReadFailure };

/** Why a file cannot be read. `gb18030`: it is text in that encoding, not in UTF-8. */
export type ReadFailure =
  | 'not-found'
  | 'not-a-file'
  | 'too-large'
  | 'not-text'
  | 'gb18030'
  | 'no-permission'
  | 'outside-workspace';

/** Where the core writes messages for the output channel or the log. They are not for the user's attention. */
export interface Logger {
  /** Something useful to know when a problem is examined. */
  info(message: string): void;
  /** Something that limits a result, such as a file that is left out. */
  warn(message: string): void;
}

/** The number of tokens of a text. */
export interface TokenCount {
  /** The number of tokens. */
  readonly tokens: number;
  /** False for an estimate, and where an unbroken run of characters was too long to be merged as a whole. */
  readonly isExact: boolean;
}

/** Counts tokens as one tokenizer does. */
export interface TokenCounter {
  /** The encoding, or the name of the tokenizer file. */
  readonly name: string;
  /** The tokens of a text as a model gets it; special tokens in it are text. */
  count(text: string): TokenCount;
}

/** A counter, or why there is none. */
export type LoadedCounter =
  | { readonly ok: true; readonly counter: TokenCounter }
  | { readonly ok: false; readonly code: 'tokenizer-file'; readonly problem: Message };

/** Asked between pieces of long work. */
export interface Cancellation {
  /** True once the result is no longer needed; the work then ends early, and its result is partial, empty or a refusal. */
  readonly isCancellationRequested: boolean;
}

/** A token that is never cancelled. */
export const NEVER_CANCELLED: Cancellation = { isCancellationRequested: false };
