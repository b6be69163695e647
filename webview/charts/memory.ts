import { axisX, axisY, barX, gridX, ruleX, text } from '@observablehq/plot';
import type { Gpu } from '../../src/finetuning/index.ts';
import type { PanelMemory } from '../../src/protocol/lora.ts';
import type { NumberFormat } from '../format.ts';
import type { Palette } from '../theme.ts';
import { draw } from './plot.ts';

interface Piece {
  readonly row: string;
  readonly label: string;
  readonly low: number;
  readonly bytes: number;
}

/** The parts of the training memory at the low and high end, against the sizes of the cards. */
export function memoryChart(
  memory: PanelMemory,
  gpus: readonly Gpu[],
  rows: { readonly low: string; readonly high: string },
  palette: Palette,
  width: number,
  format: NumberFormat,
): SVGSVGElement {
  const pieces = [...stack(memory, 'low', rows.low), ...stack(memory, 'high', rows.high)];
  const labels = memory.training.map((line) => line.label);
  const limit = memory.trainingTotal.high * 1.25;
  const sizes = [...new Set(gpus.map((gpu) => gpu.memoryGB * 1e9))].filter((size) => size <= limit || size <= 96e9);
  return draw(
    {
      height: 190,
      marginLeft: 70,
      marginTop: 34,
      color: { legend: false, domain: labels, range: [...palette.series, palette.muted, palette.bad] },
      x: { domain: [0, Math.max(limit, ...sizes)], label: null },
      y: { label: null },
      marks: [
        gridX({ stroke: palette.grid, strokeOpacity: 0.6 }),
        axisX({ tickFormat: (value: number) => format.bytes(value), ticks: Math.max(3, Math.floor(width / 130)) }),
        axisY({ tickSize: 0 }),
        barX(pieces, {
          x1: 'low',
          x2: (piece: Piece) => piece.low + piece.bytes,
          y: 'row',
          fill: 'label',
          title: (piece: Piece) => `${piece.label}: ${format.bytes(piece.bytes)}`,
        }),
        ruleX(sizes, { stroke: palette.foreground, strokeDasharray: '3 3' }),
        text(sizes, {
          x: (size: number) => size,
          text: (size: number) => `${size / 1e9}`,
          frameAnchor: 'top',
          dy: -14,
        }),
      ],
    },
    palette,
    width,
  );
}

function stack(memory: PanelMemory, end: 'low' | 'high', row: string): readonly Piece[] {
  let low = 0;
  return memory.training.map((line) => {
    const piece = { row, label: line.label, low, bytes: line.bytes[end] };
    low += piece.bytes;
    return piece;
  });
}
