import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import { fourDecimals, grouped } from '../../finetuning/index.ts';
import type { ConfigurationView, PanelState, PanelView } from '../../protocol/index.ts';

const say = defineMessages({
  model: { en: 'Model', 'zh-CN': '模型' },
  configuration: { en: 'Configuration', 'zh-CN': '配置' },
  rank: { en: 'Rank', 'zh-CN': '秩' },
  targets: { en: 'Targets', 'zh-CN': '目标模块' },
  trainable: { en: 'Trainable', 'zh-CN': '可训练参数' },
  total: { en: 'All parameters', 'zh-CN': '全部参数' },
  share: { en: 'Share', 'zh-CN': '占比' },
  memory: { en: 'Training memory', 'zh-CN': '训练显存' },
  module: { en: 'Module', 'zh-CN': '模块' },
  formula: { en: 'Formula', 'zh-CN': '公式' },
  instances: { en: 'Times', 'zh-CN': '个数' },
  cost: { en: 'Cost', 'zh-CN': '成本' },
  startUp: { en: 'Start-up (A): {amount} {currency}', 'zh-CN': '启动成本（A）：{amount} {currency}' },
  breakEven: {
    en: 'Break-even (B): month {month}, {tokens} tokens',
    'zh-CN': '盈亏平衡点（B）：第 {month} 个月，{tokens} 个 token',
  },
  never: { en: 'No break-even within {months} months', 'zh-CN': '{months} 个月内未达到盈亏平衡点' },
});

/** The panel's content as Markdown. */
export function toMarkdown(state: PanelState, view: PanelView, language: Language): string {
  const t = (key: Parameters<typeof say>[0], args?: Record<string, string | number>) =>
    renderMessage(say(key, args), language);
  const heads = [t('configuration'), t('rank'), t('targets'), t('trainable'), t('total'), t('share'), t('memory')];
  const rows = state.configurations.map((configuration, at) => {
    const shown = view.configurations[at];
    const { adapter } = configuration;
    const rank = shown?.count?.config.init_r ?? shown?.count?.config.r;
    const targets = shown?.count?.config.target_modules ?? adapter.target_modules ?? '';
    return [
      configuration.name,
      rank === undefined ? '—' : String(rank),
      `\`${[targets].flat().join(', ')}\``,
      ...figures(shown),
    ];
  });
  const parts = [
    `**${t('model')}**: ${view.model.name} (${grouped(view.model.parameters)})`,
    table(heads, rows),
    ...state.configurations.map((configuration, at) => breakdown(configuration.name, view.configurations[at], t)),
    costLines(state, view, t),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

type Text = (key: Parameters<typeof say>[0], args?: Record<string, string | number>) => string;

function figures(shown: ConfigurationView | undefined): readonly string[] {
  if (shown?.count === undefined) return ['—', '—', '—', '—'];
  const { trainable, total, percent } = shown.count;
  const memory = shown.memory?.trainingTotal;
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  const range = memory === undefined ? '—' : `${gigabytes(memory.low)}–${gigabytes(memory.high)} GB`;
  return [grouped(trainable), grouped(total), `${fourDecimals(percent)} %`, range];
}

function breakdown(name: string, shown: ConfigurationView | undefined, t: Text): string {
  if (shown?.count === undefined) return shown?.findings.map(({ message }) => `- ${message}`).join('\n') ?? '';
  const rows = shown.count.modules.map(({ path, formula, instances, trainable }) => [
    `\`${path}\``,
    `${formula.substituted} = ${grouped(formula.value)}`,
    String(instances),
    grouped(trainable),
  ]);
  const answer = shown.memory?.cardsFit?.answer;
  return [
    `### ${name}`,
    table([t('module'), t('formula'), t('instances'), t('trainable')], rows),
    `\`${shown.count.line}\``,
    ...(answer === undefined ? [] : [answer]),
  ].join('\n\n');
}

function costLines(state: PanelState, { cost: { result } }: PanelView, t: Text): string {
  if (result === undefined) return '';
  const { startUp, currency, breakEven } = result;
  const crossing =
    breakEven === undefined
      ? t('never', { months: state.cost.horizonMonths })
      : t('breakEven', { month: breakEven.month.toFixed(1), tokens: grouped(Math.round(breakEven.tokens)) });
  return `### ${t('cost')}\n\n- ${t('startUp', { amount: grouped(Math.round(startUp)), currency })}\n- ${crossing}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
