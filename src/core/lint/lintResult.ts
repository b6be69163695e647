import type { FileKind } from '../host.ts';
import type { Severity } from '../project/severity.ts';
import type { ProviderId } from '../schemas/providers/index.ts';
import type { Position, Range } from '../text/lineIndex.ts';

/** Text edits by document URI, as LSP's `WorkspaceEdit.changes`. */
export interface WorkspaceChanges {
  readonly [uri: string]: readonly { readonly range: Range; readonly newText: string }[];
}

/** A change that fixes a diagnostic. */
export interface Repair {
  readonly title: string;
  /** `fix` keeps the meaning and belongs to fix-all; `suggestion` is offered only where it is asked for. */
  readonly kind: 'fix' | 'suggestion';
  readonly changes: WorkspaceChanges;
}

/** A finding ready to be shown: rendered in one language, in LSP positions. */
export interface Diagnostic {
  /** The rule's id, which is the diagnostic's code. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
  readonly repairs: readonly Repair[];
  readonly fixable: boolean;
}

/** What linting one file found, and how much of what the file holds was checked. */
export interface LintResult {
  readonly uri: string;
  readonly kind: FileKind;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many shots the document has. */
  readonly shots: number;
  /** How many of them are drafts. */
  readonly drafts: number;
  /** How many calls were checked. */
  readonly calls: number;
  /** The providers whose limits the tools of the project are checked against. */
  readonly targets: readonly ProviderId[];
}

/** Options of one lint run; each has a default. */
export interface LintOptions {
  /** The cursor while the author types: deferred rules skip its block and the end of the file. */
  readonly typingAt?: Position;
  /** Severities that win over the project file's, as the command line's `--rule` gives them. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Providers to check tools for, instead of the project's `targets`. */
  readonly targets?: readonly ProviderId[];
  /** Tool files to use instead of the workspace's, for documents that name none themselves. */
  readonly tools?: readonly string[];
  /**
   * False: fixes are reported without finding out whether they keep the meaning, for callers that apply them by `fixAll`,
   * which finds out anyway. Default: true for documents of up to 100,000 characters.
   */
  readonly comparesFixes?: boolean;
  /** The maximum number of findings to return; one `limit-reached` reports the rest. Unlimited when absent. */
  readonly maxFindings?: number;
  /** The maximum length of a document to check, in UTF-16 units; `limit-reached` reports a longer one. */
  readonly maxLength?: number;
  /**
   * The time the rules may take, in milliseconds. Rules that are left then do not run, and `limit-reached` names them.
   * Unlimited when absent.
   */
  readonly maxTime?: number;
}
