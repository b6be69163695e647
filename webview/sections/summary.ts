import { html, nothing, type TemplateResult } from 'lit-html';
import { modelKey } from '../../src/protocol/index.ts';
import { range } from '../format.ts';
import { type Context, getActive } from './section.ts';

/** The main figures. They stay visible while the page is scrolled. */
export function summary(context: Context): TemplateResult {
  const { t, format, state } = context;
  const { configuration, view } = getActive(context);
  const { count, memory } = view ?? {};
  const result = state.view?.cost.result;
  const file = memory?.disk.find((line) => line.id === 'adapter-file');
  const busy = state.model?.key !== modelKey(state.panel);
  return html`<header class="summary ${busy ? 'busy' : ''}" aria-busy=${String(busy)}>
    <div class="subject">
      <h1>${t('title')}</h1>
      <p>${state.panel.model.name} · ${configuration.name}</p>
    </div>
    <dl class="figures" aria-live="polite">
      ${figure(t('trainable'), count && format.whole(count.trainable), 'trainable')}
      ${figure(t('total'), count && format.whole(count.total), 'total')}
      ${figure(t('share'), count && format.percent(count.percent), 'percent')}
      ${figure(t('trainingMemory'), memory && range(memory.trainingTotal, format.bytes), 'memory')}
      ${file === undefined ? nothing : figure(t('adapterFile'), format.bytes(file.bytes.high), 'adapter-file')}
      ${figure(t('breakEvenShort'), breakEvenMonth(context, result?.breakEven?.month), 'break-even')}
    </dl>
  </header>`;
}

function breakEvenMonth({ t, format }: Context, month: number | undefined): string | undefined {
  return month === undefined ? undefined : t('inMonth', { month: format.decimal(month, 1) });
}

function figure(label: string, value: string | undefined, id: string): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd data-figure=${id}>${value ?? '—'}</dd>
  </div>`;
}
