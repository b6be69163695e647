import { Location, Range, type TestItem, TestMessage, type TestRun, Uri } from 'vscode';
import { defineMessages, type Message, type TextRange } from '../../core/index.ts';
import {
  type Attempt,
  type CaseResult,
  DEFAULT_PROMPT_OPTIONS,
  describePlan,
  describeWait,
  type EvaluationCase,
  type EvaluationOutcome,
  explainProblem,
  getCaseRange,
  getProblemRange,
  getShotName,
  type JudgedAttempt,
  printActualTurn,
  printExpectedTurn,
  type ReplyCache,
  runEvaluation,
} from '../../evaluation/index.ts';
import { createMasker, type GuardedModel, parseProjectPrivacy } from '../../generation/index.ts';
import { SYSTEM_CLOCK } from '../../models/index.ts';
import { CODES } from '../results/resultsWords.ts';
import type { Session } from '../session.ts';
import type { SelectedCases } from './evaluationSources.ts';
import type { Failures } from './failureDraft.ts';

const say = defineMessages({
  skipped: { en: 'skipped: {message}', 'zh-CN': '跳过：{message}' },
  flaky: { en: '{passed} of {total} attempts passed.', 'zh-CN': '{total} 次中通过 {passed} 次。' },
  round: { en: 'shot {shot}, round {round}', 'zh-CN': '示例 {shot} 第 {round} 轮' },
  answer: { en: 'shot {shot}, answer', 'zh-CN': '示例 {shot} 的回答' },
  zeroShot: { en: 'zero-shot', 'zh-CN': '零样本' },
  cached: { en: 'from the cache', 'zh-CN': '来自缓存' },
});

/** What a run with a model needs. */
export interface ModelRunSettings {
  readonly model: GuardedModel;
  readonly cache: ReplyCache;
  readonly repeats: number;
  readonly failures: Failures;
  /** Is told how many cases are done. */
  readonly onProgress: (done: number, count: number) => void;
}

/** How a run ended. */
export interface ModelRunResult {
  readonly outcome: EvaluationOutcome;
  readonly results: readonly CaseResult[];
  /** Why nothing was sent, or why the server refuses everything. */
  readonly problem?: { readonly code: string; readonly problem: Message };
}

/** Requests of an evaluation in the editor under way at once. */
const CONCURRENCY = 4;

/** Asks a model about the cases and reports each result as it comes. */
export async function runWithModel(
  session: Session,
  run: TestRun,
  selected: SelectedCases,
  settings: ModelRunSettings,
  signal: AbortSignal,
): Promise<ModelRunResult> {
  const { cases, sources, testOf } = selected;
  reportSkipped(session, run, selected);
  const tests = new Set(cases.flatMap((test) => testOf(test) ?? []));
  for (const test of tests) run.enqueued(test);
  const tools = sources.flatMap((source) => source.tools.tools);
  const words = sources.flatMap(({ project }) => parseProjectPrivacy(project.privacy).words);
  const options = {
    form: DEFAULT_PROMPT_OPTIONS.form,
    match: 'strict' as const,
    repeats: settings.repeats,
    runId: Date.now().toString(36),
    concurrency: CONCURRENCY,
  };
  const services = {
    model: settings.model,
    cache: settings.cache,
    clock: SYSTEM_CLOCK,
    masker: (level: Parameters<typeof createMasker>[1]) => createMasker(tools, level, [], words),
  };
  const results: CaseResult[] = [];
  let outcome: EvaluationOutcome = 'cancelled';
  let problem: ModelRunResult['problem'];
  const report = createResultReport(session, run, selected, settings);
  for await (const event of runEvaluation(cases, options, services, signal)) {
    if (event.kind === 'planned') write(run, session.t(describePlan(event)));
    else if (event.kind === 'started') startTest(run, testOf(event.case));
    else if (event.kind === 'wait') write(run, session.t(describeWait(event)));
    else if (event.kind === 'result') {
      results.push(event.result);
      report(event.result);
      settings.onProgress(results.length, cases.length);
    } else if (event.kind === 'problem') problem = { code: event.code, problem: event.problem };
    else outcome = event.outcome;
  }
  if (problem !== undefined) write(run, `${session.t(problem.problem)} [${problem.code}]`);
  return { outcome, results, ...(problem === undefined ? {} : { problem }) };
}

function startTest(run: TestRun, item: TestItem | undefined): void {
  if (item !== undefined) run.started(item);
}

function reportSkipped(session: Session, run: TestRun, { skipped, shotTest }: SelectedCases): void {
  for (const { uri, shot, message } of skipped) {
    const item = shotTest(uri, shot.index);
    if (item === undefined) continue;
    run.skipped(item);
    write(run, `${item.label}  ${session.t(say('skipped', { message }))}`, undefined, item);
  }
}

