import { defineMessages, groupDigits, type Language, type Message, renderMessage, verbatim } from '../../core/index.ts';
import {
  type CaseResult,
  describeErrors,
  describeRate,
  describeRepeats,
  describeResolution,
  describeScore,
  getCaseName,
  type Rate,
  type RunScores,
  type SkippedShot,
  toPercent,
} from '../../evaluation/index.ts';
import type { Cost, TokenUsage } from '../../generation/index.ts';
import { pad, toCellWidth } from '../reporters/columns.ts';
import { toProblemLines } from './junitReport.ts';
import type { CaseRun } from './runs.ts';

const say = defineMessages({
  part: { en: '  {name}', 'zh-CN': '  {name}' },
  rate: { en: '{percent} %  {detail}', 'zh-CN': '{percent}%  {detail}' },
  noRate: { en: 'none', 'zh-CN': '无' },
  skipped: { en: '{count} {count|shot|shots} skipped: {reasons}', 'zh-CN': '跳过 {count} 个示例：{reasons}' },
  reason: { en: '{message} ({count})', 'zh-CN': '{message}（{count}）' },
  otherNotation: { en: '{count} {count|reply|replies} in another notation', 'zh-CN': '{count} 个回复使用了其他写法' },
  cutOff: { en: '{count} {count|reply|replies} ended at the token limit', 'zh-CN': '{count} 个回复达到 token 上限' },
  usage: {
    en: '{input} tokens in, {output} out, {cached} of {total} {total|reply|replies} from the cache, median {ms} ms',
    'zh-CN': '输入 {input} token，输出 {output} token，{total} 个回复中 {cached} 个来自缓存，中位数 {ms} 毫秒',
  },
  cost: {
    en: 'cost {amount} {currency}, per {unit} {each} {currency} and {tokens} tokens',
    'zh-CN': '费用 {amount} {currency}，每个{unit} {each} {currency}、{tokens} 个 token',
  },
  costPartly: {
    en: 'cost {amount} {currency} if nothing were cached, per {unit} {each} {currency} and {tokens} tokens',
    'zh-CN': '若全部重新请求，费用为 {amount} {currency}，每个{unit} {each} {currency}、{tokens} 个 token',
  },
  noCost: {
    en: 'per {unit} {tokens} tokens; cost unknown without a price (--prices)',
    'zh-CN': '每个{unit} {tokens} 个 token；没有价格（--prices），费用未知',
  },
  case: { en: 'case', 'zh-CN': '用例' },
  shot: { en: 'shot', 'zh-CN': '示例' },
});

/** Failures first, then the scores. */
export function toText(run: CaseRun, toPath: (uri: string) => string, language: Language): string {
  const failures = [...toFailureLines(run.results, toPath, language)].map((line) => `${line}\n`).join('');
  const notes = describeResolution(run.scores.shots, run.scores.resolution).map(
    (note) => `${renderMessage(note, language)}\n`,
  );
  return `${failures}${failures === '' ? '' : '\n'}${toScoreText(run, language)}${notes.join('')}`;
}

/** The scores of a run and what has to be known about them. */
export function toScoreText(run: CaseRun, language: Language): string {
  const t = (message: Message): string => renderMessage(message, language);
  return `${toTable(toScoreRows(run.scores), language)}\n${toNotes(run)
    .map((note) => `${t(note)}\n`)
    .join('')}`;
}

/** Names and values in two columns. */
export function toTable(rows: readonly Row[], language: Language): string {
  const rendered = rows.map((row) => row.map((cell) => renderMessage(cell, language)));
  const width = Math.max(...rendered.map(([name = '']) => toCellWidth(name)));
  return rendered.map(([name = '', value = '']) => `${pad(name, width)}  ${value}\n`).join('');
}

function* toFailureLines(
  results: readonly CaseResult[],
  toPath: (uri: string) => string,
  language: Language,
): Generator<string> {
  let uri: string | undefined;
  for (const result of results) {
    if (result.verdict === 'passed') continue;
    if (result.case.source.uri !== uri) {
      uri = result.case.source.uri;
      yield toPath(uri);
    }
    const marks = { failed: '✗', flaky: '~', error: '!' } as const;
    const [first, ...rest] = toProblemLines(result, language).map(({ code, text }) => `${text} [${code}]`);
    const name = getCaseName(result.case);
    yield `  ${marks[result.verdict]} ${name}  ${first ?? ''}`;
    for (const line of rest) yield `    ${' '.repeat(name.length)}  ${line}`;
  }
}

