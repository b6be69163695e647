import type { Diagnostic } from '../../core/index.ts';
import { escapeJsonControls } from '../../core/index.ts';
import type { FileReport, Reporter } from './reporter.ts';

/** One JSON document; positions are zero-based as in LSP. */
export function createJsonReporter(write: (text: string) => void): Reporter {
  const files: object[] = [];
  return {
    file: (report) => {
      files.push(fileObject(report));
    },
    end: (summary) => write(`${escapeJsonControls(JSON.stringify({ version: 1, files, summary }, undefined, 2))}\n`),
  };
}

function fileObject(report: FileReport): object {
  return { path: report.path, diagnostics: report.diagnostics.map(diagnosticObject) };
}

function diagnosticObject({ rule, severity, message, range, fixable }: Diagnostic): object {
  return { rule, severity, message, range, fixable };
}
