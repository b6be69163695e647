import type { ModuleCount } from '../../src/finetuning/index.ts';
import type { Palette } from '../theme.ts';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 200;
const GAP = 28;
/** Room for the caption of the large matrix, in pixels. */
const CAPTION = 180;

/**
 * One matrix of M×N beside its two factors, M×R and R×N, all to one scale: a unit of length is the same number of
 * rows or columns everywhere, so that the areas can be compared by eye.
 */
export function areaChart(module: ModuleCount, palette: Palette, width: number): SVGSVGElement {
  const { inFeatures: m, outFeatures: n, rank: r } = module;
  const scale = Math.min((HEIGHT - 40) / Math.max(m, n), (width - 3 * GAP - 120) / (2 * n + r));
  const svg = element('svg', { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` }) as SVGSVGElement;
  const top = 28;
  rectangle(svg, { x: 0, y: top, width: n * scale, height: m * scale }, palette.muted, palette);
  caption(svg, 0, top - 10, `M×N = ${m} × ${n}`, palette);
  // The captions stand side by side, however narrow the matrix is.
  const factorsAt = Math.max(n * scale + GAP * 2, CAPTION);
  // A rank of 8 beside 4096 would be thinner than a hair; a line stays visible and the caption says the number.
  const thin = Math.max(1.5, r * scale);
  rectangle(svg, { x: factorsAt, y: top, width: thin, height: m * scale }, palette.accent, palette);
  rectangle(svg, { x: factorsAt + thin + 10, y: top, width: n * scale, height: thin }, palette.second, palette);
  caption(svg, factorsAt, top - 10, `R×(M+N) = ${r} × (${m} + ${n})`, palette);
  caption(svg, factorsAt + thin + 10, top + thin + 20, `${percent(r * (m + n), m * n)} %`, palette);
  return svg;
}

function percent(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(2);
}

function rectangle(svg: SVGSVGElement, box: Readonly<Record<string, number>>, fill: string, palette: Palette): void {
  svg.append(element('rect', { ...box, fill, 'fill-opacity': 0.75, stroke: palette.foreground, 'stroke-width': 0.5 }));
}

function caption(svg: SVGSVGElement, x: number, y: number, text: string, palette: Palette): void {
  const node = element('text', { x, y, fill: palette.foreground, 'font-size': 12, 'font-family': palette.font });
  node.textContent = text;
  svg.append(node);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}
