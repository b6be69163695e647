import type { Language } from '../../src/core/l10n/messages.ts';
import { PROVIDER_IDS, PROVIDER_LIMITS, PROVIDER_NAMES } from '../../src/core/schemas/providers/index.ts';

const WORDS = {
  en: {
    limit: 'Limit',
    rule: 'Rule',
    source: 'Source',
    seen: 'Seen',
    documentation: 'documentation',
    'error-message': 'error messages',
    unverified: 'not verified',
    target: 'Target',
  },
  'zh-CN': {
    limit: '要求',
    rule: '规则',
    source: '来源',
    seen: '查看日期',
    documentation: '官方文档',
    'error-message': '错误消息',
    unverified: '未核实',
    target: '目标',
  },
} as const;

/** One table per provider, from the table that the rules read. */
export function providerTables(language: Language): string {
  const words = WORDS[language];
  const base = language === 'en' ? '' : '../';
  return PROVIDER_IDS.map((provider) => {
    const rows = PROVIDER_LIMITS.filter((limit) => limit.provider === provider).map(
      ({ summary, rule, source, seen, evidence }) =>
        `| ${summary[language]} | [${rule}](${base}rules/${rule}.md) | [${words[evidence]}](${source}) | ${seen} |`,
    );
    return [
      `### ${PROVIDER_NAMES[provider]}`,
      '',
      `${words.target}: \`${provider}\``,
      '',
      `| ${words.limit} | ${words.rule} | ${words.source} | ${words.seen} |`,
      '|---|---|---|---|',
      ...rows,
    ].join('\n');
  }).join('\n\n');
}
