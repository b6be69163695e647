import { html, type TemplateResult } from 'lit-html';
import type { Gpu, MemoryOptions } from '../../src/finetuning/index.ts';
import {
  basePrecisions,
  optimizers,
  type PanelMemory,
  type PanelMemoryLine,
  trainedPrecisions,
} from '../../src/protocol/lora.ts';
import { chart } from '../charts/chart.ts';
import { memoryChart } from '../charts/memory.ts';
import { button, checkbox, dropdown, numberField, textField } from '../controls.ts';
import { range } from '../format.ts';
import { activeOf, type Context, notesFor, section } from './section.ts';

/** Memory of training against the cards, and what lies on disk afterwards. */
export function memorySection(context: Context): TemplateResult {
  const { view } = activeOf(context);
  const content = html`<div class="columns">
    <div>${optionFields(context)} ${gpuEditor(context)}</div>
    <div>${view?.memory === undefined ? html`<p class="none">${context.t('notCounted')}</p>` : account(context, view.memory)}</div>
  </div>`;
  return section(context.t('memory'), content, 'section-memory');
}

function optionFields(context: Context): TemplateResult {
  const { t, store } = context;
  const { configuration, view } = activeOf(context);
  const options = configuration.memory;
  const change = (part: Partial<MemoryOptions>) => store.editActive({ memory: { ...options, ...part } });
  const same = <Value extends string>(values: readonly Value[]) => values.map((value) => ({ value, label: value }));
  return html`<div class="fields">
      ${dropdown({
        label: t('precision'),
        value: options.basePrecision,
        choices: same(basePrecisions),
        onChange: (basePrecision) => change({ basePrecision }),
      })}
      ${dropdown({
        label: t('trainedPrecision'),
        value: options.trainedPrecision,
        choices: same(trainedPrecisions),
        onChange: (trainedPrecision) => change({ trainedPrecision }),
      })}
      ${dropdown({
        label: t('optimizer'),
        value: options.optimizer,
        choices: same(optimizers),
        onChange: (optimizer) => change({ optimizer }),
      })}
      ${numberField({
        label: t('batch'),
        value: options.batchSize,
        notes: notesFor(view?.findings, 'batchSize'),
        onChange: (batchSize) => change({ batchSize }),
      })}
      ${numberField({
        label: t('sequence'),
        value: options.sequenceLength,
        notes: notesFor(view?.findings, 'sequenceLength'),
        onChange: (sequenceLength) => change({ sequenceLength }),
      })}
    </div>
    <div class="row">
      ${checkbox({ label: t('checkpointing'), checked: options.checkpointing, onChange: (checkpointing) => change({ checkpointing }) })}
      ${checkbox({ label: t('flash'), checked: options.flashAttention, onChange: (flashAttention) => change({ flashAttention }) })}
    </div>`;
}

function account(context: Context, memory: PanelMemory): TemplateResult {
  const { t, format, palette, chartWidth, state, store } = context;
  const total = range(memory.trainingTotal, format.bytes);
  const drawn = chart({
    name: 'lora-memory',
    title: `${t('trainingMemory')}: ${total}`,
    description: `${t('trainingMemory')}: ${total}. ${memory.training.map((line) => `${line.label}: ${range(line.bytes, format.bytes)}`).join('; ')}`,
    draw: () =>
      memoryChart(memory, state.panel.gpus, { low: t('lowest'), high: t('highest') }, palette, chartWidth, format),
    from: [memory, state.panel.gpus, palette, chartWidth, t],
    t,
    bridge: store.bridge,
  });
  return html`${drawn}
    <ul class="legend">
      ${memory.training.map(
        (line, at) =>
          html`<li><span class="swatch" .style=${`--color: ${palette.parts[at % palette.parts.length]}`}></span>${line.label}</li>`,
      )}
    </ul>
    ${lineTable(context, t('lines'), memory.training)} ${lineTable(context, t('disk'), memory.disk)}
    ${fitTable(context, memory)}`;
}

function lineTable({ t, format }: Context, title: string, lines: readonly PanelMemoryLine[]): TemplateResult {
  return html`<details>
    <summary>${title}</summary>
    <div class="scroll" tabindex="0" role="group" aria-label=${title}>
      <table>
        <thead>
          <tr>
            <td></td>
            <th scope="col" class="number">${t('size')}</th>
            <th scope="col">${t('formula')}</th>
            <th scope="col">${t('source')}</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            (line) => html`<tr>
              <th scope="row">${line.label}</th>
              <td class="number">${range(line.bytes, format.bytes)}<br /><small>${t(line.exact ? 'exact' : 'estimate')}</small></td>
              <td><code>${line.formula}</code></td>
              <td>${line.source}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function fitTable({ t, state }: Context, memory: PanelMemory): TemplateResult {
  const named = (id: string) => state.panel.gpus.find((gpu) => gpu.id === id);
  const size = (id: string) => named(id)?.memoryGB ?? 0;
  const bySize = memory.fits.toSorted((a, b) => size(a.gpuId) - size(b.gpuId));
  return html`<h3>${t('fits')}</h3>
    <div class="scroll" tabindex="0" role="group" aria-label=${t('fits')}>
      <table class="fits">
        <thead>
          <tr>
            <th scope="col">${t('card')}</th>
            <th scope="col" class="number">${t('gpuMemory')}</th>
            <th scope="col" class="number">${t('cards')}</th>
            <th scope="col">${t('verdict')}</th>
          </tr>
        </thead>
        <tbody>
          ${bySize.map(({ gpuId, cards, verdict }) => {
            const gpu = named(gpuId);
            const count = cards.low === cards.high ? (cards.low ?? '—') : `${cards.low ?? '—'} – ${cards.high ?? '—'}`;
            return html`<tr class="verdict-${verdict}">
              <th scope="row">${gpu?.name ?? gpuId}</th>
              <td class="number">${gpu?.memoryGB} GB</td>
              <td class="number">${count}</td>
              <td>${t(verdict)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
}

/** The list of cards is data: names and sizes can be changed, and cards added. */
function gpuEditor({ t, state, store }: Context): TemplateResult {
  const { gpus } = state.panel;
  const change = (at: number, part: Partial<Gpu>) =>
    store.edit({ gpus: gpus.map((gpu, index) => (index === at ? { ...gpu, ...part } : gpu)) });
  const add = () => {
    const fresh: Gpu = {
      id: `own-${gpus.length + 1}`,
      name: '?',
      vendor: 'other',
      memoryGB: 48,
      bf16Tflops: 100,
      watts: 300,
      source: '',
    };
    store.edit({ gpus: [...gpus, fresh] });
  };
  return html`<details>
    <summary>${t('editGpus')}</summary>
    ${gpus.map(
      (gpu, at) => html`<div class="fields gpu">
        ${textField({ label: t('gpuName'), value: gpu.name, onChange: (name) => change(at, { name }) })}
        ${numberField({ label: t('gpuMemory'), value: gpu.memoryGB, unit: 'GB', onChange: (memoryGB) => change(at, { memoryGB }) })}
        ${button({
          label: '×',
          look: 'icon',
          title: t('remove'),
          name: `× ${t('remove')} ${gpu.name}`,
          disabled: gpus.length < 2,
          onClick: () => store.edit({ gpus: gpus.filter((_, index) => index !== at) }),
        })}
      </div>`,
    )}
    ${button({ label: t('addGpu'), onClick: add })}
  </details>`;
}
