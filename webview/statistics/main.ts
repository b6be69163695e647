import { html, nothing, render, type TemplateResult } from 'lit-html';
import {
  isStatisticsPage,
  type StatisticsChart,
  type StatisticsPage,
  type StatisticsRequest,
} from '../../src/protocol/index.ts';
import { chart } from '../charts/chart.ts';
import { button, registerControls } from '../controls.ts';
import { numberFormat } from '../format.ts';
import { onThemeChange, readPalette } from '../theme.ts';
import { barChart, rangeChart } from './charts.ts';

interface VsCodeApi {
  postMessage(message: StatisticsRequest): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const root = document.getElementById('app') ?? document.body;
const NARROWEST = 280;
/** The widest picture, and the widest window with one column, as in main.css. */
const WIDEST = 720;
const ONE_COLUMN = 899;
/** The space beside and between columns. */
const BESIDE = 40;
const BETWEEN = 32;
let page: StatisticsPage | undefined;
let palette = readPalette();
registerControls();

function draw(): void {
  if (page === undefined) return;
  const { title, figures, charts, remarks, labels, hasFolder, language } = page;
  document.documentElement.lang = language;
  render(
    html`<header class="summary">
        <div class="subject"><h1>${title}</h1></div>
        <dl class="figures">
          ${figures.map(
            ({ label, value }) =>
              html`<div>
                <dt>${label}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
        </dl>
        ${hasFolder ? button({ label: labels.openFolder, onClick: () => api.postMessage({ type: 'openFolder' }) }) : nothing}
      </header>
      ${
        remarks.length === 0
          ? nothing
          : html`<ul class="remarks">
              ${remarks.map((remark) => html`<li>${remark}</li>`)}
            </ul>`
      }
      <div class="charts">${charts.map((shown) => chartSection(shown, page as StatisticsPage))}</div>
      ${leftOut(page)}`,
    root,
  );
}

function chartSection(shown: StatisticsChart, { labels, language }: StatisticsPage): TemplateResult {
  const format = numberFormat(language);
  const isNarrow = window.innerWidth <= ONE_COLUMN;
  const room = isNarrow ? window.innerWidth - BESIDE : (window.innerWidth - BESIDE - BETWEEN) / 2;
  const width = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(room)));
  return html`<section class="chart-section" data-chart=${shown.name}>
    ${chart({
      name: shown.name,
      title: shown.title,
      description: shown.description,
      draw: () =>
        shown.kind === 'bars' ? barChart(shown, palette, width, format) : rangeChart(shown, palette, width, format),
      from: [shown, palette, width],
      t: (key) => labels[key],
      bridge: { post: (message) => api.postMessage(message) },
    })}
    <p class="help">${shown.kind === 'ranges' ? shown.description : nothing}</p>
    <details>
      <summary>${labels.values}<span class="hidden">: ${shown.title}</span></summary>
      ${valueTable(shown, format.whole)}
    </details>
  </section>`;
}

function valueTable(shown: StatisticsChart, write: (value: number) => string): TemplateResult {
  const rows =
    shown.kind === 'bars'
      ? shown.bars.map(({ label, code, value }) => [named(label, code), write(value)] as const)
      : shown.ranges.map(({ from, to, samples }) => [`${write(from)} – ${write(to - 1)}`, write(samples)] as const);
  const [first, second] = shown.heads;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${shown.title}>
    <table>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          <th scope="col" class="number">${second}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${value}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function named(label: string, code: string | undefined): TemplateResult {
  return html`${label}${code === undefined ? nothing : html` <code class="tag">${code}</code>`}`;
}

function leftOut({ leftOut: { title, rows, more }, labels }: StatisticsPage): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<section class="left-out">
    <h2>${title}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${labels.place}</th>
          <th scope="col">${labels.reason}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ place, reason, code }, row) =>
            html`<tr>
              <td>
                <button class="link" title=${labels.show} @click=${() => api.postMessage({ type: 'reveal', row })}>
                  ${place}
                </button>
              </td>
              <td>${reason} <code class="tag">${code}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more === '' ? nothing : html`<p class="help">${more}</p>`}
  </section>`;
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (!isStatisticsPage(event.data)) return;
  page = event.data;
  draw();
});
window.addEventListener('resize', draw);
onThemeChange(() => {
  palette = readPalette();
  draw();
});
api.postMessage({ type: 'ready' });
