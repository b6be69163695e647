import { isObject, type Language, renderMessage } from '../../core/index.ts';
import {
  explainProblem,
  getRecordedCaseId,
  MATCH_CODES,
  printLines,
  type RecordedAttempt,
  type RecordedCall,
  type RecordedCase,
  type RecordedProblem,
  type RunRecord,
} from '../../evaluation/index.ts';
import type { ResultCode, ResultFailure } from '../../protocol/index.ts';
import { CODES, pageWords as say } from './resultsWords.ts';

/** The most failures that the page lists. */
export const MAX_FAILURES = 500;

/** How often each code occurs, the most frequent first. */
export function toCodes({ scores }: RunRecord, language: Language): readonly ResultCode[] {
  return MATCH_CODES.flatMap((code): readonly ResultCode[] => {
    const count = scores.codes[code] ?? 0;
    return count === 0 ? [] : [{ code, meaning: renderMessage(CODES(code), language), count }];
  }).toSorted((a, b) => b.count - a.count);
}

/** The cases that did not pass, with what the author and the model did. */
export function toFailures(
  { cases }: RunRecord,
  other: RunRecord | undefined,
  language: Language,
): readonly ResultFailure[] {
  const before = new Map((other?.cases ?? []).map((test) => [getRecordedCaseId(test), test.verdict]));
  return cases
    .flatMap((test, index) => (test.verdict === 'passed' ? [] : [{ test, index }]))
    .slice(0, MAX_FAILURES)
    .map(({ test, index }) => {
      const passedBefore = before.get(getRecordedCaseId(test)) === 'passed';
      return toFailure(test, index, passedBefore ? renderMessage(say('other'), language) : '', language);
    });
}

function toFailure(test: RecordedCase, index: number, note: string, language: Language): ResultFailure {
  const { path, shot, round, expected, attempts } = test;
  const failed = attempts.find((attempt) => 'passed' in attempt && !attempt.passed) ?? attempts[0];
  return {
    index,
    name: `${path} ${shot}/${round}`,
    codes: toCodesOf(failed),
    messages: toMessages(failed, language),
    expected: expected.length === 0 ? renderMessage(say('speaks'), language) : expected.map(printCall).join('\n'),
    actual: toActual(failed),
    note,
  };
}

function toCodesOf(attempt: RecordedAttempt | undefined): readonly string[] {
  if (attempt === undefined) return [];
  return 'error' in attempt ? [attempt.error] : [...new Set(attempt.problems.map(({ code }) => code))];
}

function toMessages(attempt: RecordedAttempt | undefined, language: Language): readonly string[] {
  if (attempt === undefined) return [];
  if ('error' in attempt) return [attempt.message];
  return attempt.problems.map((problem) => toMessage(problem, language));
}

/** The record may be in another language. A code of a later version keeps its own message. */
function toMessage(problem: RecordedProblem, language: Language): string {
  if (!MATCH_CODES.includes(problem.code)) return problem.message;
  const path = problem.path ? [problem.path] : [];
  return renderMessage(explainProblem({ ...problem, path }), language);
}

function toActual(attempt: RecordedAttempt | undefined): string {
  if (attempt === undefined || 'error' in attempt) return '';
  return attempt.calls.length === 0 ? attempt.text : attempt.calls.map(printCall).join('\n');
}

function printCall({ name, arguments: values, text = '' }: RecordedCall): string {
  return isObject(values) ? printLines(name, values) : `${name} ${text}`;
}
