import type { ModuleCount } from '../../src/finetuning/index.ts';
import type { NumberFormat } from '../format.ts';
import type { Palette } from '../theme.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** The longer side of the matrix at most, in pixels. */
const TALLEST = 190;
/** Room above for the captions. */
const TOP = 44;
const GAP = 40;
/** Room for a caption beside another one. */
const CAPTION = 200;
/** Between the two factors. */
const SEAM = 6;
/** A rank of 8 beside 4096 would be thinner than a hair; a line stays visible and the caption says the number. */
const THINNEST = 2;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * One matrix of M×N beside its two factors, M×R and R×N, all to one scale: a unit of length is the same number of rows or
 * columns everywhere, so that the areas can be compared by eye. The dashed outline is what the factors stand for.
 */
export function areaChart(module: ModuleCount, palette: Palette, width: number, format: NumberFormat): SVGSVGElement {
  const { inFeatures: m, outFeatures: n, rank: r } = module;
  const across = Math.min(TALLEST / Math.max(m, n), (width - GAP - SEAM - 60) / (2 * n));
  const [matrixWidth, matrixHeight] = [n * across, m * across];
  const thin = Math.max(THINNEST, r * across);
  const x = Math.min(Math.max(matrixWidth + GAP, CAPTION + 20), width - matrixWidth - thin - SEAM);
  const height = TOP + thin + SEAM + matrixHeight + 8;
  const svg = element('svg', { width, height, viewBox: `0 0 ${width} ${height}` }) as SVGSVGElement;
  const inner = { x: x + thin + SEAM, y: TOP + thin + SEAM };
  rectangle(svg, { x: 0, y: inner.y, width: matrixWidth, height: matrixHeight }, palette.muted, palette);
  rectangle(svg, { x, y: inner.y, width: thin, height: matrixHeight }, palette.accent, palette);
  rectangle(svg, { x: inner.x, y: TOP, width: matrixWidth, height: thin }, palette.second, palette);
  outline(svg, { ...inner, width: matrixWidth, height: matrixHeight }, palette);
  caption(svg, 0, 14, `M×N = ${m} × ${n}`, palette.foreground, palette);
  caption(svg, 0, 31, format.whole(m * n), palette.muted, palette);
  caption(svg, x, 14, `R×(M+N) = ${r} × (${m} + ${n})`, palette.foreground, palette);
  const share = format.decimal((100 * r * (m + n)) / (m * n), 2);
  caption(svg, x, 31, `${format.whole(r * (m + n))} · ${share} %`, palette.muted, palette);
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
