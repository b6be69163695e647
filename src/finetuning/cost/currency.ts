import { defineMessages } from '../../core/index.ts';
import { failure, type Outcome, success } from '../finding.ts';
import { exampleCostInputs, exampleRates } from './examples.ts';
import type { CostInputs } from './model.ts';

const say = defineMessages({
  unknown: {
    en: 'There is no rate for “{currency}”. Known currencies: {known}.',
    'zh-CN': '没有“{currency}”的汇率；已有：{known}。',
  },
  rate: {
    en: 'The rate of “{currency}” must be greater than 0, not {rate}.',
    'zh-CN': '“{currency}”的汇率必须大于 0，不能是 {rate}。',
  },
});

/**
 * The same inputs with all amounts in another currency. `rates` is the value of one unit of each currency, in any common
 * currency.
 */
export function convertCosts(
  inputs: CostInputs,
  currency: string,
  rates: Readonly<Record<string, number>> = exampleRates,
): Outcome<CostInputs> {
  for (const name of [inputs.currency, currency]) {
    const rate = Object.hasOwn(rates, name) ? rates[name] : undefined;
    if (rate !== undefined && Number.isFinite(rate) && rate > 0) continue;
    const message =
      rate === undefined
        ? say('unknown', { currency: name, known: Object.keys(rates) })
        : say('rate', { currency: name, rate: String(rate) });
    return failure({ code: 'unknown-currency', severity: 'error', field: 'currency', message });
  }
  const factor = (rates[inputs.currency] ?? 1) / (rates[currency] ?? 1);
  return success({ ...withAmounts(inputs, (amount) => rounded(amount * factor, 12)), currency });
}

/** The example inputs in another currency, rounded. */
export function getExampleCosts(currency: string): CostInputs {
  const converted = convertCosts(exampleCostInputs, currency);
  return converted.ok ? withAmounts(converted.value, (amount) => rounded(amount, 2)) : exampleCostInputs;
}

function rounded(amount: number, digits: number): number {
  return Number.isFinite(amount) ? Number(amount.toPrecision(digits)) : amount;
}

/** The inputs with every amount changed. */
function withAmounts(inputs: CostInputs, change: (amount: number) => number): CostInputs {
  const { publicApi, training, serving } = inputs;
  const { price } = serving;
  return {
    ...inputs,
    publicApi: {
      inputPricePerMillion: change(publicApi.inputPricePerMillion),
      outputPricePerMillion: change(publicApi.outputPricePerMillion),
    },
    training:
      training.kind === 'sum'
        ? { ...training, amount: change(training.amount) }
        : { ...training, pricePerGpuHour: change(training.pricePerGpuHour) },
    dataWork: change(inputs.dataWork),
    serving: {
      ...serving,
      fixedPerMonth: change(serving.fixedPerMonth),
      price:
        price.kind === 'rent'
          ? { ...price, pricePerGpuHour: change(price.pricePerGpuHour) }
          : {
              ...price,
              purchasePricePerGpu: change(price.purchasePricePerGpu),
              pricePerKwh: change(price.pricePerKwh),
            },
    },
  };
}
