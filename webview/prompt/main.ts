import { html, nothing, render, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import {
  isPromptPage,
  isPromptTrial,
  type PromptChoice,
  type PromptPage,
  type PromptPageRequest,
  type PromptPanelSettings,
  type PromptRow,
  type PromptTrial,
} from '../../src/protocol/index.ts';
import { button, dropdown, registerControls, textField } from '../controls.ts';
import { withCode } from '../inlineCode.ts';

interface VsCodeApi {
  postMessage(message: PromptPageRequest): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const root = document.getElementById('app') ?? document.body;
let page: PromptPage | undefined;
let trial: PromptTrial | undefined;
registerControls();

/** The settings are the page's own: what the extension answers may be older than what was typed meanwhile. */
let settings: PromptPanelSettings | undefined;

function change(changed: Partial<PromptPanelSettings>): void {
  if (settings === undefined) return;
  settings = { ...settings, ...changed };
  api.postMessage({ type: 'settings', settings });
  draw();
}

function draw(): void {
  if (page === undefined || settings === undefined) return;
  const { labels, title, total, problems, text } = page;
  render(
    html`<header class="summary">
        <div class="subject"><h1>${title}</h1></div>
        <div class="row">
          <span data-figure="total">${total}</span>
          ${button({ label: labels.copy, look: 'primary', onClick: () => api.postMessage({ type: 'copy' }) })}
          ${button({ label: labels.save, onClick: () => api.postMessage({ type: 'save' }) })}
        </div>
      </header>
      ${fields(page, settings)}
      ${problems.map((problem) => html`<div class="note warning" role="status">${problem}</div>`)}
      ${trialSection(page, trial)}
      ${table(page.parts, page, labels.part)}
      ${page.omitted.length === 0 ? nothing : html`<h2>${labels.omitted}</h2>${table(page.omitted, page, labels.part)}`}
      <h2>${labels.text}</h2>
      <pre class="prompt-text source scroll" tabindex="0">${text}</pre>`,
    root,
  );
}

function fields({ labels, ...shown }: PromptPage, current: PromptPanelSettings): TemplateResult {
  const menu = (name: 'selection' | 'format' | 'tokenizer', choices: readonly PromptChoice[]) =>
    dropdown({
      label: labels[name],
      value: current[name],
      choices,
      onChange: (value) => change({ [name]: value }),
    });
  const amount = (name: 'budget' | 'maxShots') =>
    textField({
      label: labels[name],
      value: current[name],
      placeholder: labels.unlimited,
      onChange: (value) => change({ [name]: value }),
    });
  const area = (name: 'request' | 'system', placeholder: string) =>
    html`<label class="field"
      ><span class="field-label">${labels[name]}</span>
      <textarea
        rows="2"
        placeholder=${placeholder}
        .value=${live(current[name])}
        @input=${(event: Event) => change({ [name]: (event.target as HTMLTextAreaElement).value })}
      ></textarea
    ></label>`;
  return html`<div class="texts">${area('request', labels.requestPlaceholder)} ${area('system', '')}</div>
    <div class="fields">
      ${menu('selection', shown.selections)} ${menu('format', shown.formats)} ${menu('tokenizer', shown.tokenizers)}
      ${amount('budget')} ${amount('maxShots')}
    </div>`;
}

const send = (type: 'try' | 'stopTrial' | 'chooseModel' | 'setKey' | 'addShot') => (): void =>
  api.postMessage({ type });

/** One request of the user's own to a model: what it answers as it comes, and whether its calls are valid. */
function trialSection({ labels }: PromptPage, shown: PromptTrial | undefined): TemplateResult {
  const isRunning = shown?.isRunning === true;
  return html`<section class="trial" aria-labelledby="trial-heading">
    <h2 id="trial-heading">${labels.trial}</h2>
    <p class="hint">${labels.trialHelp}</p>
    <div class="row">
      ${
        // One button for both, so that it keeps the focus.
        button({ label: isRunning ? labels.stop : labels.try, onClick: send(isRunning ? 'stopTrial' : 'try') })
      }
      ${button({ label: labels.chooseModel, onClick: send('chooseModel'), disabled: isRunning })}
      ${shown?.needsKey === true ? button({ label: labels.setKey, onClick: send('setKey') }) : nothing}
      ${shown?.canAdd === true ? button({ label: labels.addShot, onClick: send('addShot') }) : nothing}
    </div>
    <div class=${shown?.isProblem === true ? 'note error' : 'hint'} role="status">${shown?.status ?? ''}</div>
    ${shown === undefined ? nothing : reply(labels, shown)}
  </section>`;
}

function reply(labels: PromptPage['labels'], { calls, isRunning, text }: PromptTrial): TemplateResult {
  const words = html`<h3>${labels.reply}</h3>
    <pre class="reply source scroll" tabindex="0" aria-busy=${isRunning}>${text}</pre>`;
  return html`${text === '' ? nothing : words}
    ${calls.length === 0 ? nothing : html`<h3>${labels.calls}</h3>`}
    <ul class="calls">
      ${calls.map(
        ({ problems, text: call, verdict }) => html`<li class=${problems.length === 0 ? 'valid' : 'wrong'}>
          <code>${call}</code> <span class="verdict">${verdict}</span>
          ${problems.map((problem) => html`<div class="problem">${withCode(problem)}</div>`)}
        </li>`,
      )}
    </ul>`;
}

function table(rows: readonly PromptRow[], { labels }: PromptPage, heading: string): TemplateResult {
  // What is not included is not counted.
  const isCounted = rows.some(({ tokens }) => tokens !== '');
  return html`<div class="scroll">
    <table class="parts">
      <thead>
        <tr>
          <th scope="col">${heading}</th>
          ${isCounted ? html`<th scope="col" class="number">${labels.tokens}</th>` : nothing}
          <th scope="col">${labels.why}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, words, tokens, why, shot }) =>
            html`<tr>
              <td>
                ${
                  shot === undefined
                    ? name
                    : html`<button
                        class="link"
                        title=${labels.show}
                        @click=${() => api.postMessage({ type: 'reveal', shot })}
                      >
                        ${name}
                      </button>`
                }
                <span class="words">${words}</span>
              </td>
              ${isCounted ? html`<td class="number">${tokens}</td>` : nothing}
              <td>${why}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isPromptTrial(event.data)) {
    trial = event.data;
    return draw();
  }
  if (!isPromptPage(event.data)) return;
  page = event.data;
  // The tokenizer can be the file that was chosen in a dialog of the editor.
  settings = { ...(settings ?? page.settings), tokenizer: page.settings.tokenizer };
  draw();
});
api.postMessage({ type: 'ready' });
