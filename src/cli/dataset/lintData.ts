import { type Diagnostic, type LintResult, renderMessage, type Severity, type Tool } from '../../core/index.ts';
import {
  type Conversation,
  createDataLinter,
  createLengthFinding,
  type DataFinding,
  type DataLinter,
  type DataShape,
  type LintedRow,
} from '../../datasets/index.ts';
import type { CliIo } from '../io.ts';
import { type DataRow, MAX_LINE_BYTES, readDataRows } from './dataRows.ts';

/** How a file of training data is checked. */
export interface DataLintOptions {
  /** What is reported otherwise, or not at all. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** The tools of rows that have none themselves. */
  readonly tools: readonly Tool[];
}

/**
 * Checks a file of training data. `take` receives the rows that do not repeat
 * another one.
 */
export async function lintDataFile(
  path: string,
  uri: string,
  shape: DataShape,
  { rules, tools }: DataLintOptions,
  io: CliIo,
  take: (line: number, conversation: Conversation) => void,
): Promise<LintResult> {
  const linter = createDataLinter(tools);
  const diagnostics: Diagnostic[] = [];
  for await (const rows of readDataRows(path, shape)) {
    if (io.signal.aborted) break;
    for (const row of rows) {
      const { conversation, findings } = lintRow(linter, row);
      const isRepeated = findings.some(({ rule }) => rule === 'duplicate-sample');
      if (conversation !== undefined && !isRepeated) take(row.line, conversation);
      for (const finding of findings) {
        const severity = rules[finding.rule] ?? finding.severity;
        if (severity !== 'off') diagnostics.push(toDiagnostic(finding, severity, row, io));
      }
    }
  }
  const { rows, calls } = linter.counts;
  return { uri, kind: 'shots', diagnostics, shots: rows, drafts: 0, calls, targets: [] };
}

/** A row that is too long is not read. */
export function lintRow(linter: DataLinter, row: DataRow): Pick<LintedRow, 'conversation' | 'findings'> {
  if (!row.isTooLong) return linter.row(row.text, row.line);
  return { conversation: undefined, findings: [createLengthFinding(row.bytes, MAX_LINE_BYTES)] };
}

/** A finding in a row, or in a text whose lines say where it is. */
export function toDiagnostic(
  { rule, message, start, end }: DataFinding,
  severity: Severity,
  { positionAt }: Pick<DataRow, 'positionAt'>,
  { language }: CliIo,
): Diagnostic {
  return {
    rule,
    severity,
    message: renderMessage(message, language),
    range: { start: positionAt(start), end: positionAt(end) },
    related: [],
    repairs: [],
    fixable: false,
  };
}
