import { html, nothing, type TemplateResult } from 'lit-html';
import type { CountResult, ModuleCount } from '../../src/finetuning/index.ts';
import { isTextKey } from '../texts.ts';
import { activeOf, type Context, section } from './section.ts';

/** The figures: what is trained, of how much, and how it adds up. */
export function totalsSection(context: Context): TemplateResult {
  const { t } = context;
  const { view } = activeOf(context);
  if (view === undefined) return section(t('trainable'), html`<p>${t('waiting')}</p>`, 'section-totals');
  const content = view.count === undefined ? html`<p class="none">—</p>` : figures(context, view.count);
  return section(t('trainable'), content, 'section-totals');
}

function figures(context: Context, count: CountResult): TemplateResult {
  const { t, format, state } = context;
  const { view } = activeOf(context);
  const file = view?.memory?.disk.find((line) => line.id === 'adapter-file');
  return html`
    <dl class="figures" aria-live="polite">
      ${figure(t('trainable'), format.whole(count.trainable), 'trainable')}
      ${figure(t('total'), format.whole(count.total), 'total')}
      ${figure(t('share'), `${format.percent(count.percent)} %`, 'percent')}
      ${file === undefined ? nothing : figure(t('adapterFile'), format.bytes(file.bytes.high), 'adapter-file')}
    </dl>
    <p class="peft"><span class="field-label">${t('peftLine')}</span><code>${count.line}</code></p>
    ${state.worked.length === 0 ? nothing : worked(context)}
    ${alternatives(context, count)}
    <details open>
      <summary>${t('breakdown')}</summary>
      ${breakdown(context, count)}
    </details>
  `;
}

function figure(label: string, value: string, id: string): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd data-figure=${id}>${value}</dd>
  </div>`;
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

/** A share has its four decimals, a count all its digits. */
function stepValue(value: number, format: Context['format']): string {
  return Number.isInteger(value) ? format.whole(value) : `${format.percent(value)} %`;
}

function alternatives({ t, format }: Context, count: CountResult): TemplateResult | typeof nothing {
  if (count.alternatives.length === 0) return nothing;
  return html`<div class="alternatives">
    <h3>${t('otherVersions')}</h3>
    <ul>
      ${count.alternatives.map(
        ({ id, trainable, total }) => html`<li>${t(id)}: ${format.whole(trainable)} / ${format.whole(total)}</li>`,
      )}
    </ul>
  </div>`;
}

function breakdown({ t, format }: Context, count: CountResult): TemplateResult {
  const heads = ['module', 'shape', 'rank', 'formula', 'instances', 'trainable'] as const;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('breakdown')}>
    <table>
      <thead>
        <tr>
          ${heads.map((key) => html`<th scope="col">${t(key)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${count.modules.map((module) => row(module, format.whole))}
      </tbody>
    </table>
  </div>`;
}

function row(module: ModuleCount, whole: (value: number) => string): TemplateResult {
  const { path, inFeatures, outFeatures, rank, formula, instances, trainable, role } = module;
  return html`<tr>
    <th scope="row"><code>${path}</code>${role === 'adapter' ? nothing : html` <span class="tag">${role}</span>`}</th>
    <td>${inFeatures > 0 ? `${inFeatures} × ${outFeatures}` : '—'}</td>
    <td>${rank > 0 ? rank : '—'}</td>
    <td><span title=${formula.symbolic}>${formula.substituted} = ${whole(formula.value)}</span></td>
    <td>× ${whole(instances)}</td>
    <td class="number">${whole(trainable)}</td>
  </tr>`;
}

/** The figures of up to four configurations side by side. */
export function comparisonSection(context: Context): TemplateResult | typeof nothing {
  const { state, t, format } = context;
  const { configurations } = state.panel;
  if (configurations.length < 2) return nothing;
  const views = configurations.map((_, at) => state.view?.configurations[at]);
  const line = (key: string, cells: readonly string[]) =>
    html`<tr>
      <th scope="row">${isTextKey(key) ? t(key) : key}</th>
      ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
    </tr>`;
  const each = (read: (view: NonNullable<(typeof views)[number]>) => string | undefined) =>
    views.map((view) => (view === undefined ? '…' : (read(view) ?? '—')));
  const content = html`<div class="scroll" tabindex="0" role="region" aria-label=${t('comparison')}>
    <table class="comparison">
      <thead>
        <tr>
          <td></td>
          ${configurations.map(({ name }) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${line(
          'method',
          configurations.map(({ adapter }) => adapter.peft_type),
        )}
        ${line(
          'rank',
          configurations.map(({ adapter }) => String(adapter.r ?? adapter.init_r ?? '—')),
        )}
        ${line(
          'trainable',
          each((view) => view.count && format.whole(view.count.trainable)),
        )}
        ${line(
          'total',
          each((view) => view.count && format.whole(view.count.total)),
        )}
        ${line(
          'share',
          each((view) => view.count && `${format.percent(view.count.percent)} %`),
        )}
        ${line(
          'trainingMemory',
          each((view) => view.memory && range(view.memory.trainingTotal, format.bytes)),
        )}
        ${line(
          'adapterFile',
          each((view) => adapterBytes(view.memory?.disk, format.bytes)),
        )}
      </tbody>
    </table>
  </div>`;
  return section(t('comparison'), content, 'section-comparison');
}

function adapterBytes(
  disk: readonly { readonly id: string; readonly bytes: { readonly high: number } }[] | undefined,
  bytes: (value: number) => string,
): string | undefined {
  const file = disk?.find((entry) => entry.id === 'adapter-file');
  return file && bytes(file.bytes.high);
}

/** A range of bytes, or one figure where both ends are equal. */
export function range(
  value: { readonly low: number; readonly high: number },
  bytes: (value: number) => string,
): string {
  return value.low === value.high ? bytes(value.low) : `${bytes(value.low)} – ${bytes(value.high)}`;
}
