import type { CostInputs } from './model.ts';

/**
 * Example inputs in CNY: round figures of the order that was common in 2025. They are not a price list; the user
 * replaces them.
 */
export const exampleCostInputs: CostInputs = {
  currency: 'CNY',
  publicApi: { inputPricePerMillion: 4, outputPricePerMillion: 16 },
  traffic: {
    requestsPerMonth: 1_000_000,
    inputTokensPerRequest: 3_000,
    outputTokensPerRequest: 300,
    shotTokensPerRequest: 2_000,
    growthPercentPerMonth: 0,
  },
  training: {
    kind: 'gpu-hours',
    activeParameters: 8_000_000_000,
    frozenBase: true,
    trainingTokens: 5_000_000,
    epochs: 3,
    runs: 4,
    gpuTflops: 312,
    utilisationPercent: 35,
    pricePerGpuHour: 12,
  },
  dataWork: 30_000,
  serving: {
    price: { kind: 'rent', pricePerGpuHour: 12 },
    gpusPerReplica: 1,
    tokensPerSecondPerReplica: 2_500,
    loadPercent: 40,
    hoursPerMonth: 730,
    minimumReplicas: 1,
    fixedPerMonth: 2_000,
  },
  horizonMonths: 24,
};

/** The value of one unit of a currency in CNY: rounded examples of 2025, to be replaced by the current rate. */
export const exampleRates: Readonly<Record<string, number>> = {
  CNY: 1,
  USD: 7.2,
  EUR: 8.2,
  GBP: 9.6,
  HKD: 0.92,
  JPY: 0.048,
  SGD: 5.5,
  TWD: 0.23,
};
