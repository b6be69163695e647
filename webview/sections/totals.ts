import { html, nothing, type TemplateResult } from 'lit-html';
import type { CountResult, ModuleCount, TrainedParts } from '../../src/finetuning/index.ts';
import { type Context, getActive, section } from './section.ts';

/** The calculation: the line PEFT prints, the steps of a preset, and every module with its formula. */
export function totalsSection(context: Context): TemplateResult {
  const { t, state } = context;
  const { view } = getActive(context);
  const nothingYet = html`<p class="none">${state.view === undefined ? t('waiting') : t('notCounted')}</p>`;
  return section(
    t('breakdown'),
    view?.count === undefined ? nothingYet : parts(context, view.count, view.parts),
    'section-totals',
  );
}

function parts(context: Context, count: CountResult, trained: TrainedParts | undefined): TemplateResult {
  const { t, state } = context;
  return html`
    <p class="peft"><span class="field-label">${t('peftLine')}</span><code>${count.line}</code></p>
    ${state.worked.length === 0 ? nothing : worked(context)} ${alternatives(context, count)}
    ${trained === undefined ? nothing : trainedParts(context, trained)} ${breakdown(context, count)}
  `;
}

function worked({ state, t, format }: Context): TemplateResult {
  return html`<div class="worked">
    <h3>${t('worked')}</h3>
    <ol>
      ${state.worked.map(
        ({ label, formula, value }) =>
          html`<li>${label}<br /><code>${formula}${value === undefined ? nothing : ` = ${stepValue(value, format)}`}</code></li>`,
      )}
    </ol>
  </div>`;
}

/** A percentage has four decimals, a count all its digits. */
function stepValue(value: number, format: Context['format']): string {
  return Number.isInteger(value) ? format.whole(value) : format.percent(value);
}

function alternatives({ t, format }: Context, count: CountResult): TemplateResult | typeof nothing {
  if (count.alternatives.length === 0) return nothing;
  return html`<div class="alternatives">
    <h3>${t('otherVersions')}</h3>
    <ul>
      ${count.alternatives.map(
        ({ id, trainable, total }) => html`<li>
            ${t('labelled', { label: t(id), text: `${format.whole(trainable)} / ${format.whole(total)}` })}
          </li>`,
      )}
    </ul>
  </div>`;
}

/** What is trained of each part of a multimodal model. */
function trainedParts({ t, format }: Context, { language, vision, projector }: TrainedParts): TemplateResult {
  return html`<p class="help">
    ${t('trainedParts', {
      language: format.whole(language),
      vision: format.whole(vision),
      projector: format.whole(projector),
    })}
  </p>`;
}

function breakdown({ t, format }: Context, count: CountResult): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('breakdown')}>
    <table class="breakdown">
      <thead>
        <tr>
          <th scope="col">${t('module')}</th>
          <th scope="col" class="number">${t('shape')}</th>
          <th scope="col" class="number">${t('rank')}</th>
          <th scope="col" class="number">${t('formula')}</th>
          <th scope="col" class="number">${t('instances')}</th>
          <th scope="col" class="number">${t('trainable')}</th>
        </tr>
      </thead>
      <tbody>
        ${count.modules.map((module) => row(module, format.whole))}
      </tbody>
    </table>
  </div>`;
}

/** A long name breaks only after dots, and a long list of layers after its commas. */
function breakable(path: string): readonly TemplateResult[] {
  return path.split(/(?<=[.,])/).map((part) => html`<span class="name-part">${part}</span><wbr />`);
}

function row(module: ModuleCount, whole: (value: number) => string): TemplateResult {
  const { path, inFeatures, outFeatures, rank, formula, instances, trainable, role } = module;
  return html`<tr>
    <th scope="row"><code>${breakable(path)}</code>${role === 'adapter' ? nothing : html` <span class="tag">${role}</span>`}</th>
    <td class="number">${inFeatures > 0 ? `${inFeatures} × ${outFeatures}` : '—'}</td>
    <td class="number">${rank > 0 ? rank : '—'}</td>
    <td class="number formula"><span title=${formula.symbolic}>${formula.substituted} = ${whole(formula.value)}</span></td>
    <td class="number">× ${whole(instances)}</td>
    <td class="number">${whole(trainable)}</td>
  </tr>`;
}
