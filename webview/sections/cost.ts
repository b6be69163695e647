import { html, nothing, type TemplateResult } from 'lit-html';
import type { CostResult, CostStep } from '../../src/finetuning/index.ts';
import { chart } from '../charts/chart.ts';
import { costChart } from '../charts/cost.ts';
import { isTextKey } from '../texts.ts';
import { costFields } from './costFields.ts';
import { type Context, otherNotes, section } from './section.ts';

/** Both cumulative costs, the start-up cost (A), the break-even point (B), and all inputs. */
export function costSection(context: Context): TemplateResult {
  const { state, t } = context;
  const cost = state.view?.cost;
  const fields = costFields(context);
  const content = html`<div class="columns">
    <div>${fields.content} ${otherNotes(cost?.findings, fields.shown)}</div>
    <div>${cost?.result === undefined ? html`<p class="none">${t('notCounted')}</p>` : outcome(context, cost.result)}</div>
  </div>`;
  return section(t('cost'), content, 'section-cost');
}

function outcome(context: Context, result: CostResult): TemplateResult {
  const { t, palette, chartWidth, format, store, state } = context;
  const sentences = conclusions(context, result);
  const drawn = chart({
    name: 'cost-break-even',
    title: t('costTitle', { months: state.panel.cost.horizonMonths }),
    description: sentences.join(' '),
    draw: () => costChart(result, palette, chartWidth, format, t),
    from: [result, palette, chartWidth, t],
    t,
    bridge: store.bridge,
  });
  return html`${drawn}
    <ul class="legend">
      <li><span class="swatch" .style=${`--color: ${palette.second}`}></span>${t('publicLine')}</li>
      <li><span class="swatch" .style=${`--color: ${palette.accent}`}></span>${t('privateLine')}</li>
    </ul>
    <ul class="conclusions" aria-live="polite">
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    <details>
      <summary>${t('calculation')}</summary>
      <table>
        <tbody>
          ${result.steps.map((step) => stepRow(context, step))}
        </tbody>
      </table>
    </details>
    ${sensitivity(context, result)}`;
}

function conclusions({ t, format, state }: Context, result: CostResult): readonly string[] {
  const money = (value: number) => `${format.decimal(value, value < 100 ? 4 : 0)} ${result.currency}`;
  const months = state.panel.cost.horizonMonths;
  const { breakEven, breakEvenVolume } = result;
  return [
    t('labelled', { label: t('startUp'), text: money(result.startUp) }),
    breakEven === undefined
      ? t('noBreakEven', { months })
      : t('labelled', {
          label: t('breakEven'),
          text: t('breakEvenAt', {
            month: format.decimal(breakEven.month, 1),
            tokens: format.short(breakEven.tokens),
            amount: money(breakEven.amount),
          }),
        }),
    ...(breakEvenVolume === undefined
      ? []
      : [
          t('breakEvenVolume', {
            months,
            requests: format.whole(breakEvenVolume.requestsPerMonth),
            tokens: format.short(breakEvenVolume.tokensPerMonth),
          }),
        ]),
    t('saved', { tokens: format.short(result.savedTokensPerMonth), amount: money(result.savedAmountPerMonth) }),
    t('perRequest', { public: money(result.publicPerRequest), private: money(result.privatePerRequest) }),
  ];
}

function stepRow({ t, format }: Context, step: CostStep): TemplateResult {
  return html`<tr>
    <th scope="row">${t(step.id)}</th>
    <td><code>${step.formula}</code></td>
    <td class="number">${format.decimal(step.value, Math.abs(step.value) < 100 ? 6 : 0)}</td>
  </tr>`;
}

function sensitivity({ t, format }: Context, result: CostResult): TemplateResult | typeof nothing {
  if (result.sensitivity.length === 0) return nothing;
  const percent = result.sensitivity[0]?.percent ?? 0;
  const month = (value: number | undefined) => (value === undefined ? t('never') : format.decimal(value, 1));
  return html`<details>
    <summary>${t('sensitivity')}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('input')}</th>
          <th scope="col" class="number">${t('lower', { percent })}</th>
          <th scope="col" class="number">${t('asEntered')}</th>
          <th scope="col" class="number">${t('higher', { percent })}</th>
        </tr>
      </thead>
      <tbody>
        ${result.sensitivity.map(
          ({ field, lower, higher }) => html`<tr>
            <th scope="row">${isTextKey(field) ? t(field) : field}</th>
            <td class="number">${month(lower)}</td>
            <td class="number">${month(result.breakEven?.month)}</td>
            <td class="number">${month(higher)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
