import { type Counts, failureText, type Report } from './results.ts';

/** Prints the reports of a suite and counts them. */
export interface ReportCounter {
  take(report: Report): void;
  counts(): Counts;
  /** Whether the suite said that it came to its end. */
  complete(): boolean;
  /** Counts a suite that did not come to its end as one more failure. */
  abort(why: string): void;
}

export function createReportCounter(print: (line: string) => void): ReportCounter {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  let complete = false;
  const fail = (title: string, error: string): void => {
    counts.failed += 1;
    const failure = failureText(title, error);
    failures.push(failure);
    print(failure);
  };
  const takers: { readonly [T in Report['type']]: (report: Extract<Report, { type: T }>) => void } = {
    begin: ({ editor, tests }) => print(`VS Code ${editor}, ${tests} tests`),
    pass: ({ title, duration }) => {
      counts.passed += 1;
      print(`  ✓ ${title} (${duration} ms)`);
    },
    fail: ({ title, error }) => fail(title, error),
    retry: ({ title, error }) => print(`  ↻ ${title}: second try\n${error.replace(/^/gm, '      ')}`),
    skip: ({ title }) => {
      counts.skipped += 1;
      print(`  - ${title} (skipped)`);
    },
    screenshot: () => undefined,
    end: () => {
      complete = true;
    },
  };
  return {
    take: (report) => (takers[report.type] as (report: Report) => void)(report),
    counts: () => ({ ...counts, ...(failures.length > 0 && { failures: [...failures] }) }),
    complete: () => complete,
    abort: (why) => fail('the suite did not come to its end', why),
  };
}