/**
 * Reports results. A shot is a test of its own only for its answer, and for its rounds where these are no tests: it
 * passes if all of these pass.
 */
function createResultReport(
  session: Session,
  run: TestRun,
  { cases, testOf }: SelectedCases,
  settings: ModelRunSettings,
): (result: CaseResult) => void {
  const waiting = new Map<TestItem, number>();
  const found = new Map<TestItem, TestMessage[]>();
  const errors = new Map<TestItem, TestMessage[]>();
  for (const test of cases) {
    const item = testOf(test);
    if (item !== undefined) waiting.set(item, (waiting.get(item) ?? 0) + 1);
  }
  return (result) => {
    const item = testOf(result.case);
    if (item === undefined) return;
    write(run, toLine(session, result), toLocation(result.case, getCaseRange(result.case)), item);
    const messages = toMessages(session, item, result, settings.failures);
    const kind = result.verdict === 'error' ? errors : found;
    if (messages.length > 0) kind.set(item, [...(kind.get(item) ?? []), ...messages]);
    const left = (waiting.get(item) ?? 1) - 1;
    waiting.set(item, left);
    if (left > 0) return;
    const milliseconds = getMilliseconds(result);
    const failed = found.get(item);
    const broken = errors.get(item);
    if (failed !== undefined) run.failed(item, failed, milliseconds);
    else if (broken !== undefined) run.errored(item, broken, milliseconds);
    else run.passed(item, milliseconds);
  };
}

function getMilliseconds({ attempts }: CaseResult): number {
  return attempts.reduce((sum, attempt) => sum + (attempt.kind === 'judged' ? attempt.milliseconds : 0), 0);
}

function toMessages(
  session: Session,
  item: TestItem,
  { case: test, attempts, verdict }: CaseResult,
  failures: Failures,
): readonly TestMessage[] {
  if (verdict === 'passed') return [];
  const failed = attempts.find(isFailed);
  if (failed === undefined) return attempts.flatMap((attempt) => toErrorMessage(session, test, attempt));
  const passed = attempts.filter((attempt) => attempt.kind === 'judged' && attempt.match.passed).length;
  const note = verdict === 'flaky' ? ` ${session.t(say('flaky', { passed, total: attempts.length }))}` : '';
  return failed.match.problems.map((problem) => {
    const text = `${session.t(explainProblem(problem))} [${problem.code}]${note}`;
    const message = TestMessage.diff(text, printExpectedTurn(test), printActualTurn(failed.turn));
    message.location = toLocation(test, getProblemRange(test, problem));
    message.contextValue = 'sopShots.failure';
    failures.add(item, text, { test, attempt: failed });
    return message;
  });
}

function isFailed(attempt: Attempt): attempt is JudgedAttempt {
  return attempt.kind === 'judged' && !attempt.match.passed;
}

function toErrorMessage(session: Session, test: EvaluationCase, attempt: Attempt): readonly TestMessage[] {
  if (attempt.kind !== 'broken') return [];
  const message = new TestMessage(`${session.t(attempt.problem)} [${attempt.code}]`);
  message.location = toLocation(test, getCaseRange(test));
  return [message];
}

function toLocation({ source }: EvaluationCase, { start, end }: TextRange): Location {
  const { lines } = source.document;
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new Location(Uri.parse(source.uri), new Range(from.line, from.character, to.line, to.character));
}

function toLine(session: Session, { case: test, verdict, attempts }: CaseResult): string {
  const marks = { passed: '✓', failed: '✗', flaky: '~', error: '!' } as const;
  const judged = attempts.filter((attempt) => attempt.kind === 'judged');
  const codes = new Set(judged.flatMap(({ match }) => match.problems.map(({ code }) => code)));
  const notes = [
    ...[...codes].map((code) => session.t(CODES(code))),
    ...(test.shown === 0 ? [session.t(say('zeroShot'))] : []),
    ...(judged.length > 0 && judged.every(({ isCached }) => isCached) ? [session.t(say('cached'))] : []),
  ];
  return `${marks[verdict]} ${session.t(nameCase(test))}  ${notes.join(', ')}`;
}

/** A case in words: its line is shown in the editor too, where `2/1` would look like a share. */
function nameCase({ shot, round, roundIndex }: EvaluationCase): Message {
  const name = getShotName(shot);
  return round === undefined ? say('answer', { shot: name }) : say('round', { shot: name, round: roundIndex + 1 });
}

/** The output is a terminal, whose lines end with a carriage return too. */
function write(run: TestRun, text: string, location?: Location, test?: TestItem): void {
  run.appendOutput(`${text.replace(/\r?\n/g, '\r\n')}\r\n`, location, test);
}
