import { defineMessages, groupDigits, type Language, type Message, renderMessage } from '../../core/index.ts';
import { type DatasetStatistics, formatTokens, type TokenStatistics } from '../../datasets/index.ts';
import {
  type BarChart,
  type RangeChart,
  STATISTICS_LABELS,
  type StatisticsLabel,
  type StatisticsPage,
  type StatisticsValue,
} from '../../protocol/index.ts';
import { getReasonName } from './reasonNames.ts';

const LABELS = defineMessages<StatisticsLabel>({
  saveSvg: { en: 'Save as SVG', 'zh-CN': '存为 SVG' },
  savePng: { en: 'Save as PNG', 'zh-CN': '存为 PNG' },
  values: { en: 'Values', 'zh-CN': '数值' },
  place: { en: 'Place', 'zh-CN': '位置' },
  reason: { en: 'Reason', 'zh-CN': '原因' },
  show: { en: 'Show in the editor', 'zh-CN': '在编辑器中显示' },
  openFolder: { en: 'Open Folder', 'zh-CN': '打开文件夹' },
});

const say = defineMessages({
  documents: { en: 'Documents', 'zh-CN': '文档' },
  shots: { en: 'Shots', 'zh-CN': '示例' },
  rows: { en: 'Rows', 'zh-CN': '行' },
  samples: { en: 'Samples', 'zh-CN': '样本' },
  turns: { en: 'Turns', 'zh-CN': '轮次' },
  calls: { en: 'Calls', 'zh-CN': '调用' },
  tokens: { en: 'Tokens', 'zh-CN': 'Token' },
  leftOut: { en: 'Left out', 'zh-CN': '未写入' },
  leftOutRows: { en: 'Rows with errors', 'zh-CN': '有错误的行' },
  turnsByKind: { en: 'Turns by role', 'zh-CN': '各角色的轮次' },
  role: { en: 'Role', 'zh-CN': '角色' },
  system: { en: 'system', 'zh-CN': '系统' },
  user: { en: 'user', 'zh-CN': '用户' },
  assistant: { en: 'assistant', 'zh-CN': '助手' },
  tool: { en: 'tool', 'zh-CN': '工具' },
  callsByTool: { en: 'Calls by tool', 'zh-CN': '各工具的调用次数' },
  toolName: { en: 'Tool', 'zh-CN': '工具' },
  others: { en: '{n} other tools', 'zh-CN': '其他 {n} 个工具' },
  tokensPerSample: { en: 'Tokens per sample ({tokenizer})', 'zh-CN': '每条样本的 token 数（{tokenizer}）' },
  tokenAxis: { en: 'tokens', 'zh-CN': 'token 数' },
  share: { en: '{percent} %', 'zh-CN': '{percent}%' },
  percentiles: {
    en: 'Tokens per sample: median {median}, 90 % up to {percentile90}, 99 % up to {percentile99}, at most {maximum}.',
    'zh-CN':
      '每条样本的 token 数：中位数 {median}，90% 不超过 {percentile90}，99% 不超过 {percentile99}，最多 {maximum}。',
  },
  median: { en: 'median', 'zh-CN': '中位数' },
  maximum: { en: 'maximum', 'zh-CN': '最大值' },
  reasons: { en: 'Reasons for leaving out', 'zh-CN': '未写入的原因' },
  errors: { en: 'Errors', 'zh-CN': '错误' },
  reason: { en: 'Reason', 'zh-CN': '原因' },
  count: { en: 'Number', 'zh-CN': '数量' },
  bar: { en: '{label}: {value}', 'zh-CN': '{label}：{value}' },
  more: { en: '{n} more are not listed here.', 'zh-CN': '另有 {n} 项未在此列出。' },
});

/** What is shown: the counts of shots, or those of the rows of a file. */
export interface ShownStatistics {
  readonly title: Message;
  readonly statistics: DatasetStatistics;
  readonly of: 'shots' | 'rows';
  readonly remarks: readonly Message[];
  readonly hasFolder: boolean;
}

const MAX_BARS = 15;
const MAX_LISTED = 500;

