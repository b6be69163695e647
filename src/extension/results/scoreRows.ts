import { type Language, renderMessage } from '../../core/index.ts';
import {
  describeRate,
  describeScore,
  type RecordedGroup,
  type RecordedRate,
  type RunRecord,
  type ScoreName,
  toPercent,
} from '../../evaluation/index.ts';
import type { ResultRate, ResultRow } from '../../protocol/index.ts';
import { pageWords as say } from './resultsWords.ts';

/** A share as `71.4 %`; a dash where there is none. */
export function toPercentText(share: number | null | undefined, language: Language): string {
  const message = typeof share === 'number' ? say('percent', { value: toPercent(share) }) : say('noRate');
  return renderMessage(message, language);
}

type RateOf = (record: RunRecord) => RecordedRate | undefined;

const SCORES: readonly (readonly [ScoreName, RateOf])[] = [
  ['callAccuracy', ({ scores }) => scores.callAccuracy],
  ['callTurns', ({ scores }) => scores.callTurns.callAccuracy],
  ['textTurns', ({ scores }) => scores.textTurns.callAccuracy],
  ['zeroShot', ({ scores }) => scores.zeroShot.callAccuracy],
  ['toolChoice', ({ scores }) => scores.toolChoice],
  ['schemaValid', ({ scores }) => scores.schemaValid],
  ['stepOrder', ({ scores }) => scores.stepOrder],
];

/** The scores of one or two runs. A rate that neither has is left out. */
export function toScoreRows(records: readonly RunRecord[], language: Language): readonly ResultRow[] {
  if (records.length === 0) return [];
  const rates = SCORES.filter(([, rateOf]) => records.some((record) => (rateOf(record)?.total ?? 0) > 0)).map(
    ([name, rateOf]): ResultRow => ({
      name: renderMessage(describeScore(name), language),
      rates: records.map((record) => toRate(rateOf(record), language)),
    }),
  );
  const f1 = records.map(({ scores }): ResultRate => {
    const { argumentF1: value } = scores;
    const text = typeof value === 'number' ? value.toFixed(3) : renderMessage(say('noRate'), language);
    return { text, detail: '', bar: undefined };
  });
  return [...rates, { name: renderMessage(describeScore('argumentF1'), language), rates: f1 }];
}

/** The groups of one or two runs, the worst of the first run first. */
export function toRateRows(
  records: readonly RunRecord[],
  groupsOf: (record: RunRecord) => Readonly<Record<string, RecordedGroup>>,
  language: Language,
): readonly ResultRow[] {
  const groups = records.map(groupsOf);
  const names = [...new Set(groups.flatMap((group) => Object.keys(group)))];
  const accuracyOf = (name: string): number => groups[0]?.[name]?.callAccuracy.value ?? 2;
  return names
    .toSorted((a, b) => accuracyOf(a) - accuracyOf(b))
    .map((name) => ({ name, rates: groups.map((group) => toRate(group[name]?.callAccuracy, language)) }));
}

function toRate(rate: RecordedRate | undefined, language: Language): ResultRate {
  if (rate === undefined || rate.total === 0) {
    return { text: renderMessage(say('noRate'), language), detail: '', bar: undefined };
  }
  const { passed, total, low, high } = rate;
  const value = passed / total;
  return {
    text: toPercentText(value, language),
    detail: renderMessage(describeRate(rate), language),
    bar: { value, low, high },
  };
}
