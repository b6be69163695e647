import { defineMessages, escapeControls, type Message, renderMessage } from '../../../core/index.ts';
import { COUNTED, getPercent, getTotals, getWholeShare } from '../totals.ts';
import { describeCounted } from '../wording.ts';
import { findGaps } from './gaps.ts';
import type { ReportInput } from './report.ts';

const say = defineMessages({
  title: { en: 'Coverage of the shots', 'zh-CN': '示例覆盖率' },
  what: { en: 'counted', 'zh-CN': '统计项' },
  covered: { en: 'covered', 'zh-CN': '已覆盖' },
  percent: { en: 'percent', 'zh-CN': '百分比' },
  total: { en: 'total', 'zh-CN': '合计' },
  gaps: { en: 'Not covered', 'zh-CN': '未覆盖' },
});

/** A table of totals and a list of gaps, for a comment on a pull request. */
export function markdownReport({ coverage, language, pathOf }: ReportInput): string {
  const text = (message: Message): string => renderMessage(message, language);
  const totals = getTotals(coverage);
  const rows = [
    ...COUNTED.map((name) => ({ name: describeCounted(name), share: totals[name] })),
    { name: say('total'), share: getWholeShare(totals) },
  ]
    .filter(({ share }) => share.total > 0)
    .map(({ name, share }) => `| ${text(name)} | ${share.covered} / ${share.total} | ${getPercent(share)}% |`);
  const head = `| ${text(say('what'))} | ${text(say('covered'))} | ${text(say('percent'))} |\n|---|---|---|`;
  const gaps = findGaps(coverage).map(({ uri, range, message }) => {
    return `- ${code(`${pathOf(uri)}:${range.start.line + 1}`)} ${escapeMarkdown(text(message))}`;
  });
  const list = gaps.length === 0 ? [] : ['', `### ${text(say('gaps'))}`, '', ...gaps];
  return `${[`## ${text(say('title'))}`, '', head, ...rows, ...list].join('\n')}\n`;
}

function code(text: string): string {
  return text.includes('`') ? escapeMarkdown(text) : `\`${escapeControls(text)}\``;
}

/** The words of users are shown as they are. */
function escapeMarkdown(text: string): string {
  return escapeControls(text).replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
