import { type Language, renderMessage } from '../../core/index.ts';
import { type CaseResult, explainProblem, getCaseName } from '../../evaluation/index.ts';
import { escapeXml } from '../reporters/junit.ts';
import { type CaseRun, toRunName } from './runs.ts';

/** JUnit's XML: a suite per document and run, a test per round. Requests without a reply are errors, not failures. */
export function toJunit(runs: readonly CaseRun[], toPath: (uri: string) => string, language: Language): string {
  const suites = runs.map((run) => {
    const name = runs.length === 1 ? '' : `${toRunName(run, language)}: `;
    return toSuites(run, (uri) => `${name}${toPath(uri)}`, language);
  });
  const results = runs.flatMap((run) => run.results);
  const skipped = runs.reduce((count, run) => count + run.skipped.length, 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="SOP Shots" ${toCounts(results, skipped)}>\n${suites.join('')}</testsuites>\n`;
}

function toSuites({ results, skipped }: CaseRun, toPath: (uri: string) => string, language: Language): string {
  const uris = [...new Set([...results.map((result) => result.case.source.uri), ...skipped.map(({ uri }) => uri)])];
  const suites = uris.map((uri) => {
    const own = results.filter((result) => result.case.source.uri === uri);
    const left = skipped.filter((shot) => shot.uri === uri);
    const file = escapeXml(toPath(uri));
    const tests = [
      ...own.map((result) => toTestCase(result, file, language)),
      ...left.map(({ shot, message }) => {
        const why = escapeXml(renderMessage(message, language));
        return `    <testcase classname="${file}" name="${shot.index + 1}"><skipped message="${why}"/></testcase>\n`;
      }),
    ];
    return `  <testsuite name="${file}" ${toCounts(own, left.length)}>\n${tests.join('')}  </testsuite>\n`;
  });
  return suites.join('');
}

function toCounts(results: readonly CaseResult[], skipped: number): string {
  const failures = results.filter(({ verdict }) => verdict === 'failed' || verdict === 'flaky').length;
  const errors = results.filter(({ verdict }) => verdict === 'error').length;
  return `tests="${results.length + skipped}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function toTestCase(result: CaseResult, file: string, language: Language): string {
  const name = escapeXml(getCaseName(result.case));
  const milliseconds = result.attempts.reduce(
    (sum, attempt) => sum + (attempt.kind === 'judged' ? attempt.milliseconds : 0),
    0,
  );
  const open = `    <testcase classname="${file}" name="${name}" time="${(milliseconds / 1000).toFixed(3)}"`;
  const [first] = toProblemLines(result, language);
  if (result.verdict === 'passed' || first === undefined) return `${open}/>\n`;
  const tag = result.verdict === 'error' ? 'error' : 'failure';
  const text = escapeXml(
    toProblemLines(result, language)
      .map(({ text, code }) => `${text} [${code}]`)
      .join('; '),
  );
  return `${open}><${tag} type="${first.code}" message="${escapeXml(first.text)}">${text}</${tag}></testcase>\n`;
}

/** What is wrong in the first attempt that failed. */
export function toProblemLines(
  { attempts }: CaseResult,
  language: Language,
): readonly { readonly code: string; readonly text: string }[] {
  const failed = attempts.find((attempt) => attempt.kind === 'judged' && !attempt.match.passed);
  if (failed?.kind === 'judged') {
    return failed.match.problems.map((problem) => ({
      code: problem.code,
      text: renderMessage(explainProblem(problem), language),
    }));
  }
  return attempts.flatMap((attempt) =>
    attempt.kind === 'broken' ? [{ code: attempt.code, text: renderMessage(attempt.problem, language) }] : [],
  );
}
