import { html, nothing, type TemplateResult } from 'lit-html';
import { type CostInputs, convertCosts, exampleCostInputs, exampleRates } from '../../src/finetuning/index.ts';
import type { PanelState } from '../../src/protocol/lora.ts';
import { dropdown, numberField } from '../controls.ts';
import { type Context, notesFor } from './section.ts';

/** The currency that the examples are in, and that rates are told in. */
const HOME = exampleCostInputs.currency;

/** The currency of all sums, and its rate: choosing another currency or another rate converts them. */
export function currencyFields({ state, store, t }: Context): TemplateResult {
  const { panel } = state;
  const { currency } = panel.cost;
  const rates = ratesOf(panel);
  const changeRate = (rate: number) => {
    const next = { ...panel.rates, [currency]: rate };
    // By way of the home currency, whose worth does not change.
    const cost = converted(converted(panel.cost, HOME, rates), currency, { ...rates, ...next });
    store.edit(rate > 0 ? { rates: next, cost } : { rates: next });
  };
  const rate = rates[currency] ?? 1;
  return html`${dropdown({
    label: t('currency'),
    value: currency,
    choices: [...new Set([...Object.keys(exampleRates), currency])].map((value) => ({ value, label: value })),
    notes: notesFor(state.view?.cost.findings, 'currency'),
    onChange: (chosen) => store.edit({ cost: converted(panel.cost, chosen, rates) }),
  })}
  ${
    currency === HOME
      ? nothing
      : numberField({
          label: t('rate', { currency }),
          value: rate,
          unit: HOME,
          notes: rate > 0 ? [] : [{ severity: 'error', text: t('rateWrong') }],
          onChange: changeRate,
        })
  }`;
}

/** The inputs with the other way to tell what training costs, filled with the examples. */
export function withTrainingKind({ cost, ...panel }: PanelState, kind: CostInputs['training']['kind']): CostInputs {
  const training: CostInputs['training'] = kind === 'sum' ? { kind, amount: 20_000 } : exampleCostInputs.training;
  return { ...cost, training: fromHome({ ...exampleCostInputs, training }, cost.currency, panel).training };
}

/** The inputs with the other way to come by cards, filled with the examples. */
export function withPriceKind(
  { cost, ...panel }: PanelState,
  kind: CostInputs['serving']['price']['kind'],
): CostInputs {
  const own = { kind: 'own', purchasePricePerGpu: 150_000, lifetimeMonths: 48, watts: 400, pue: 1.4, pricePerKwh: 0.8 };
  const price = kind === 'own' ? { ...own, kind } : exampleCostInputs.serving.price;
  const example = { ...exampleCostInputs, serving: { ...exampleCostInputs.serving, price } };
  return { ...cost, serving: { ...cost.serving, price: fromHome(example, cost.currency, panel).serving.price } };
}

function fromHome(inputs: CostInputs, currency: string, panel: Pick<PanelState, 'rates'>): CostInputs {
  return converted(inputs, currency, ratesOf(panel));
}

/** The inputs as they were where there is no rate to convert them by. */
function converted(inputs: CostInputs, currency: string, rates: Readonly<Record<string, number>>): CostInputs {
  const outcome = convertCosts(inputs, currency, rates);
  return outcome.ok ? outcome.value : inputs;
}

function ratesOf({ rates }: Pick<PanelState, 'rates'>): Readonly<Record<string, number>> {
  return { ...exampleRates, ...rates };
}
