import type { Diagnostic } from '../../core/index.ts';
import type { FileReport } from '../reporters/reporter.ts';

/** A report with the findings of the comparison, in the order of their places. */
export function withFound(report: FileReport, found: readonly Diagnostic[]): FileReport {
  const all = [...report.diagnostics, ...found];
  const compare = ({ range: a }: Diagnostic, { range: b }: Diagnostic) =>
    a.start.line - b.start.line || a.start.character - b.start.character;
  return { ...report, diagnostics: all.sort(compare) };
}
