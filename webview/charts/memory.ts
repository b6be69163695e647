import { axisX, axisY, barX, gridX, ruleX, text } from '@observablehq/plot';
import { cardBytes, type Gpu } from '../../src/finetuning/index.ts';
import type { PanelMemory } from '../../src/protocol/index.ts';
import type { NumberFormat } from '../format.ts';
import type { Palette } from '../theme.ts';
import { draw } from './plot.ts';

interface Piece {
  readonly row: string;
  readonly label: string;
  readonly low: number;
  readonly bytes: number;
}

interface CardSize {
  readonly bytes: number;
  readonly names: string;
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
  const limit = memory.trainingTotal.high * 1.1;
  const sizes = cardSizes(gpus).filter(({ bytes }) => bytes <= Math.max(limit, 104e9));
  const end = Math.max(limit, ...sizes.map(({ bytes }) => bytes));
  return draw(
    {
      height: 170,
      marginLeft: 64,
      marginRight: 36,
      marginTop: 34,
      marginBottom: 34,
      color: { legend: false, domain: labels, range: [...palette.parts] },
      x: { domain: [0, end], label: null },
      y: { label: null, domain: [rows.low, rows.high], padding: 0.2 },
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
        ruleX(sizes, { x: 'bytes', stroke: palette.foreground, strokeDasharray: '3 3', title: 'names' }),
        text(spaced(sizes, end / Math.max(1, width - 100)), {
          x: 'bytes',
          text: ({ bytes }: CardSize) => format.bytes(bytes),
          frameAnchor: 'top',
          dy: -14,
          title: 'names',
        }),
      ],
    },
    palette,
    width,
  );
}

/** Every size once, with the names of its cards. */
function cardSizes(gpus: readonly Gpu[]): readonly CardSize[] {
  const sizes = [...new Set(gpus.map(({ memoryGB }) => memoryGB))].filter((size) => size > 0).sort((a, b) => a - b);
  return sizes.map((size) => {
    const cards = gpus.filter(({ memoryGB }) => memoryGB === size);
    return {
      bytes: Math.max(...cards.map(cardBytes)),
      names: cards.map(({ name }) => `${name} (${size} GiB)`).join(', '),
    };
  });
}

/** Sizes whose captions do not overlap; `scale` is in bytes per pixel. */
function spaced(sizes: readonly CardSize[], scale: number): readonly CardSize[] {
  const room = 58 * scale;
  const kept: CardSize[] = [];
  for (const size of sizes) if (size.bytes - (kept.at(-1)?.bytes ?? -room) >= room) kept.push(size);
  return kept;
}

function stack(memory: PanelMemory, end: 'low' | 'high', row: string): readonly Piece[] {
  let low = 0;
  return memory.training.map((line) => {
    const piece = { row, label: line.label, low, bytes: line.bytes[end] };
    low += piece.bytes;
    return piece;
  });
}
