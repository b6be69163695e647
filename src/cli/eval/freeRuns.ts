import {
  type CaseList,
  compareRuns,
  type FreeRunResult,
  getShotName,
  type PairedVerdict,
  runFreely,
  toEpisodes,
  toFreeRunScores,
} from '../../evaluation/index.ts';
import { getCost, getPrice } from '../../generation/index.ts';
import { createSessionCases, type EvalSession } from './evalSession.ts';
import { setExitCode } from './exitCode.ts';
import { followRun } from './followRun.ts';
import { toFreeRunJunit, toFreeRunRecord, toFreeRunText } from './freeRunReports.ts';
import { type FreeRun, toShownPath } from './runs.ts';

/** Lets each model go through the shots by its own calls, and compares the models with the first one. */
export async function runShotsFreely(session: EvalSession, list: CaseList): Promise<void> {
  const { flags, io } = session;
  const runs: FreeRun[] = [];
  const names = flags.model.length === 0 ? [undefined] : flags.model;
  const kinds = flags.withoutShots === true ? (['shown', 'none'] as const) : (['shown'] as const);
  for (const name of names) {
    for (const shots of kinds) {
      const own = shots === 'shown' ? list : createSessionCases(session, () => false);
      const run = await runOnce(session, name, own, shots);
      if (run.results.length === 0) return io.setExitCode(2);
      runs.push(run);
      if (run.outcome !== 'complete') return report(session, runs);
    }
  }
  report(session, runs);
}

async function runOnce(
  session: EvalSession,
  name: string | undefined,
  { cases, skipped }: CaseList,
  shots: FreeRun['shots'],
): Promise<FreeRun> {
  const { flags, io, prompts, prices } = session;
  const services = await session.connect(name);
  const model = services.model.chat.name;
  const episodes = toEpisodes(cases);
  const { results, outcome } = await followRun<FreeRunResult>(
    runFreely(episodes, { form: prompts.form, concurrency: flags.concurrency }, services, io.signal),
    episodes.length,
    ({ episode }) => getShotName(episode.shot),
    io,
  );
  const byId = new Map(results.map((result) => [result.episode.id, result]));
  const ordered = episodes.flatMap(({ id }) => byId.get(id) ?? []);
  const scores = toFreeRunScores(ordered);
  const cost = getCost(getPrice(prices, model), scores.usage);
  return { model, shots, outcome, results: ordered, skipped, scores, cost };
}

function report(session: EvalSession, runs: readonly FreeRun[]): void {
  const { flags, io } = session;
  const shown = (uri: string): string => toShownPath(io.cwd, uri);
  const isComplete = runs.every(({ outcome }) => outcome === 'complete');
  const [first = [], ...others] = runs.map(({ results }) => results.map(toVerdict));
  const comparisons = compareRuns(first, isComplete ? others : []);
  if (flags.format === 'json') {
    const records = runs.map((run) => toFreeRunRecord(run, flags.as, shown, io.language));
    const data = records.length === 1 ? records[0] : { version: 1, mode: 'free-run', runs: records, comparisons };
    io.stdout(`${JSON.stringify(data, undefined, 2)}\n`);
  } else if (flags.format === 'junit') io.stdout(toFreeRunJunit(runs, shown, io.language));
  else io.stdout(toFreeRunText(runs, comparisons, shown, io.language));
  for (const { outcome, scores } of runs) {
    setExitCode(session, { outcome, errors: scores.errors, rate: scores.passed });
  }
}

function toVerdict({ episode, end, passed }: FreeRunResult): PairedVerdict {
  return { id: episode.id, shot: episode.shot, passed: end === 'error' ? undefined : passed };
}
