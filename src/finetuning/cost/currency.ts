import { defineMessages } from '../../core/index.ts';
import { failure, type Outcome, success } from '../finding.ts';
import { exampleRates } from './examples.ts';
import type { CostInputs } from './model.ts';

const say = defineMessages({
  unknown: {
    en: 'There is no rate for “{currency}”; known are {known}.',
    'zh-CN': '没有“{currency}”的汇率；已有：{known}。',
  },
  rate: {
    en: 'The rate of “{currency}” must be more than 0, not {rate}.',
    'zh-CN': '“{currency}”的汇率必须大于 0，不能是 {rate}。',
  },
});

/**
 * The same inputs with all sums in another currency. `rates` says what one unit of a currency is worth, in whichever
 * common currency.
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
  return success({ ...scaled(inputs, factor), currency });
}

function scaled(inputs: CostInputs, factor: number): CostInputs {
  const { publicApi, training, serving } = inputs;
  const { price } = serving;
  return {
    ...inputs,
    publicApi: {
      inputPricePerMillion: publicApi.inputPricePerMillion * factor,
      outputPricePerMillion: publicApi.outputPricePerMillion * factor,
    },
    training:
      training.kind === 'sum'
        ? { ...training, amount: training.amount * factor }
        : { ...training, pricePerGpuHour: training.pricePerGpuHour * factor },
    dataWork: inputs.dataWork * factor,
    serving: {
      ...serving,
      fixedPerMonth: serving.fixedPerMonth * factor,
      price:
        price.kind === 'rent'
          ? { ...price, pricePerGpuHour: price.pricePerGpuHour * factor }
          : {
              ...price,
              purchasePricePerGpu: price.purchasePricePerGpu * factor,
              pricePerKwh: price.pricePerKwh * factor,
            },
    },
  };
}
