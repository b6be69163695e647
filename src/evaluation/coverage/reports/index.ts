import { jsonReport } from './json.ts';
import { lcovReport } from './lcov.ts';
import { markdownReport } from './markdown.ts';
import type { ReportInput } from './report.ts';
import { textReport } from './text.ts';

const REPORTS = { text: textReport, json: jsonReport, markdown: markdownReport, lcov: lcovReport } as const;

/** The name of a format of coverage reports. */
export type CoverageFormat = keyof typeof REPORTS;

/** The formats of coverage reports, in the order of the documentation. */
export const COVERAGE_FORMATS = Object.keys(REPORTS) as readonly CoverageFormat[];

/** Coverage as a text for people or other programs. */
export function reportCoverage(format: CoverageFormat, input: ReportInput): string {
  return REPORTS[format](input);
}
