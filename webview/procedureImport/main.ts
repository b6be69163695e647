import { html, nothing, render, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { type ImportPage, type ImportPageRequest, type ImportRow, isImportPage } from '../../src/protocol/index.ts';

interface VsCodeApi {
  postMessage(message: ImportPageRequest): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const root = document.getElementById('app') ?? document.body;
let isFirst = true;

type Order = Exclude<ImportPageRequest['type'], 'choose'>;

function order(type: Order): void {
  api.postMessage({ type });
}

function draw(page: ImportPage): void {
  const { title, summary, problem, labels, rows } = page;
  render(
    html`<header class="summary">
        <div class="subject">
          <h1>${title}</h1>
          <p role="status">${summary}</p>
        </div>
        <div class="row">
          <button class="primary" @click=${() => order('generate')}>${labels.generate}</button>
          <button @click=${() => order('create')}>${labels.create}</button>
          <button @click=${() => order('undo')} ?disabled=${!page.canUndo}>${labels.undo}</button>
          <button @click=${() => order('redo')} ?disabled=${!page.canRedo}>${labels.redo}</button>
          <button @click=${() => order('cancel')}>${labels.cancel}</button>
        </div>
        ${problem === undefined ? nothing : html`<div class="note warning" role="alert">${problem}</div>`}
      </header>
      <p class="help">${labels.help}</p>
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">${labels.line}</th>
            <th scope="col">${labels.kind}</th>
            <th scope="col">${labels.text}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            rows,
            ({ index }) => index,
            (row) => line(row, page),
          )}
        </tbody>
      </table>`,
    root,
  );
  // Enter accepts what was recognized.
  if (isFirst) root.querySelector<HTMLElement>('.primary')?.focus();
  isFirst = false;
}

function line(row: ImportRow, { lineChoices, sectionChoices, labels }: ImportPage): TemplateResult {
  const { index, text, isSection, value, own } = row;
  const choices = isSection ? sectionChoices : lineChoices;
  const number = index + 1;
  return html`<tr class=${isSection ? `section ${value}` : value}>
    <td class="number">${number}</td>
    <td>
      <select
        aria-label=${`${labels.line} ${number}: ${text.trim()}`}
        .value=${live(value)}
        @change=${(event: Event) =>
          api.postMessage({ type: 'choose', index, value: (event.target as HTMLSelectElement).value })}
      >
        ${own === undefined ? nothing : html`<option value=${value}>${own}</option>`}
        ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
      </select>
    </td>
    <td class="words" title=${value === 'unread' ? labels.unread : nothing}>${text}</td>
  </tr>`;
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isImportPage(event.data)) draw(event.data);
});

/** Keys of an editor. Escape in a list closes the list. */
function orderOf(event: KeyboardEvent): Order | undefined {
  if (event.key === 'Escape') return event.target instanceof HTMLSelectElement ? undefined : 'cancel';
  if (!event.ctrlKey && !event.metaKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'enter') return 'generate';
  if (key === 'y' || (key === 'z' && event.shiftKey)) return 'redo';
  return key === 'z' ? 'undo' : undefined;
}

window.addEventListener('keydown', (event) => {
  const type = orderOf(event);
  if (type === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  order(type);
});
api.postMessage({ type: 'ready' });
