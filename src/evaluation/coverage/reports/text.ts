import { defineMessages, escapeControls, type Message, renderMessage } from '../../../core/index.ts';
import { COUNTED, getPercent, getTotals, getWholeShare, type Share } from '../totals.ts';
import { describeCounted } from '../wording.ts';
import { findGaps } from './gaps.ts';
import type { ReportInput } from './report.ts';

const say = defineMessages({
  gap: { en: '{place}  {gap}', 'zh-CN': '{place}  {gap}' },
  none: { en: 'Everything is covered.', 'zh-CN': '全部已覆盖。' },
  empty: { en: 'No procedures and no tools were found.', 'zh-CN': '没有找到流程和工具。' },
  total: { en: 'total', 'zh-CN': '合计' },
  share: { en: '{name}: {covered} of {total} ({percent}%)', 'zh-CN': '{name}：{covered}/{total}（{percent}%）' },
});

/** One line per gap, then the totals. */
export function textReport({ coverage, language, pathOf }: ReportInput): string {
  const text = (message: Message): string => renderMessage(message, language);
  if (coverage.procedures.length + coverage.tools.length === 0) return `${text(say('empty'))}\n`;
  const gaps = findGaps(coverage).map(({ uri, range, message }) => {
    const { line, character } = range.start;
    const gap = say('gap', { place: `${pathOf(uri)}:${line + 1}:${character + 1}`, gap: message });
    return escapeControls(text(gap));
  });
  const totals = getTotals(coverage);
  const shares = COUNTED.filter((name) => totals[name].total > 0).map((name) =>
    share(describeCounted(name), totals[name]),
  );
  const lines = [...(gaps.length === 0 ? [text(say('none'))] : gaps), '', ...shares.map(text)];
  return `${[...lines, text(share(say('total'), getWholeShare(totals)))].join('\n')}\n`;
}

function share(name: Message, counted: Share): Message {
  return say('share', { name, covered: counted.covered, total: counted.total, percent: getPercent(counted) });
}
