import type { Diagnostic, LineIndex } from '../../core/index.ts';

/** What was found in one file. */
export interface FileReport {
  /** Relative to the current folder, with forward slashes. */
  readonly path: string;
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly diagnostics: readonly Diagnostic[];
}

/** Counts over all files, as the JSON format's `summary`. */
export interface Summary {
  readonly files: number;
  readonly shots: number;
  readonly calls: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

/** Writes findings for one kind of reader. `file` is called as files are done, `end` once, with the number of files that were fixed. */
export interface Reporter {
  file(report: FileReport): void;
  end(summary: Summary, fixedFiles: number): void;
}
