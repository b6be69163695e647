import { axisX, barY, gridY, ruleY, text } from '@observablehq/plot';
import type { SweepPoint } from '../../src/finetuning/index.ts';
import type { NumberFormat } from '../format.ts';
import type { Palette } from '../theme.ts';
import { draw } from './plot.ts';

/** Trainable parameters per rank, with the configuration's own rank in the accent colour. */
export function sweepChart(
  points: readonly SweepPoint[],
  rank: number,
  palette: Palette,
  width: number,
  format: NumberFormat,
): SVGSVGElement {
  const own = (point: SweepPoint) => point.rank === rank;
  return draw(
    {
      height: 220,
      marginLeft: 8,
      marginRight: 8,
      marginTop: 24,
      marginBottom: 40,
      x: { type: 'band', padding: 0.25 },
      y: { axis: null },
      marks: [
        gridY({ stroke: palette.grid, strokeOpacity: 0.6 }),
        axisX({ tickSize: 0, label: 'R', labelAnchor: 'center', labelArrow: 'none', labelOffset: 34 }),
        barY(points, {
          x: 'rank',
          y: 'trainable',
          fill: (point: SweepPoint) => (own(point) ? palette.accent : palette.muted),
          fillOpacity: (point: SweepPoint) => (own(point) ? 1 : 0.45),
          title: (point: SweepPoint) =>
            `R = ${point.rank}\n${format.whole(point.trainable)} (${format.percent(point.percent)})`,
        }),
        text(points, { x: 'rank', y: 'trainable', dy: -8, text: (point: SweepPoint) => format.short(point.trainable) }),
        ruleY([0], { stroke: palette.foreground }),
      ],
    },
    palette,
    width,
  );
}
