import { createHash } from 'node:crypto';
import type { Severity } from '../../core/index.ts';
import { escapeJsonControls } from '../../core/index.ts';
import type { Reporter } from './reporter.ts';

const SEVERITY = { error: 'major', warning: 'minor', info: 'info', hint: 'info' } as const satisfies Record<
  Severity,
  string
>;

/** GitLab's code quality report. */
export function createGitlabReporter(write: (text: string) => void): Reporter {
  const issues: object[] = [];
  const occurrences = new Map<string, number>();
  /** Stays the same when lines above are added; equal findings of a file are distinguished by their order. */
  const fingerprint = (...parts: readonly string[]): string => {
    const key = JSON.stringify(parts);
    const occurrence = (occurrences.get(key) ?? 0) + 1;
    occurrences.set(key, occurrence);
    return createHash('sha256').update(`${key} ${occurrence}`).digest('hex');
  };
  return {
    file: ({ path, diagnostics }) => {
      for (const { rule, severity, message, range } of diagnostics) {
        issues.push({
          description: message,
          check_name: rule,
          fingerprint: fingerprint(path, rule, message),
          severity: SEVERITY[severity],
          location: { path, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
        });
      }
    },
    end: () => write(`${escapeJsonControls(JSON.stringify(issues, undefined, 2))}\n`),
  };
}
