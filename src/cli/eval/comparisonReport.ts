import { defineMessages, type Language, type Message, renderMessage, verbatim } from '../../core/index.ts';
import {
  type CaseResult,
  describeResolution,
  getCaseName,
  type ModelComparison,
  toPercent,
} from '../../evaluation/index.ts';
import { type CaseRun, toLetters, toRunName } from './runs.ts';
import { toScoreText } from './textReport.ts';

const say = defineMessages({
  only: { en: 'Passed only by {letter}:', 'zh-CN': '仅 {letter} 通过：' },
  comparison: {
    en: '{letter} against A: {points} points (95 %: {low} to {high}), p = {p}; only A passes {onlyFirst} cases, only {letter} {onlySecond}',
    'zh-CN':
      '{letter} 与 A 相比：{points} 个百分点（95% 区间：{low} 至 {high}），p = {p}；仅 A 通过 {onlyFirst} 个用例，仅 {letter} 通过 {onlySecond} 个',
  },
});

/** First the cases in which runs differ, then the scores of each run, then the comparisons with the first one. */
export function toComparisonText(
  runs: readonly CaseRun[],
  comparisons: readonly ModelComparison[],
  toPath: (uri: string) => string,
  language: Language,
): string {
  const t = (message: Message): string => `${renderMessage(message, language)}\n`;
  const letters = toLetters(runs.length);
  const [first, ...others] = runs;
  const scores = runs.map((run, index) => {
    const head = t(verbatim(`${letters[index] ?? ''}  ${toRunName(run, language)}`));
    return `${head}${toScoreText(run, language)}\n`;
  });
  const compared = comparisons.map((comparison, index) => toComparisonLine(comparison, letters[index + 1] ?? ''));
  return [
    ...others.flatMap((other, index) =>
      first === undefined ? [] : toDifferences(first, other, letters[index + 1] ?? '', toPath).map(t),
    ),
    ...scores,
    ...compared.map(t),
    ...(first === undefined ? [] : describeResolution(first.scores.shots, first.scores.resolution).map(t)),
  ].join('');
}

/** How a run compares with the first one. */
export function toComparisonLine(
  { difference, low, high, p, onlyFirst, onlySecond }: ModelComparison,
  letter: string,
): Message {
  return say('comparison', {
    letter,
    points: toPercent(difference),
    low: toPercent(low),
    high: toPercent(high),
    p: p.toFixed(3),
    onlyFirst,
    onlySecond,
  });
}

/** The cases that only one of two runs passes. */
function toDifferences(
  first: CaseRun,
  other: CaseRun,
  letter: string,
  toPath: (uri: string) => string,
): readonly Message[] {
  const verdicts = new Map(other.results.map(({ case: { id }, verdict }) => [id, verdict]));
  const differ = first.results.filter(({ case: { id }, verdict }) => {
    const second = verdicts.get(id);
    return second !== undefined && verdict !== 'error' && second !== 'error';
  });
  const passes = ({ case: { id } }: CaseResult): boolean => verdicts.get(id) === 'passed';
  const onlyFirst = differ.filter((result) => result.verdict === 'passed' && !passes(result));
  const onlySecond = differ.filter((result) => result.verdict !== 'passed' && passes(result));
  const list = (by: string, results: readonly CaseResult[]): readonly Message[] =>
    results.length === 0 ? [] : [say('only', { letter: by }), ...results.map((result) => toCaseLine(result, toPath))];
  return [...list('A', onlyFirst), ...list(letter, onlySecond)];
}

function toCaseLine({ case: test }: CaseResult, toPath: (uri: string) => string): Message {
  return verbatim(`  ${toPath(test.source.uri)} ${getCaseName(test)}`);
}
