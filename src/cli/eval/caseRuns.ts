import {
  type CaseList,
  compareRuns,
  type EvaluationServices,
  type RunRecord,
  toRunRecord,
  toScores,
  toVerdicts,
} from '../../evaluation/index.ts';
import { getCost, getPrice } from '../../generation/index.ts';
import { runAblation } from './ablation.ts';
import { toComparisonText } from './comparisonReport.ts';
import { createSessionCases, type EvalSession, toRunKey } from './evalSession.ts';
import { evaluate } from './evaluate.ts';
import { setExitCode } from './exitCode.ts';
import { toJunit } from './junitReport.ts';
import { type PairRequest, writePairs } from './pairs.ts';
import { type CaseRun, toShownPath } from './runs.ts';
import { toText } from './textReport.ts';

/** Runs the cases with each model, with and without shots if asked for, and compares the runs with the first one. */
export async function runCases(session: EvalSession, list: CaseList, pairs: PairRequest | undefined): Promise<void> {
  const { flags, io } = session;
  const runs: CaseRun[] = [];
  const names = flags.model.length === 0 ? [undefined] : flags.model;
  for (const name of names) {
    const services = await session.connect(name);
    const kinds = flags.withoutShots === true ? (['shown', 'none'] as const) : (['shown'] as const);
    for (const shots of kinds) {
      const own = shots === 'shown' ? list : createSessionCases(session, () => false);
      const run = await runOnce(session, services, own, shots);
      if (run.results.length === 0) return io.setExitCode(2);
      runs.push(run);
      if (run.outcome !== 'complete') return report(session, runs);
    }
    if (flags.ablation === true && runs[0] !== undefined) return runAblation(session, services, list, runs[0]);
  }
  report(session, runs);
  if (pairs !== undefined) await writePairs(session, pairs, runs);
}

async function runOnce(
  session: EvalSession,
  services: EvaluationServices,
  { cases, skipped }: CaseList,
  shots: CaseRun['shots'],
): Promise<CaseRun> {
  const { flags, io, store, commit, prices } = session;
  const model = services.model.chat.name;
  const key = toRunKey(
    session,
    model,
    cases.map(({ id }) => id),
    shots === 'none' ? [shots] : [],
  );
  const runId = await store.toRunId(key);
  const { results, outcome } = await evaluate(session, services, cases, runId);
  const scores = toScores(results, flags.repeat);
  const cost = getCost(getPrice(prices, model), scores.usage);
  const { as, match, repeat } = flags;
  const time = new Date().toISOString();
  const about = { model, time, commit, outcome, as, match, repeat, shots, cost };
  const toRecord = (from: string): RunRecord =>
    toRunRecord(results, skipped, scores, about, (uri) => toShownPath(from, uri), io.language);
  if (outcome === 'complete') await store.save(runId, toRecord(session.loaded.root));
  return { model, shots, outcome, results, skipped, scores, cost, runId, toRecord };
}

function report(session: EvalSession, runs: readonly CaseRun[]): void {
  const { flags, io } = session;
  const [first, ...others] = runs;
  if (first === undefined) return;
  const shown = (uri: string): string => toShownPath(io.cwd, uri);
  const isComplete = runs.every(({ outcome }) => outcome === 'complete');
  const comparisons = compareRuns(
    toVerdicts(first.results),
    (isComplete ? others : []).map(({ results }) => toVerdicts(results)),
  );
  if (flags.format === 'json') {
    const records = runs.map(({ toRecord }) => toRecord(io.cwd));
    const data = runs.length === 1 ? records[0] : { version: 1, runs: records, comparisons };

    io.stdout(`${JSON.stringify(data, undefined, 2)}\n`);
  } else if (flags.format === 'junit') io.stdout(toJunit(runs, shown, io.language));
  else if (runs.length === 1) io.stdout(toText(first, shown, io.language));
  else io.stdout(toComparisonText(runs, comparisons, shown, io.language));
  for (const { outcome, scores } of runs) {
    // Without shots to show, the zero-shot cases are all there is to measure.
    const rate = scores.exact.total > 0 ? scores.exact : scores.zeroShot.exact;
    setExitCode(session, { outcome, errors: scores.errors, rate });
  }
}
