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
  const marks = [
    { month: 0, amount: result.startUp, label: 'A' },
    ...(result.breakEven === undefined ? [] : [{ ...result.breakEven, label: 'B' }]),
  ];
  return draw(
    {
      height: 300,
      marginLeft: 60,
      marginRight: 16,
      marginTop: 30,
      marginBottom: 42,
      marks: [
        gridY({ stroke: palette.grid, strokeOpacity: 0.6 }),
        axisX({
          label: t('month'),
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 36,
          ticks: Math.max(3, Math.floor(width / 90)),
          tickFormat: (value: number) => format.decimal(value, 1),
        }),
        axisY({
          label: `${t('costAxis')} (${result.currency})`,
          labelArrow: 'none',
          tickFormat: (value: number) => format.short(value),
          tickSize: 0,
        }),
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
        dot(marks, {
          x: 'month',
          y: 'amount',
          r: 5,
          fill: palette.background,
          stroke: palette.foreground,
          strokeWidth: 2,
        }),
        // The label of A is above its line and that of B below, where there is space.
        ...marks.map((mark) =>
          text([mark], {
            x: 'month',
            y: 'amount',
            text: () => `${mark.label}  ${format.short(mark.amount)}`,
            textAnchor: 'start',
            dx: 10,
            dy: mark.label === 'A' ? -14 : 16,
            fontWeight: 'bold',
            fontSize: 13,
            fill: palette.foreground,
            stroke: palette.background,
            strokeWidth: 4,
          }),
        ),
      ],
    },
    palette,
    width,
  );
}
