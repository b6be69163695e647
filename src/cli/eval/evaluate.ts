import {
  type CaseResult,
  type EvaluationCase,
  type EvaluationOptions,
  type EvaluationServices,
  getCaseName,
  runEvaluation,
} from '../../evaluation/index.ts';
import type { EvalSession } from './evalSession.ts';
import { type FollowedRun, followRun } from './followRun.ts';

/** Evaluates cases; the results are in the order of the cases. */
export async function evaluate(
  { flags, io, prompts }: EvalSession,
  services: EvaluationServices,
  cases: readonly EvaluationCase[],
  runId: string,
): Promise<FollowedRun<CaseResult>> {
  const options: EvaluationOptions = {
    form: prompts.form,
    match: flags.match,
    repeats: flags.repeat,
    runId,
    concurrency: flags.concurrency,
  };
  const { results, outcome } = await followRun<CaseResult>(
    runEvaluation(cases, options, services, io.signal),
    cases.length,
    (result) => getCaseName(result.case),
    io,
  );
  const byId = new Map(results.map((result) => [result.case.id, result]));
  return { results: cases.flatMap(({ id }) => byId.get(id) ?? []), outcome };
}
