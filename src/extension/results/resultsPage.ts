import { groupDigits, type Language, type Message, renderMessage } from '../../core/index.ts';
import {
  compareRuns,
  describeErrors,
  describeRepeats,
  describeResolution,
  describeRun,
  type RunRecord,
  type ShotContribution,
  toPercent,
  toRecordedVerdicts,
} from '../../evaluation/index.ts';
import {
  RESULT_LABELS,
  type ResultChoice,
  type ResultContribution,
  type ResultPoint,
  type ResultsPage,
} from '../../protocol/index.ts';
import { toCodes, toFailures } from './failureRows.ts';
import { LABELS, pageWords as say } from './resultsWords.ts';
import type { StoredRun } from './runFiles.ts';
import { toPercentText, toRateRows, toScoreRows } from './scoreRows.ts';

/** The runs that the user chose; a run that is gone counts as none. */
export interface ChosenRuns {
  readonly run: string;
  readonly other: string;
}

/** Everything that the page shows. Without a choice the newest run is shown. */
export function toResultsPage(runs: readonly StoredRun[], chosen: ChosenRuns, language: Language): ResultsPage {
  const t = (message: Message): string => renderMessage(message, language);
  const first = runs.find(({ id }) => id === chosen.run) ?? runs[0];
  const second = runs.find(({ id }) => id === chosen.other && id !== first?.id);
  const shown = [first, second].filter((run) => run !== undefined);
  const records = shown.map(({ record }) => record);
  const series = [...new Set(runs.map(({ record }) => t(describeRun(record.model, record.shots))))];
  return {
    type: 'show',
    language,
    labels: toLabels(language),
    runs: runs.map((run) => toChoice(run, language)),
    run: first?.id ?? '',
    other: second?.id ?? '',
    columns: shown.map(({ record }) => t(describeRun(record.model, record.shots))),
    notes: first === undefined ? [] : toNotes(first, second, language),
    scores: toScoreRows(records, language),
    codes: first === undefined ? [] : toCodes(first.record, language),
    failures: first === undefined ? [] : toFailures(first.record, second?.record, language),
    byTool: toRateRows(records, ({ scores }) => scores.byTool, language),
    byStep: toRateRows(records, ({ scores }) => scores.byStep, language),
    ablation: (first?.record.ablation ?? []).map((shot) => toContribution(shot, language)),
    history: toHistory(runs, series, language),
    series,
  };
}

function toLabels(language: Language): ResultsPage['labels'] {
  const texts = RESULT_LABELS.map((name) => [name, renderMessage(LABELS(name), language)] as const);
  return Object.fromEntries(texts) as ResultsPage['labels'];
}

function toChoice(run: StoredRun, language: Language): ResultChoice {
  const { record, time } = run;
  const parts = [
    renderMessage(describeRun(record.model, record.shots), language),
    formatTime(time, language),
    toPercentText(getMainRate(record).value, language),
    ...(record.isPartial === true ? [renderMessage(say('partial'), language)] : []),
  ];
  return { value: run.id, label: parts.join(' · ') };
}

export function formatTime(time: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** Without shots to show, the zero-shot cases are all there is to measure. */
export function getMainRate({ scores }: RunRecord) {
  return scores.callAccuracy.total > 0 ? scores.callAccuracy : scores.zeroShot.callAccuracy;
}

/** The characters of a commit that people read. */
const COMMIT_LENGTH = 8;

function toNotes({ record, time }: StoredRun, second: StoredRun | undefined, language: Language): readonly string[] {
  const t = (message: Message): string => renderMessage(message, language);
  const { scores, commit, cost } = record;
  const { cases, shots, repeats, flaky, errors, usage, resolution } = scores;
  const about = [
    formatTime(time, language),
    ...(commit === undefined ? [] : [t(say('commit', { commit: commit.slice(0, COMMIT_LENGTH) }))]),
    t(say('about', { cases, shots })),
    ...(record.isPartial === true ? [t(say('partial'))] : []),
  ].join(' · ');
  const spent = [
    t(say('usage', { input: groupDigits(usage.inputTokens), output: groupDigits(usage.outputTokens) })),
    t(cost === undefined ? say('noCost') : say('cost', { amount: cost.amount.toFixed(4), currency: cost.currency })),
  ].join(' · ');
  const others = [
    ...describeRepeats(repeats ?? undefined, flaky),
    ...describeErrors(errors),
    ...describeResolution(shots, resolution),
    ...(second === undefined ? [] : [toComparison(record, second.record, language)]),
  ];
  return [about, spent, ...others.map(t)];
}

function toComparison(first: RunRecord, second: RunRecord, language: Language): Message {
  const [before, after] = [toRecordedVerdicts(second), toRecordedVerdicts(first)];
  const ids = new Set(before.map(({ id }) => id));
  if (!after.some(({ id }) => ids.has(id))) return say('noCommon');
  const [compared] = compareRuns(before, [after]);
  if (compared === undefined) return say('noCommon');
  const { difference, low, high, p, onlyFirst, onlySecond } = compared;
  return say('comparison', {
    first: renderMessage(describeRun(first.model, first.shots), language),
    second: renderMessage(describeRun(second.model, second.shots), language),
    points: toPercent(difference),
    low: toPercent(low),
    high: toPercent(high),
    p: p.toFixed(3),
    onlyFirst: onlySecond,
    onlySecond: onlyFirst,
  });
}

function toContribution({ path, shot, cases, comparison }: ShotContribution, language: Language): ResultContribution {
  const { difference, low, high, p } = comparison;
  // What is lost without the shot is what it brings.
  const lost = (share: number): string => toPercent(share === 0 ? 0 : -share);
  const detail = say('contribution', { low: lost(high), high: lost(low), p: p.toFixed(3), cases });
  return { name: `${path}#${shot}`, points: lost(difference), detail: renderMessage(detail, language) };
}

/** The most runs that the plot shows. */
const MAX_POINTS = 40;

function toHistory(runs: readonly StoredRun[], series: readonly string[], language: Language): readonly ResultPoint[] {
  const whole = runs.filter(({ record }) => record.isPartial !== true);
  return whole
    .slice(0, MAX_POINTS)
    .toReversed()
    .flatMap((run): readonly ResultPoint[] => {
      const { value, low, high } = getMainRate(run.record);
      if (value === undefined || value === null) return [];
      const name = renderMessage(describeRun(run.record.model, run.record.shots), language);
      const commit = run.record.commit === undefined ? '' : ` · ${run.record.commit.slice(0, COMMIT_LENGTH)}`;
      const label = `${toChoice(run, language).label}${commit}`;
      return [{ id: run.id, series: series.indexOf(name), value, low, high, label }];
    });
}
