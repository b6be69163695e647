import { type Diagnostic, EventEmitter, languages, type TextDocument, Uri } from 'vscode';
import type { Diagnostic as Finding, LintResult } from '../core/index.ts';
import { DIAGNOSTIC_SOURCE, toDiagnostic } from './convert.ts';

/** A finding beside what VS Code shows of it. */
export interface ShownFinding {
  readonly finding: Finding;
  readonly shown: Diagnostic;
}

/** The last result of a file: counts for the status item, findings for quick fixes. */
export interface CheckedFile {
  readonly result: LintResult;
  readonly findings: readonly ShownFinding[];
  /** The version of the open document that was checked; undefined for a file read from disk. */
  readonly version: number | undefined;
}

/** The diagnostics of each file, for the Problems view and the code action providers. */
export interface Findings {
  get(uri: Uri): CheckedFile | undefined;
  /** The findings of a document in its current version; empty if it was edited since the last check. */
  current(document: TextDocument): readonly ShownFinding[];
  set(uri: Uri, result: LintResult, version: number | undefined): void;
  delete(uri: Uri): void;
  /** Keeps the findings of a file when its editor closes, as the author asked about the whole workspace. */
  keep(uri: Uri): void;
  isKept(uri: Uri): boolean;
  readonly uris: readonly Uri[];
  readonly onDidChange: EventEmitter<Uri>['event'];
  dispose(): void;
}

export function createFindings(): Findings {
  const collection = languages.createDiagnosticCollection(DIAGNOSTIC_SOURCE);
  const files = new Map<string, CheckedFile>();
  const kept = new Set<string>();
  const changed = new EventEmitter<Uri>();
  return {
    get: (uri) => files.get(uri.toString()),
    current: (document) => {
      const file = files.get(document.uri.toString());
      return file?.version === document.version ? file.findings : [];
    },
    set: (uri, result, version) => {
      const findings = result.diagnostics.map((finding) => ({ finding, shown: toDiagnostic(finding) }));
      files.set(uri.toString(), { result, findings, version });
      collection.set(
        uri,
        findings.map(({ shown }) => shown),
      );
      changed.fire(uri);
    },
    delete: (uri) => {
      kept.delete(uri.toString());
      files.delete(uri.toString());
      collection.delete(uri);
      changed.fire(uri);
    },
    keep: (uri) => void kept.add(uri.toString()),
    isKept: (uri) => kept.has(uri.toString()),
    get uris() {
      return [...files.keys()].map((key) => Uri.parse(key));
    },
    onDidChange: changed.event,
    dispose: () => {
      collection.dispose();
      changed.dispose();
    },
  };
}