/** Everything that the page shows, in the user's language. */
export function toStatisticsPage(shown: ShownStatistics, language: Language): StatisticsPage {
  const { statistics, of } = shown;
  const t = (message: Message): string => renderMessage(message, language);
  const { tokens, calls, leftOut } = statistics;
  const turnBars = toTurnBars(statistics, t);
  const rows = leftOut.list.slice(0, MAX_LISTED);
  return {
    type: 'show',
    language,
    title: t(shown.title),
    labels: Object.fromEntries(STATISTICS_LABELS.map((name) => [name, t(LABELS(name))])) as StatisticsPage['labels'],
    figures: toFigures(shown, language),
    charts: [
      ...(tokens === undefined || tokens.histogram.length === 0 ? [] : [toTokenChart(tokens, t)]),
      ...(calls.total === 0 ? [] : [toBars('calls-by-tool', 'callsByTool', 'toolName', toToolBars(statistics, t), t)]),
      ...(turnBars.length === 0 ? [] : [toBars('turns', 'turnsByKind', 'role', turnBars, t)]),
      ...(leftOut.total === 0
        ? []
        : [toBars('left-out', of === 'rows' ? 'errors' : 'reasons', 'reason', toReasonBars(leftOut.byReason, t), t)]),
    ],
    remarks: shown.remarks.map(t),
    leftOut: {
      title: t(say(of === 'rows' ? 'leftOutRows' : 'leftOut')),
      rows: rows.map(({ path, line, message, reason }) => ({
        place: `${path}:${line}`,
        reason: message,
        code: reason,
      })),
      more: leftOut.total > rows.length ? t(say('more', { n: groupDigits(leftOut.total - rows.length) })) : '',
    },
    hasFolder: shown.hasFolder,
  };
}

function toFigures({ statistics, of }: ShownStatistics, language: Language): StatisticsPage['figures'] {
  const { documents, shots, samples, turns, calls, tokens, leftOut } = statistics;
  const number = new Intl.NumberFormat(language);
  const figure = (key: Parameters<typeof say>[0], value: number) => {
    return { label: renderMessage(say(key), language), value: number.format(value) };
  };
  const total = tokens && formatTokens({ tokens: tokens.total, isExact: tokens.isExact });
  return [
    ...(of === 'rows' ? [] : [figure('documents', documents)]),
    figure(of, shots),
    figure('samples', samples.chat + samples.react),
    figure(
      'turns',
      Object.values(turns).reduce((sum, n) => sum + n, 0),
    ),
    figure('calls', calls.total),
    ...(total === undefined ? [] : [{ label: renderMessage(say('tokens'), language), value: total }]),
    figure(of === 'rows' ? 'leftOutRows' : 'leftOut', leftOut.total),
  ];
}

type Translate = (message: Message) => string;

function toTokenChart(tokens: TokenStatistics, t: Translate): RangeChart {
  const { tokenizer, isExact, median, percentile90, percentile99, maximum, histogram } = tokens;
  const shown = (count: number): string => formatTokens({ tokens: count, isExact });
  return {
    kind: 'ranges',
    name: 'tokens',
    title: t(say('tokensPerSample', { tokenizer })),
    description: t(
      say('percentiles', {
        median: shown(median),
        percentile90: shown(percentile90),
        percentile99: shown(percentile99),
        maximum: shown(maximum),
      }),
    ),
    heads: [t(say('tokenAxis')), t(say('samples'))],
    axis: t(say('tokenAxis')),
    ranges: histogram,
    marks: [
      { label: t(say('median')), value: median },
      { label: t(say('share', { percent: 90 })), value: percentile90 },
      { label: t(say('share', { percent: 99 })), value: percentile99 },
      { label: t(say('maximum')), value: maximum },
    ],
  };
}

function toBars(
  name: string,
  title: Parameters<typeof say>[0],
  head: Parameters<typeof say>[0],
  bars: readonly StatisticsValue[],
  t: Translate,
): BarChart {
  return {
    kind: 'bars',
    name,
    title: t(say(title)),
    description: bars.map(({ label, value }) => t(say('bar', { label, value: groupDigits(value) }))).join(', '),
    heads: [t(say(head)), t(say('count'))],
    bars,
  };
}

function toValues(counts: Readonly<Record<string, number>>): readonly StatisticsValue[] {
  return Object.entries(counts)
    .map(([label, value]) => ({ label, value }))
    .sort((a, b) => b.value - a.value);
}

function toReasonBars(counts: Readonly<Record<string, number>>, t: Translate): readonly StatisticsValue[] {
  return toValues(counts).map(({ label: code, value }) => ({ label: t(getReasonName(code)), code, value }));
}

function toToolBars({ calls }: DatasetStatistics, t: Translate): readonly StatisticsValue[] {
  const all = toValues(calls.byTool);
  if (all.length <= MAX_BARS) return all;
  const others = all.slice(MAX_BARS);
  const value = others.reduce((sum, tool) => sum + tool.value, 0);
  return [...all.slice(0, MAX_BARS), { label: t(say('others', { n: groupDigits(others.length) })), value }];
}

const KINDS = ['system', 'user', 'assistant', 'tool'] as const;

function toTurnBars({ turns }: DatasetStatistics, t: Translate): readonly StatisticsValue[] {
  const bars = KINDS.map((kind) => ({ label: t(say(kind)), value: turns[kind] ?? 0 }));
  return bars.filter(({ value }) => value > 0);
}
