import { axisX, axisY, barX, gridX, gridY, rectY, ruleX, ruleY, text } from '@observablehq/plot';
import type { BarChart, RangeChart, StatisticsValue } from '../../src/protocol/index.ts';
import { draw, FONT_SIZE } from '../charts/plot.ts';
import type { NumberFormat } from '../format.ts';
import type { Palette } from '../theme.ts';
import { measureLabel, wrapLabel } from './labels.ts';

/** Height of a line of a label, and the space around a label, in pixels. */
const LINE_HEIGHT = 14;
const BAR_GAP = 12;
/** Width of a letter of a label, at most; those of Chinese are twice as wide. */
const LETTER = 7.2;
/** The part of the width that labels take, at most. */
const LABEL_SHARE = 0.45;

/** Horizontal bars with their names on the left and their values at the end. */
export function barChart({ bars }: BarChart, palette: Palette, width: number, format: NumberFormat): SVGSVGElement {
  const room = Math.floor((width * LABEL_SHARE) / LETTER);
  const lines = new Map(bars.map(({ label }) => [label, wrapLabel(label, room)]));
  const longest = Math.max(...[...lines.values()].flat().map(measureLabel));
  const most = Math.max(...bars.map(({ value }) => value));
  const barHeight = Math.max(...[...lines.values()].map(({ length }) => length)) * LINE_HEIGHT + BAR_GAP;
  return draw(
    {
      height: bars.length * barHeight + 20,
      marginLeft: longest * LETTER + 12,
      marginRight: 16 + format.whole(most).length * 8,
      marginTop: 6,
      marginBottom: 14,
      x: { axis: null, domain: [0, most] },
      y: { label: null, domain: bars.map(({ label }) => label), padding: 0.25 },
      marks: [
        gridX({ stroke: palette.grid, strokeOpacity: 0.6 }),
        axisY({
          tickSize: 0,
          tickFormat: (label: string) => lines.get(label)?.join('\n') ?? label,
          lineHeight: LINE_HEIGHT / FONT_SIZE,
        }),
        barX(bars, {
          x: 'value',
          y: 'label',
          fill: palette.accent,
          title: ({ label, code, value }: StatisticsValue) =>
            `${label}${code === undefined ? '' : ` (${code})`}: ${format.whole(value)}`,
        }),
        text(bars, {
          x: 'value',
          y: 'label',
          textAnchor: 'start',
          dx: 6,
          text: ({ value }: StatisticsValue) => format.whole(value),
        }),
        ruleX([0], { stroke: palette.foreground }),
      ],
    },
    palette,
    width,
  );
}

/** Beside the ranges: the caption of the last mark may be there. */
const MARGIN_RIGHT = 70;

/** How many samples are in each range, with lines at the marks. */
export function rangeChart(chart: RangeChart, palette: Palette, width: number, format: NumberFormat): SVGSVGElement {
  const { ranges, axis } = chart;
  const [start, end] = [ranges[0]?.from ?? 0, ranges.at(-1)?.to ?? 1];
  const most = Math.max(...ranges.map(({ samples }) => samples));
  const marginLeft = 16 + format.short(most).length * 9;
  const marks = spread(mergeEqual(chart.marks), (end - start) / (width - marginLeft - MARGIN_RIGHT));
  return draw(
    {
      height: 250,
      marginLeft,
      marginRight: MARGIN_RIGHT,
      marginTop: 56,
      marginBottom: 42,
      x: { domain: [start, end] },
      marks: [
        gridY({ stroke: palette.grid, strokeOpacity: 0.6, ticks: Math.min(4, most) }),
        axisX({
          label: axis,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 36,
          ticks: Math.max(3, Math.floor(width / 90)),
          tickFormat: (value: number) => format.short(value),
        }),
        axisY({
          label: null,
          tickSize: 0,
          ticks: Math.min(4, most),
          tickFormat: (value: number) => format.short(value),
        }),
        rectY(ranges, {
          x1: 'from',
          x2: 'to',
          y: 'samples',
          fill: palette.accent,
          inset: 0.5,
          title: ({ from, to, samples }: RangeChart['ranges'][number]) =>
            `${format.whole(from)} – ${format.whole(to - 1)}: ${format.whole(samples)}`,
        }),
        ruleY([0], { stroke: palette.foreground }),
        ruleX(marks, { x: 'value', stroke: palette.foreground, strokeWidth: 1.5, strokeDasharray: '4 3' }),
        ...marks.map(({ level, ...mark }) =>
          text([mark], { x: 'value', frameAnchor: 'top', dy: -12 - level * 15, text: 'label' }),
        ),
      ],
    },
    palette,
    width,
  );
}

interface PlacedMark extends StatisticsValue {
  /** How many lines above the lowest caption. */
  readonly level: number;
}

/** Marks at one place have one caption. */
function mergeEqual(marks: readonly StatisticsValue[]): readonly StatisticsValue[] {
  return [...new Set(marks.map(({ value }) => value))].map((value) => {
    const labels = marks.filter((mark) => mark.value === value).map(({ label }) => label);
    return { label: labels.join(' · '), value };
  });
}

/** Captions that would overlap are one above the other; `scale` is in units per pixel. */
function spread(marks: readonly StatisticsValue[], scale: number): readonly PlacedMark[] {
  const ends: number[] = [];
  return marks.map((mark) => {
    const half = ((measureLabel(mark.label) * LETTER) / 2 + 4) * scale;
    const free = ends.findIndex((end) => end < mark.value - half);
    const level = free === -1 ? ends.length : free;
    ends[level] = mark.value + half;
    return { ...mark, level };
  });
}
