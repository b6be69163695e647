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
  readonly logger: Logger;
}

export type FileKind = 'shots' | 'procedure' | 'tools' | 'project';

export type ReadResult =
  | { readonly ok: true; readonly text: string; readonly version: string }
  | { readonly ok: false; readonly reason: ReadFailure };

export type ReadFailure =
  | 'not-found'
  | 'not-a-file'
  | 'too-large'
  | 'not-text'
  | 'gb18030'
  | 'no-permission'
  | 'outside-workspace';

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
}

/** Asked between pieces of long work. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** A token that is never cancelled. */
export const neverCancelled: Cancellation = { isCancellationRequested: false };
