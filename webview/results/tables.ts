import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { ResultRate, ResultRow, ResultsPage } from '../../src/protocol/index.ts';

/** A table of rates: a column for each run. */
export function rateTable(
  rows: readonly ResultRow[],
  heading: string,
  { labels, columns }: ResultsPage,
): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${heading}>
    <table class="rates">
      <thead>
        <tr>
          <th scope="col">${heading}</th>
          ${columns.map((name) => html`<th scope="col">${columns.length === 1 ? labels.value : name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, rates }) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${rates.map((rate) => html`<td>${rateCell(rate)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function rateCell({ text, detail, bar }: ResultRate): TemplateResult {
  return html`<div class="rate">
    <span class="figure">${text}</span>
    ${bar === undefined ? nothing : intervalBar(bar)}
    <span class="detail">${detail}</span>
  </div>`;
}

const BAR = { width: 120, height: 12 } as const;

/** A track from 0 to 1 with the interval on it, and a mark at the value. */
function intervalBar({ value, low, high }: NonNullable<ResultRate['bar']>): TemplateResult {
  const x = (share: number): number => 1 + share * (BAR.width - 2);
  return html`<svg class="bar" width=${BAR.width} height=${BAR.height} aria-hidden="true">
    ${svg`<line class="track" x1="1" x2=${BAR.width - 1} y1="6" y2="6"></line>
    <line class="interval" x1=${x(low)} x2=${x(high)} y1="6" y2="6"></line>
    <line class="mark" x1=${x(value)} x2=${x(value)} y1="1" y2="11"></line>`}
  </svg>`;
}
