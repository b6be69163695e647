import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Counts, failureText } from '../../test/editor/support/results.ts';
import { projectRoot, resultsFolder } from '../vscode/environment.ts';
import { type Print, type StartOptions, startProcess } from '../vscode/processes.ts';

export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    ...withFailures([...(a.failures ?? []), ...(b.failures ?? [])]),
  };
}

function withFailures(failures: readonly string[]): Pick<Counts, 'failures'> {
  return failures.length > 0 ? { failures } : {};
}

/** The last line of a test run; the number of skipped tests is left out when there are none. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The part of vitest's JSON report that is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    /** Absolute path of the file. */
    readonly name: string;
    readonly status: string;
    /** Why the file could not be loaded, if so. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

interface VitestOptions extends Pick<StartOptions, 'givesWay'> {
  readonly env?: NodeJS.ProcessEnv;
  readonly print?: Print | undefined;
}

/**
 * Runs vitest with its output shown, or handed to `print`, and counts its tests.
 * A file that cannot even be loaded has no tests, but fails the run: that counts as one failure.
 */
export async function runVitest(
  name: string,
  args: readonly string[],
  { env = {}, print, givesWay = false }: VitestOptions = {},
): Promise<Counts> {
  const report = join(resultsFolder, `${name}.json`);
  await rm(report, { force: true });
  const program = join(projectRoot, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = startProcess(process.execPath, [program, 'run', ...reporters, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    givesWay,
    ...(print === undefined ? { inherit: true } : { onOutput: print }),
  });
  const code = await vitest.exited;
  const counts = await readReport(report);
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function readReport(path: string): Promise<Counts> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return NO_TESTS;
  const report = JSON.parse(text) as VitestReport;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    ...withFailures(report.testResults.flatMap(getFailures)),
  };
}

/** The failed tests of a file; the file itself if it could not even be loaded. */
function getFailures(file: VitestReport['testResults'][number]): readonly string[] {
  const path = relative(projectRoot, file.name);
  if (file.status === 'failed' && file.assertionResults.length === 0) return [failureText(path, file.message)];
  return file.assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => {
      return failureText(`${path}: ${fullName}`, (failureMessages ?? []).join('\n'));
    });
}
