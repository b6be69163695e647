import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import type { CostResult, CostStep } from '../../finetuning/index.ts';
import { findingLine } from './report.ts';

const say = defineMessages({
  startUp: { en: 'Start-up cost (A)', 'zh-CN': '启动成本（A）' },
  breakEven: { en: 'Break-even (B)', 'zh-CN': '盈亏平衡点（B）' },
  month: { en: 'month {month}, {tokens} tokens, {amount}', 'zh-CN': '第 {month} 个月，{tokens} 个 token，{amount}' },
  never: { en: 'none within {months} months', 'zh-CN': '{months} 个月内未达到盈亏平衡点' },
  volume: { en: 'Breaks even from', 'zh-CN': '盈亏平衡所需月用量' },
  volumeText: {
    en: '{requests} requests, {tokens} tokens per month',
    'zh-CN': '每月 {requests} 次请求，{tokens} 个 token',
  },
  perRequest: { en: 'One request, public / private', 'zh-CN': '单次请求费用（公共 / 私有）' },
  saved: { en: 'Tokens of shots saved', 'zh-CN': '训练示例后省去的 token' },
  savedText: {
    en: '{tokens} per month, {amount} at the public price',
    'zh-CN': '每月 {tokens} 个，按公共 API 价格折合 {amount}',
  },
  sensitivity: {
    en: 'Break-even month at -{percent} % / +{percent} %',
    'zh-CN': '参数变动 -{percent}% / +{percent}% 时的盈亏平衡月份',
  },
  'public-request': { en: 'One request, public API', 'zh-CN': '公共 API 单次请求' },
  'private-tokens': { en: 'Tokens per request, private', 'zh-CN': '私有部署单次请求 token 数' },
  'tokens-saved': { en: 'Tokens saved per month', 'zh-CN': '每月节省的 token' },
  'training-flops': { en: 'FLOPs of one training run', 'zh-CN': '单次训练的 FLOPs' },
  'training-gpu-hours': { en: 'GPU-hours of all runs', 'zh-CN': '全部训练的 GPU 小时' },
  'start-up': { en: 'Start-up cost', 'zh-CN': '启动成本' },
  'replica-capacity': { en: 'Tokens per replica and month', 'zh-CN': '单副本每月可处理 token' },
  'replica-month': { en: 'One replica per month', 'zh-CN': '单副本每月费用' },
});

/** The comparison for a terminal. */
export function costText(result: CostResult, language: Language): string {
  return `${[...getRows(result, language).map(([name, value]) => `${name}: ${value}`), ...remarks(result, language)].join('\n')}\n`;
}

/** The comparison for a document. */
export function costMarkdown(result: CostResult, language: Language): string {
  const rows = getRows(result, language).map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`);
  const notes = remarks(result, language).map((remark) => `> ${remark}`);
  return `${['| | |', '| --- | --- |', ...rows, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')}\n`;
}

function getRows(result: CostResult, language: Language): readonly (readonly [string, string])[] {
  const t = (key: Parameters<typeof say>[0], args: Record<string, string | number> = {}) =>
    renderMessage(say(key, args), language);
  const money = (amount: number) => `${figure(amount)} ${result.currency}`;
  const { breakEven, breakEvenVolume } = result;
  const crossing =
    breakEven === undefined
      ? t('never', { months: result.points.length - 1 })
      : t('month', {
          month: breakEven.month.toFixed(1),
          tokens: figure(breakEven.tokens),
          amount: money(breakEven.amount),
        });
  const volume =
    breakEvenVolume === undefined
      ? '—'
      : t('volumeText', {
          requests: figure(breakEvenVolume.requestsPerMonth),
          tokens: figure(breakEvenVolume.tokensPerMonth),
        });
  const month = (value: number | undefined) => (value === undefined ? '—' : value.toFixed(1));
  const percent = result.sensitivity[0]?.percent ?? 0;
  return [
    ...result.steps.map((step: CostStep) => [t(step.id), `${step.formula} = ${figure(step.value)}`] as const),
    [t('startUp'), money(result.startUp)],
    [t('breakEven'), crossing],
    [t('volume'), volume],
    [t('perRequest'), `${money(result.publicPerRequest)} / ${money(result.privatePerRequest)}`],
    [
      t('saved'),
      t('savedText', { tokens: figure(result.savedTokensPerMonth), amount: money(result.savedAmountPerMonth) }),
    ],
    [
      t('sensitivity', { percent }),
      result.sensitivity.map(({ field, lower, higher }) => `${field} ${month(lower)} / ${month(higher)}`).join('; '),
    ],
  ];
}

function remarks(result: CostResult, language: Language): readonly string[] {
  return result.findings.map((finding) => findingLine(finding, language));
}

/** Large figures with separators, small ones with four figures. */
function figure(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential(3);
  return value.toLocaleString(
    'en-US',
    Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 },
  );
}
