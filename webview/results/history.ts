import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { ResultPoint, ResultsPage } from '../../src/protocol/index.ts';

/** The measures of the plot in CSS pixels. */
const HEIGHT = 200;
const LEFT = 44;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 10;
/** Models beyond so many share colours and shapes. */
const SERIES = 4;

/** The call accuracy of each run with its interval, oldest first. Models differ in colour and shape. */
export function historyPlot(
  { history, series, labels, language, run }: ResultsPage,
  width: number,
  choose: (run: string) => void,
): TemplateResult {
  const step = (width - LEFT - RIGHT) / Math.max(1, history.length);
  const x = (index: number): number => LEFT + step * (index + 0.5);
  const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const percentSign = language === 'zh-CN' ? '%' : ' %';
  const points = history.map((point, index) => {
    const mark = { x: x(index), y: y(point.value), series: point.series % SERIES };
    return svg`<g
      class="point series-${mark.series} ${point.id === run ? 'chosen' : ''}"
      @click=${() => choose(point.id)}
    >
      <title>${point.label}</title>
      <rect class="target" x=${mark.x - step / 2} y=${TOP} width=${step} height=${HEIGHT - TOP - BOTTOM}></rect>
      <line x1=${mark.x} x2=${mark.x} y1=${y(point.high)} y2=${y(point.low)}></line>
      ${shape(mark.series, mark.x, mark.y)}
    </g>`;
  });
  return html`<svg
      class="history"
      role="img"
      aria-label=${describe(history, labels.history)}
      viewBox="0 0 ${width} ${HEIGHT}"
      width=${width}
      height=${HEIGHT}
    >
      ${[0, 0.25, 0.5, 0.75, 1].map(
        (share) =>
          svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y(share)} y2=${y(share)}></line>
          <text x=${LEFT - 6} y=${y(share) + 4} text-anchor="end">${share * 100}${percentSign}</text>`,
      )}
      ${points}
    </svg>
    ${series.length < 2 ? nothing : legend(series)}`;
}

/** All points as text, for those who do not see the plot. */
function describe(history: readonly ResultPoint[], title: string): string {
  return `${title}: ${history.map(({ label }) => label).join('; ')}`;
}

function legend(series: readonly string[]): TemplateResult {
  return html`<ul class="legend">
    ${series.map(
      (name, index) =>
        html`<li>
          <svg class="series-${index % SERIES}" width="14" height="14" aria-hidden="true">
            ${shape(index % SERIES, 7, 7)}
          </svg>
          ${name}
        </li>`,
    )}
  </ul>`;
}

/** A circle, a square, a diamond or a triangle. */
function shape(series: number, x: number, y: number) {
  const path = [
    `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z`,
    `M${x - 4.5} ${y - 4.5}h9v9h-9z`,
    `M${x} ${y - 6}l6 6l-6 6l-6 -6z`,
    `M${x} ${y - 5.5}l5.5 10h-11z`,
  ][series];
  return svg`<path d=${path ?? ''}></path>`;
}
