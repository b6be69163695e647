import { html, nothing, type TemplateResult } from 'lit-html';
import { type CostInputs, convertCosts, exampleCostInputs, exampleRates } from '../../src/finetuning/index.ts';
import type { PanelState } from '../../src/protocol/index.ts';
import { dropdown } from '../controls.ts';
import { type Context, notesFor, numberInput } from './section.ts';

/** The currency of the examples and of the rates. */
const HOME = exampleCostInputs.currency;

/** The currency of all amounts, and its rate: another currency or rate converts the amounts. */
export function currencyFields(context: Context): TemplateResult {
  const { state, store, t } = context;
  const { panel } = state;
  const { currency } = panel.cost;
  const rates = getRates(panel);
  const changeRate = (rate: number) => {
    const next = { ...panel.rates, [currency]: rate };
    // Convert through the home currency, whose value does not change.
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
      : numberInput(context, {
          id: `rate ${currency}`,
          label: t('rate', { currency }),
          value: rate,
          unit: HOME,
          notes: rate > 0 ? [] : [{ severity: 'error', text: t('rateWrong') }],
          onChange: changeRate,
        })
  }`;
}

/** The inputs with the other kind of training cost, with example values. */
export function withTrainingKind({ cost, ...panel }: PanelState, kind: CostInputs['training']['kind']): CostInputs {
  const training: CostInputs['training'] = kind === 'sum' ? { kind, amount: 20_000 } : exampleCostInputs.training;
  return { ...cost, training: fromHome({ ...exampleCostInputs, training }, cost.currency, panel).training };
}

/** The inputs with the other kind of price, with example values. */
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
  return converted(inputs, currency, getRates(panel));
}

/** The converted inputs; unchanged if there is no rate. */
function converted(inputs: CostInputs, currency: string, rates: Readonly<Record<string, number>>): CostInputs {
  const outcome = convertCosts(inputs, currency, rates);
  return outcome.ok ? outcome.value : inputs;
}

function getRates({ rates }: Pick<PanelState, 'rates'>): Readonly<Record<string, number>> {
  return { ...exampleRates, ...rates };
}
