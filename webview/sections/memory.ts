import { html, nothing, type TemplateResult } from 'lit-html';
import type { Gpu, MemoryOptions, Split } from '../../src/finetuning/index.ts';
import {
  basePrecisions,
  losses,
  optimizers,
  type PanelMemory,
  type PanelMemoryLine,
  splits,
  trainedPrecisions,
  trainingLoops,
} from '../../src/protocol/index.ts';
import { chart } from '../charts/chart.ts';
import { memoryChart } from '../charts/memory.ts';
import { button, checkbox, dropdown, textField } from '../controls.ts';
import { range } from '../format.ts';
import { type Context, getActive, notesFor, numberInput, section } from './section.ts';

/** Training memory compared with the cards, and sizes on disk. */
export function memorySection(context: Context): TemplateResult {
  const { view } = getActive(context);
  const content = html`<div class="columns">
    <div>${optionFields(context)} ${cardFields(context)} ${gpuEditor(context)}</div>
    <div>${view?.memory === undefined ? html`<p class="none">${context.t('notCounted')}</p>` : account(context, view.memory)}</div>
  </div>`;
  return section(context.t('memory'), content, 'section-memory');
}

/** Messages at a number without which there is no estimate; the count itself goes on without it. */
function errorsFor(...given: Parameters<typeof notesFor>): ReturnType<typeof notesFor> {
  return notesFor(...given).map((note) => ({ ...note, severity: 'error' }));
}

/** `3`, `3 – 5`, `≥ 3` if the high end fits on no number of cards, `—` if nothing does. */
function cardCount({ low, high }: PanelMemory['fits'][number]['cards']): string {
  if (low === undefined) return '—';
  if (high === undefined) return `≥ ${low}`;
  return low === high ? String(low) : `${low} – ${high}`;
}

function optionFields(context: Context): TemplateResult {
  const { t, store } = context;
  const { configuration, view } = getActive(context);
  const options = configuration.memory;
  const change = (part: Partial<MemoryOptions>) => store.editActive({ memory: { ...options, ...part } });
  const same = <Value extends string>(values: readonly Value[]) => values.map((value) => ({ value, label: value }));
  return html`<div class="fields">
      ${dropdown({
        label: t('precision'),
        value: options.basePrecision,
        choices: same(basePrecisions),
        notes: errorsFor(view?.findings, 'basePrecision'),
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
      ${numberInput(context, {
        id: `batch ${context.state.panel.active}`,
        label: t('batch'),
        value: options.batchSize,
        notes: errorsFor(view?.findings, 'batchSize'),
        onChange: (batchSize) => change({ batchSize }),
      })}
      ${numberInput(context, {
        id: `sequence ${context.state.panel.active}`,
        label: t('sequence'),
        value: options.sequenceLength,
        notes: errorsFor(view?.findings, 'sequenceLength'),
        onChange: (sequenceLength) => change({ sequenceLength }),
      })}
    </div>
    <div class="fields">
      ${dropdown({
        label: t('loss'),
        value: options.loss,
        choices: losses.map((value) => ({ value, label: t(`loss-${value}`) })),
        onChange: (loss) => change({ loss }),
      })}
      ${dropdown({
        label: t('trainingLoop'),
        value: options.trainingLoop,
        choices: trainingLoops.map((value) => ({ value, label: t(`loop-${value}`) })),
        onChange: (trainingLoop) => change({ trainingLoop }),
      })}
    </div>
    <div class="row">
      ${checkbox({ label: t('checkpointing'), checked: options.checkpointing, onChange: (checkpointing) => change({ checkpointing }) })}
      ${checkbox({ label: t('flash'), checked: options.flashAttention, onChange: (flashAttention) => change({ flashAttention }) })}
    </div>`;
}

/** The user's cards, how the run is split over them, and whether it fits. */
function cardFields(context: Context): TemplateResult {
  const { t, store, state } = context;
  const { configuration, view } = getActive(context);
  const { gpuId, cards, split } = configuration.memory;
  const { gpus } = state.panel;
  const change = (part: Partial<MemoryOptions>) => store.editActive({ memory: { ...configuration.memory, ...part } });
  const fit = view?.memory?.cardsFit;
  const names: Readonly<Record<Split, string>> = {
    one: t('split-one'),
    ddp: 'DDP',
    'zero-2': 'ZeRO-2',
    'zero-3': 'ZeRO-3',
    fsdp: 'FSDP',
  };
  return html`<h3>${t('myCards')}</h3>
    <div class="fields">
      ${dropdown({
        label: t('card'),
        value: gpus.some(({ id }) => id === gpuId) ? gpuId : (gpus[0]?.id ?? ''),
        choices: gpus.map(({ id, name }) => ({ value: id, label: name })),
        onChange: (chosen) => change({ gpuId: chosen }),
      })}
      ${numberInput(context, {
        id: `cards ${state.panel.active}`,
        label: t('cards'),
        value: cards,
        notes: errorsFor(view?.findings, 'cards'),
        onChange: (value) => change({ cards: value, split: splitFor(value, split) }),
      })}
      ${dropdown({
        label: t('split'),
        value: split,
        choices: splits.map((value) => ({ value, label: names[value] })),
        onChange: (chosen) => change({ split: chosen }),
      })}
    </div>
    ${fit === undefined ? nothing : html`<p class="answer answer-${fit.verdict}" role="status">${fit.answer}</p>`}`;
}

/** More than one card are there to be used: then the run is split, as with the least memory per card. */
function splitFor(cards: number, split: Split): Split {
  if (split === 'one' && cards > 1) return 'zero-3';
  return cards === 1 ? 'one' : split;
}

function account(context: Context, memory: PanelMemory): TemplateResult {
  const { t, format, palette, chartWidth, state, store } = context;
  const total = range(memory.trainingTotal, format.bytes);
  const title = t('labelled', { label: t('trainingMemory'), text: total });
  const drawn = chart({
    name: 'lora-memory',
    title,
    description: `${title}. ${memory.training.map(({ label, bytes }) => t('labelled', { label, text: range(bytes, format.bytes) })).join('; ')}`,
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
      <table class="lines">
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
            return html`<tr class="verdict-${verdict}">
              <th scope="row">${gpu?.name ?? gpuId}</th>
              <td class="number">${gpu?.memoryGB} GiB</td>
              <td class="number">${cardCount(cards)}</td>
              <td>${t(verdict)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
}

/** An editor for the list of cards. */
function gpuEditor(context: Context): TemplateResult {
  const { t, state, store } = context;
  const { gpus } = state.panel;
  const notes = gpus.map((_, at) => errorsFor(getActive(context).view?.findings, `gpus.${at}.memoryGB`));
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
  return html`<details ?open=${notes.some((each) => each.length > 0)}>
    <summary>${t('editGpus')}</summary>
    ${gpus.map(
      (gpu, at) => html`<div class="fields gpu">
        ${textField({ label: t('gpuName'), value: gpu.name, onChange: (name) => change(at, { name }) })}
        ${numberInput(context, { id: `gpu ${gpu.id}`, label: t('gpuMemory'), value: gpu.memoryGB, unit: 'GiB', notes: notes[at] ?? [], onChange: (memoryGB) => change(at, { memoryGB }) })}
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
