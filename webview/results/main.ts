import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { isResultsPage, type ResultFailure, type ResultsPage, type ResultsRequest } from '../../src/protocol/index.ts';
import { button, dropdown, registerControls } from '../controls.ts';
import { withCode } from '../inlineCode.ts';
import { historyPlot } from './history.ts';
import { rateTable } from './tables.ts';

interface VsCodeApi {
  postMessage(message: ResultsRequest): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const root = document.getElementById('app') ?? document.body;
let page: ResultsPage | undefined;
/** The code whose failures are listed; empty for all. */
let code = '';
let width = measureWidth();
registerControls();

/** The width of the plot; the page has a margin at both sides. */
function measureWidth(): number {
  return Math.max(240, Math.min(document.documentElement.clientWidth - 44, 900));
}

function choose(run: string, other: string): void {
  code = '';
  api.postMessage({ type: 'choose', run, other });
}

function draw(): void {
  if (page === undefined) return;
  document.documentElement.lang = page.language;
  render(page.runs.length === 0 ? empty(page) : results(page), root);
}

function empty({ labels }: ResultsPage): TemplateResult {
  return html`<h1 class="alone">${labels.title}</h1>
    <p class="help">${labels.empty}</p>
    ${button({
      label: labels.openTesting,
      look: 'primary',
      onClick: () => api.postMessage({ type: 'openTesting' }),
    })}`;
}

function results(shown: ResultsPage): TemplateResult {
  const { labels, notes, scores, byTool, byStep } = shown;
  return html`<header class="summary">
      <div class="subject"><h1>${labels.title}</h1></div>
      ${choices(shown)}
    </header>
    ${notes.map((note) => html`<p class="facts">${note}</p>`)}
    <section aria-labelledby="failures">${failures(shown)}</section>
    ${section('scores', labels.scores, rateTable(scores, labels.score, shown))}
    ${
      shown.history.length < 2
        ? nothing
        : section(
            'history',
            labels.history,
            html`<p class="help">${labels.historyHelp}</p>
              ${historyPlot(shown, width, (run) => choose(run, ''))}`,
          )
    }
    ${byTool.length === 0 ? nothing : section('tools', labels.byTool, rateTable(byTool, labels.tool, shown))}
    ${byStep.length === 0 ? nothing : section('steps', labels.byStep, rateTable(byStep, labels.step, shown))}
    ${shown.ablation.length === 0 ? nothing : section('ablation', labels.ablation, contributions(shown))}`;
}

function section(id: string, title: string, content: TemplateResult): TemplateResult {
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    ${content}
  </section>`;
}

function choices({ labels, runs, run, other }: ResultsPage): TemplateResult {
  return html`<div class="choices">
    ${dropdown({ label: labels.run, value: run, choices: runs, onChange: (value) => choose(value, other) })}
    ${dropdown({
      label: labels.compareWith,
      value: other,
      choices: [{ value: '', label: labels.nothing }, ...runs.filter(({ value }) => value !== run)],
      onChange: (value) => choose(run, value),
    })}
  </div>`;
}

function failures(shown: ResultsPage): TemplateResult {
  const { labels, codes, failures: all } = shown;
  const listed = code === '' ? all : all.filter(({ codes: own }) => own.includes(code));
  const filter = (value: string, label: string, title: string): TemplateResult =>
    html`<button
      class="filter"
      aria-pressed=${String(code === value)}
      title=${title}
      @click=${() => {
        code = value;
        draw();
      }}
    >
      ${label}
    </button>`;
  return html`<h2 id="failures">${labels.failures}</h2>
    ${
      all.length === 0
        ? html`<p class="none">${labels.noFailures}</p>`
        : html`<div class="filters" role="group" aria-labelledby="failures">
              ${filter('', `${labels.all} ${all.length}`, labels.all)}
              ${codes.map((each) => filter(each.code, `${each.meaning} ${each.count}`, each.code))}
            </div>
            <ul class="failures">
              ${repeat(
                listed,
                ({ index }) => `${shown.run} ${index}`,
                (failure) => html`<li>${failureItem(failure, shown)}</li>`,
              )}
            </ul>`
    }`;
}

function failureItem({ index, name, messages, expected, actual, note }: ResultFailure, shown: ResultsPage) {
  const { labels, run } = shown;
  return html`<details>
    <summary>
      <span class="name">${name}</span>
      <span class="message">${withCode(messages[0] ?? '')}</span>
      ${note === '' ? nothing : html`<span class="tag">${note}</span>`}
    </summary>
    ${messages.slice(1).map((message) => html`<p class="more">${withCode(message)}</p>`)}
    <div class="turns">
      <div>
        <h3>${labels.expected}</h3>
        <pre class="source">${expected}</pre>
      </div>
      <div>
        <h3>${labels.actual}</h3>
        <pre class="source">${actual}</pre>
      </div>
    </div>
    <button class="link" @click=${() => api.postMessage({ type: 'reveal', run, index })}>${labels.show}</button>
  </details>`;
}

function contributions({ ablation, labels }: ResultsPage): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${labels.ablation}>
    <table>
      <thead>
        <tr>
          <th scope="col">${labels.shot}</th>
          <th scope="col" class="number">${labels.points}</th>
          <th scope="col">${labels.cases}</th>
        </tr>
      </thead>
      <tbody>
        ${ablation.map(
          ({ name, points, detail }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${points}</td>
              <td>${detail}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (!isResultsPage(event.data)) return;
  page = event.data;
  draw();
});
window.addEventListener('resize', () => {
  width = measureWidth();
  draw();
});
api.postMessage({ type: 'ready' });
