import type { Diagnostic } from '../../core/index.ts';
import { escapeControls } from '../../core/index.ts';
import type { FileReport, Reporter } from './reporter.ts';

/** JUnit's XML report: a test suite per file; errors and warnings are failures, the rest is the suite's output. */
export function createJunitReporter(write: (text: string) => void): Reporter {
  const suites: string[] = [];
  let failures = 0;
  let tests = 0;
  return {
    file: (report) => {
      const failed = report.diagnostics.filter(isFailure);
      failures += failed.length;
      tests += Math.max(1, failed.length);
      suites.push(toSuite(report, failed));
    },
    end: () => {
      const counts = `tests="${tests}" failures="${failures}"`;
      const head = `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="SOP Shots" ${counts}>\n`;
      write(`${head}${suites.join('')}</testsuites>\n`);
    },
  };
}

function isFailure({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

function toSuite({ path, diagnostics }: FileReport, failed: readonly Diagnostic[]): string {
  const name = escapeXml(path);
  const others = diagnostics.filter((diagnostic) => !isFailure(diagnostic)).map(toLine);
  const cases = failed.length > 0 ? failed.map((diagnostic) => toCase(name, diagnostic)) : [passed(name)];
  const output = others.length > 0 ? `    <system-out>${escapeXml(others.join('; '))}</system-out>\n` : '';
  const counts = `tests="${Math.max(1, failed.length)}" failures="${failed.length}"`;
  return `  <testsuite name="${name}" ${counts}>\n${cases.join('')}${output}  </testsuite>\n`;
}

function passed(file: string): string {
  return `    <testcase classname="${file}" name="lint"/>\n`;
}

function toCase(file: string, diagnostic: Diagnostic): string {
  const { rule, severity, message, range } = diagnostic;
  const place = `${range.start.line + 1}:${range.start.character + 1}`;
  const failure = `<failure type="${severity}" message="${escapeXml(message)}">${escapeXml(toLine(diagnostic))}</failure>`;
  return `    <testcase classname="${file}" name="${escapeXml(rule)} ${place}">${failure}</testcase>\n`;
}

function toLine({ rule, message, range }: Diagnostic): string {
  return `line ${range.start.line + 1}: ${message} [${rule}]`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no control characters, not even as references, and no half surrogate pairs. */
export function escapeXml(text: string): string {
  return escapeControls(text)
    .replace(/\p{Surrogate}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
