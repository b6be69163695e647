import type { Severity } from '../../core/index.ts';
import { escapeControls } from '../../core/index.ts';
import type { Reporter } from './reporter.ts';

const COMMAND: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands that GitHub Actions turns into annotations. */
export function createGithubReporter(write: (text: string) => void): Reporter {
  return {
    file: ({ path, diagnostics }) => {
      for (const { severity, message, rule, range } of diagnostics) {
        const sameLine = range.start.line === range.end.line;
        // GitHub accepts columns only for annotations within one line.
        const columns = sameLine ? `,col=${range.start.character + 1},endColumn=${range.end.character + 1}` : '';
        const location = `file=${property(path)},line=${range.start.line + 1},endLine=${range.end.line + 1}${columns}`;
        write(`::${COMMAND[severity]} ${location},title=${property(rule)}::${data(message)}\n`);
      }
    },
    end: () => {},
  };
}

/** Escapes the text of a workflow command. */
function data(text: string): string {
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return escapeControls(escaped);
}

/** Escapes a property of a workflow command. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