/** A name and its value. */
export type Row = readonly [Message, Message];

function toScoreRows(scores: RunScores): readonly Row[] {
  const { zeroShot, callTurns, textTurns, argumentF1 } = scores;
  return [
    [describeScore('callAccuracy'), toRateText(scores.exact)],
    [say('part', { name: describeScore('callTurns') }), toRateText(callTurns.exact)],
    [say('part', { name: describeScore('textTurns') }), toRateText(textTurns.exact)],
    ...(zeroShot.exact.total === 0 ? [] : [[describeScore('zeroShot'), toRateText(zeroShot.exact)] as const]),
    [describeScore('toolChoice'), toRateText(scores.toolChoice)],
    [describeScore('argumentF1'), argumentF1 === undefined ? say('noRate') : verbatim(argumentF1.toFixed(3))],
    [describeScore('schemaValid'), toRateText(scores.schemaValid)],
    [describeScore('stepOrder'), toRateText(scores.stepOrder)],
  ];
}

/** A rate with its interval. */
export function toRateText(rate: Rate): Message {
  if (rate.value === undefined) return say('noRate');
  return say('rate', { percent: toPercent(rate.value), detail: describeRate(rate) });
}

function toNotes({ results, skipped, scores, cost }: CaseRun): readonly Message[] {
  const total = results.reduce((sum, { attempts }) => sum + attempts.filter(({ kind }) => kind === 'judged').length, 0);
  return [
    ...describeRepeats(scores.repeats, scores.flaky),
    ...describeErrors(scores.errors),
    ...countNote('otherNotation', scores.otherNotation),
    ...countNote('cutOff', scores.cutOff),
    ...toSkippedNote(skipped),
    say('usage', {
      ...toTokens(scores.usage, scores.isUsageEstimated),
      cached: scores.cached,
      total,
      ms: Math.round(scores.medianMilliseconds ?? 0),
    }),
    toCostNote({ cost, asked: scores.asked, usage: scores.usage, count: total, unit: 'case' }),
  ];
}

function countNote(key: 'otherNotation' | 'cutOff', count: number): readonly Message[] {
  return count === 0 ? [] : [say(key, { count })];
}

/** Tokens as reports show them. */
export function toTokens({ inputTokens, outputTokens }: TokenUsage, isEstimated: boolean) {
  const mark = isEstimated ? '≈' : '';
  return { input: `${mark}${groupDigits(inputTokens)}`, output: `${mark}${groupDigits(outputTokens)}` };
}

interface CostFigures {
  readonly cost: Cost | undefined;
  readonly usage: TokenUsage;
  readonly asked: TokenUsage;
  /** The number of replies to cases, or of shots in a free run. */
  readonly count: number;
  readonly unit: 'case' | 'shot';
}

/** What a run costs; that it is not known is said too. */
export function toCostNote({ cost, usage, asked, count, unit: of }: CostFigures): Message {
  const unit = say(of);
  const tokens = Math.round((usage.inputTokens + usage.outputTokens) / Math.max(1, count));
  if (cost === undefined) return say('noCost', { tokens: groupDigits(tokens), unit });
  const all = usage.inputTokens + usage.outputTokens;
  const isAllNew = asked.inputTokens + asked.outputTokens === all;
  const { amount, currency } = cost;
  const each = (amount / Math.max(1, count)).toPrecision(3);
  return say(isAllNew ? 'cost' : 'costPartly', {
    amount: amount.toFixed(4),
    currency,
    each,
    tokens: groupDigits(tokens),
    unit,
  });
}

/** The shots that were left out, by reason. */
export function toSkippedNote(skipped: readonly SkippedShot[]): readonly Message[] {
  return skipped.length === 0 ? [] : [say('skipped', { count: skipped.length, reasons: toReasons(skipped) })];
}

function toReasons(skipped: readonly SkippedShot[]): readonly Message[] {
  const codes = [...new Set(skipped.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const same = skipped.filter((shot) => shot.code === code);
    const [first] = same;
    return first === undefined ? [] : [say('reason', { message: first.message, count: same.length })];
  });
}
