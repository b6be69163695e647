import { defineMessages, type Language, type Message, renderMessage, type Shot } from '../../core/index.ts';
import {
  type CaseList,
  compareRuns,
  type EvaluationCase,
  type EvaluationServices,
  getShotName,
  type ShotContribution,
  toVerdicts,
} from '../../evaluation/index.ts';
import { printMessage } from '../generation/connect.ts';
import { createSessionCases, type EvalSession } from './evalSession.ts';
import { evaluate } from './evaluate.ts';
import { setExitCode } from './exitCode.ts';
import { type CaseRun, toShownPath } from './runs.ts';
import { toText } from './textReport.ts';

const say = defineMessages({
  planned: {
    en: 'Ablation: {shots} {shots|shot is|shots are} left out one after the other, {requests} {requests|request|requests} at most.',
    'zh-CN': '消融：依次去掉 {shots} 个示例中的一个，最多 {requests} 个请求。',
  },
  title: {
    en: 'What each shot brings (points of call accuracy that are lost without it):',
    'zh-CN': '每个示例的贡献（去掉它后调用准确率下降的百分点）：',
  },
  row: {
    en: '{points}  (95 %: {low} to {high}, p = {p})  {shot}, shown in {cases} {cases|case|cases}',
    'zh-CN': '{points}（95% 区间：{low} 至 {high}，p = {p}）  {shot}，出现在 {cases} 个用例中',
  },
  none: { en: 'No prompt shows a shot, so there is none to leave out.', 'zh-CN': '提示词中没有示例，无从消融。' },
});

/** Leaves each shot out in turn, asks the cases again that showed it, and reports what it brings. */
export async function runAblation(
  session: EvalSession,
  services: EvaluationServices,
  list: CaseList,
  whole: CaseRun,
): Promise<void> {
  const { io, flags } = session;
  const showing = toCasesByShot(list.cases);
  const requests = [...showing.values()].reduce((sum, cases) => sum + cases.length, 0);
  printMessage(io, say('planned', { shots: showing.size, requests }));
  const runs: ReturnType<typeof toVerdicts>[] = [];
  for (const [left, cases] of showing) {
    const ids = new Set(cases.map(({ id }) => id));
    const without = createSessionCases(session, (shot) => shot !== left).cases.filter(({ id }) => ids.has(id));
    const { results, outcome } = await evaluate(session, services, without, '');
    if (outcome !== 'complete') return setExitCode(session, { outcome, errors: 0, rate: whole.scores.exact });
    // The prompt of the other cases is the same as before.
    runs.push(toVerdicts([...whole.results.filter(({ case: test }) => !ids.has(test.id)), ...results]));
  }
  const comparisons = compareRuns(toVerdicts(whole.results), runs);
  const toContributions = (folder: string): readonly ShotContribution[] =>
    [...showing]
      .flatMap(([shot, cases], index): readonly ShotContribution[] => {
        const comparison = comparisons[index];
        const [first] = cases;
        if (comparison === undefined || first === undefined) return [];
        const holder = list.cases.find((test) => test.shot === shot)?.source ?? first.source;
        return [{ path: toShownPath(folder, holder.uri), shot: getShotName(shot), cases: cases.length, comparison }];
      })
      .toSorted((a, b) => a.comparison.difference - b.comparison.difference);
  const { root } = session.loaded;
  await session.store.save(whole.runId, { ...whole.toRecord(root), ablation: toContributions(root) });
  const sorted = toContributions(io.cwd);
  if (flags.format === 'json') {
    io.stdout(`${JSON.stringify({ ...whole.toRecord(io.cwd), ablation: sorted }, undefined, 2)}\n`);
  } else {
    const text = toText(whole, (uri) => toShownPath(io.cwd, uri), io.language);
    io.stdout(`${text}\n${toAblationText(sorted, io.language)}`);
  }
  setExitCode(session, { outcome: 'complete', errors: whole.scores.errors, rate: whole.scores.exact });
}

function toCasesByShot(cases: readonly EvaluationCase[]): ReadonlyMap<Shot, readonly EvaluationCase[]> {
  const showing = new Map<Shot, EvaluationCase[]>();
  for (const test of cases) {
    for (const shot of test.shownShots) {
      const own = showing.get(shot);
      if (own === undefined) showing.set(shot, [test]);
      else own.push(test);
    }
  }
  return showing;
}

function toAblationText(contributions: readonly ShotContribution[], language: Language): string {
  const toLine = (message: Message): string => `${renderMessage(message, language)}\n`;
  if (contributions.length === 0) return toLine(say('none'));
  // What is lost without the shot is what it brings.
  const points = (share: number): string => (share === 0 ? 0 : -share * 100).toFixed(1);
  const rows = contributions.map(({ path, shot, cases, comparison: { difference, low, high, p } }) =>
    say('row', {
      points: points(difference).padStart(6),
      low: points(high),
      high: points(low),
      p: p.toFixed(3),
      shot: `${path}#${shot}`,
      cases,
    }),
  );
  return [say('title'), ...rows].map(toLine).join('');
}
