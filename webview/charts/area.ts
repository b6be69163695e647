import type { ModuleCount } from '../../src/finetuning/index.ts';
import type { NumberFormat } from '../format.ts';
import type { Palette } from '../theme.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Maximum length of the longer side of the matrix, in pixels. */
const TALLEST = 190;
/** Space above for the captions. */
const TOP = 44;
const GAP = 40;
/** Space for a caption next to another one. */
const CAPTION = 200;
/** Width of a letter of a caption, at most. */
const LETTER = 7.2;
/** Between the two factors. */
const SEPARATION = 6;
/** A rank of 8 next to 4096 would be invisible; a line of this width stays visible. */
const THINNEST = 2;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A matrix of M×N next to its two factors, M×R and R×N, all to one scale, so that the areas can be compared. The dashed
 * outline is the matrix that the factors represent.
 */
export function areaChart(module: ModuleCount, palette: Palette, width: number, format: NumberFormat): SVGSVGElement {
  const { inFeatures: m, outFeatures: n, rank: r } = module;
  const across = Math.min(
    TALLEST / Math.max(m, n),
    // A rank above the matrix makes the factors larger than the matrix itself.
    (2 * TALLEST) / (m + r),
    (width - GAP - SEPARATION - 60) / (2 * n + r),
  );
  const [matrixWidth, matrixHeight] = [n * across, m * across];
  const thin = Math.max(THINNEST, r * across);
  const x = Math.min(Math.max(matrixWidth + GAP, CAPTION + 20), width - matrixWidth - thin - SEPARATION);
  const height = TOP + thin + SEPARATION + matrixHeight + 8;
  const svg = element('svg', { width, height, viewBox: `0 0 ${width} ${height}` }) as SVGSVGElement;
  const inner = { x: x + thin + SEPARATION, y: TOP + thin + SEPARATION };
  rectangle(svg, { x: 0, y: inner.y, width: matrixWidth, height: matrixHeight }, palette.muted, palette);
  rectangle(svg, { x, y: inner.y, width: thin, height: matrixHeight }, palette.accent, palette);
  rectangle(svg, { x: inner.x, y: TOP, width: matrixWidth, height: thin }, palette.second, palette);
  outline(svg, { ...inner, width: matrixWidth, height: matrixHeight }, palette);
  caption(svg, 0, 14, `M×N = ${m} × ${n}`, palette.foreground, palette);
  caption(svg, 0, 31, format.whole(m * n), palette.muted, palette);
  const product = `R×(M+N) = ${r} × (${m} + ${n})`;
  // A long caption begins further left, so that it ends within the drawing.
  const left = Math.max(0, Math.min(x, width - LETTER * product.length));
  caption(svg, left, 14, product, palette.foreground, palette);
  const share = format.percent((100 * r * (m + n)) / (m * n), 2);
  caption(svg, left, 31, `${format.whole(r * (m + n))} · ${share}`, palette.muted, palette);
  return svg;
}

function rectangle(svg: SVGSVGElement, box: Box, fill: string, palette: Palette): void {
  svg.append(element('rect', { ...box, fill, 'fill-opacity': 0.85, stroke: palette.foreground, 'stroke-width': 0.5 }));
}

function outline(svg: SVGSVGElement, box: Box, palette: Palette): void {
  svg.append(element('rect', { ...box, fill: 'none', stroke: palette.muted, 'stroke-dasharray': '4 4' }));
}

function caption(svg: SVGSVGElement, x: number, y: number, text: string, fill: string, palette: Palette): void {
  const node = element('text', { x, y, fill, 'font-size': 12, 'font-family': palette.font });
  node.textContent = text;
  svg.append(node);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}
