import { html, nothing, type TemplateResult } from 'lit-html';
import type { ConfigurationView } from '../../src/protocol/index.ts';
import { range } from '../format.ts';
import type { TextKey } from '../texts.ts';
import { methodChoices } from './adapter.ts';
import { type Context, section } from './section.ts';

type Read = (view: ConfigurationView) => string | undefined;

/** The figures of up to four configurations. */
export function comparisonSection(context: Context): TemplateResult | typeof nothing {
  const { state, t, format } = context;
  const { configurations, active } = state.panel;
  if (configurations.length < 2) return nothing;
  const methods = methodChoices(t);
  const views = configurations.map((_, at) => state.view?.configurations[at]);
  const line = (key: TextKey, cells: readonly string[]) =>
    html`<tr>
      <th scope="row">${t(key)}</th>
      ${cells.map((cell, at) => html`<td class="number ${at === active ? 'active' : ''}">${cell}</td>`)}
    </tr>`;
  const each = (key: TextKey, read: Read) =>
    line(
      key,
      views.map((view) => (view === undefined ? '…' : (read(view) ?? '—'))),
    );
  const content = html`<div class="scroll" tabindex="0" role="group" aria-label=${t('comparison')}>
    <table class="comparison">
      <thead>
        <tr>
          <td></td>
          ${configurations.map(
            ({ name }, at) => html`<th scope="col" class="number ${at === active ? 'active' : ''}">${name}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${line(
          'method',
          configurations.map(({ adapter }) => methods.find(({ value }) => value === adapter.peft_type)?.label ?? ''),
        )}
        ${each('rank', ({ count }) => text(count?.config.init_r ?? count?.config.r))}
        ${each('trainable', ({ count }) => count && format.whole(count.trainable))}
        ${each('total', ({ count }) => count && format.whole(count.total))}
        ${each('share', ({ count }) => count && format.percent(count.percent))}
        ${each('trainingMemory', ({ memory }) => memory && range(memory.trainingTotal, format.bytes))}
        ${each('adapterFile', ({ memory }) => {
          const file = memory?.disk.find(({ id }) => id === 'adapter-file');
          return file && format.bytes(file.bytes.high);
        })}
      </tbody>
    </table>
  </div>`;
  return section(t('comparison'), content, 'section-comparison');
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
