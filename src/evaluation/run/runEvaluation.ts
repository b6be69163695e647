import type { ChatRequest, Masker, StopSignal } from '../../generation/index.ts';
import { type EvaluationCase, getShotName } from '../cases/evaluationCase.ts';
import { createStepLookup } from '../cases/stepsOfTools.ts';
import { matchLoosely } from '../matching/loose/matchLoosely.ts';
import { type MatchContext, matchTurn } from '../matching/matchTurn.ts';
import { askModel, getUsage, type ReceivedReply } from './askModel.ts';
import { type Attempt, type BrokenAttempt, type CaseResult, getVerdict } from './caseResult.ts';
import type { EvaluationEvent, EvaluationServices, WaitEvent } from './events.ts';
import { guardRun, runUntilRefused } from './guardRun.ts';
import { maskRequest } from './maskRequest.ts';
import { readReply } from './readReply.ts';

/** How a run goes about its work. */
export interface EvaluationOptions {
  readonly form: 'tools' | 'text';
  /** `loose`: as the Berkeley Function Calling Leaderboard compares. */
  readonly match: 'strict' | 'loose';
  /** How often each case is asked. More than once bypasses the cache. */
  readonly repeats: number;
  /** Identifies a run with repeats, so that only an interrupted run finds its own replies. */
  readonly runId: string;
  /** Requests under way at once. */
  readonly concurrency: number;
}

/** Asks a model about every case and compares what it does. Throws only programmer errors. */
export async function* runEvaluation(
  cases: readonly EvaluationCase[],
  options: EvaluationOptions,
  services: EvaluationServices,
  signal: StopSignal,
): AsyncGenerator<EvaluationEvent> {
  const permission = yield* guardRun(cases, cases.length * options.repeats, services);
  if (permission === undefined) return;
  const run: Run = { options, services, masker: permission.masker, matchContexts: new Map() };
  yield* runUntilRefused<EvaluationCase, EvaluationEvent>(
    cases,
    options.concurrency,
    (test, stop) => runCase(test, run, stop),
    (event) => (event.kind === 'result' ? event.result.attempts.filter(isBroken) : []),
    signal,
  );
}

/** What stays the same during a run. */
interface Run {
  readonly options: EvaluationOptions;
  readonly services: EvaluationServices;
  readonly masker: Masker | undefined;
  readonly matchContexts: Map<EvaluationCase['source'], MatchContext>;
}

function isBroken(attempt: Attempt): attempt is BrokenAttempt {
  return attempt.kind === 'broken';
}

async function* runCase(test: EvaluationCase, run: Run, signal: StopSignal): AsyncGenerator<EvaluationEvent> {
  if (signal.aborted) return;
  yield { kind: 'started', case: test };
  const request = maskRequest(test.request(), run.masker);
  const attempts: Attempt[] = [];
  for (let repeat = 0; repeat < run.options.repeats; repeat++) {
    const attempt = yield* runAttempt(test, request, repeat, run, signal);
    if (attempt === undefined) return;
    attempts.push(attempt);
  }
  const result: CaseResult = { case: test, attempts, verdict: getVerdict(attempts) };
  yield { kind: 'result', result };
}

/** One reply, from the cache or the model; undefined if the run was stopped. */
async function* runAttempt(
  test: EvaluationCase,
  request: ChatRequest,
  repeat: number,
  run: Run,
  signal: StopSignal,
): AsyncGenerator<WaitEvent, Attempt | undefined> {
  const { repeats, runId } = run.options;
  const received = yield* askModel(request, repeats === 1 ? '' : `${runId}/${repeat}`, run.services, signal);
  return received?.kind === 'reply' ? judge(test, received, request, run) : received;
}

function judge(test: EvaluationCase, { reply, isCached }: ReceivedReply, request: ChatRequest, run: Run): Attempt {
  const { source } = test;
  const { form } = run.options;
  const turn = readReply(reply, { tools: source.tools, project: source.project, form, masker: run.masker });
  const compare = run.options.match === 'loose' ? matchLoosely : matchTurn;
  const match = compare(test.expected, turn, getMatchContext(test, run));
  const { finish, milliseconds } = reply;
  const usage = getUsage(request, reply);
  return { kind: 'judged', turn, match, finish, usage, isEstimated: reply.usage === undefined, milliseconds, isCached };
}

function getMatchContext({ source }: EvaluationCase, { matchContexts }: Run): MatchContext {
  const found = matchContexts.get(source) ?? { tools: source.tools, stepsOfTool: createStepLookup(source.procedures) };
  matchContexts.set(source, found);
  return found;
}

/** The name of a case for people: shot and round. */
export function getCaseName({ shot, round, roundIndex }: EvaluationCase): string {
  return `${getShotName(shot)}/${round === undefined ? 'answer' : roundIndex + 1}`;
}
