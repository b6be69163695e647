import { axisX, axisY, dot, gridY, line, ruleY, text } from '@observablehq/plot';
import type { CostPoint, CostResult } from '../../src/finetuning/index.ts';
import type { NumberFormat } from '../format.ts';
import type { Translate } from '../texts.ts';
import type { Palette } from '../theme.ts';
import { draw } from './plot.ts';

/** Both lines over the months, with the start-up cost (A) and the crossing (B) marked. */
export function costChart(
  result: CostResult,
  palette: Palette,
  width: number,
  format: NumberFormat,
  t: Translate,
): SVGSVGElement {
  const last = result.points.at(-1);
  const marks = [
    { month: 0, amount: result.startUp, label: 'A' },
    ...(result.breakEven === undefined ? [] : [{ ...result.breakEven, label: 'B' }]),
  ];
  const ends =
    last === undefined
      ? []
      : [
          { month: last.month, amount: last.publicCumulative, label: t('publicLine') },
          { month: last.month, amount: last.privateCumulative, label: t('privateLine') },
        ];
  return draw(
    {
      height: 280,
      marginLeft: 64,
      marginRight: 90,
      x: { label: t('month') },
      y: { label: `${t('costAxis')} (${result.currency})` },
      marks: [
        gridY({ stroke: palette.grid, strokeOpacity: 0.6 }),
        axisX({ ticks: Math.max(3, Math.floor(width / 90)), tickFormat: (value: number) => format.decimal(value, 1) }),
        axisY({ tickFormat: (value: number) => format.short(value) }),
        ruleY([0], { stroke: palette.foreground }),
        line(result.points, { x: 'month', y: 'publicCumulative', stroke: palette.second, strokeWidth: 2 }),
        line(result.points, { x: 'month', y: 'privateCumulative', stroke: palette.accent, strokeWidth: 2 }),
        dot(result.points, {
          x: 'month',
          y: 'privateCumulative',
          r: 8,
          fill: 'transparent',
          title: (point: CostPoint) =>
            `${t('month')} ${point.month}\n${t('publicLine')}: ${format.whole(point.publicCumulative)}\n${t('privateLine')}: ${format.whole(point.privateCumulative)}`,
        }),
        dot(marks, { x: 'month', y: 'amount', r: 5, fill: palette.bad, stroke: palette.foreground }),
        text(marks, { x: 'month', y: 'amount', text: 'label', dx: 10, dy: -12, fontWeight: 'bold', fontSize: 14 }),
        text(ends, { x: 'month', y: 'amount', text: 'label', textAnchor: 'start', dx: 8, fill: palette.foreground }),
      ],
    },
    palette,
    width,
  );
}
