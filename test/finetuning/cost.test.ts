import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CostInputs,
  compareCosts,
  convertCosts,
  countShotTokens,
  exampleCostInputs,
  exampleRates,
  getExampleCosts,
} from '../../src/finetuning/index.ts';
import { getErrors, getResult, getWarnings } from './support.ts';

/** Round numbers: 1 a request publicly, 100 at the start, 500 a month and replica of 1,000 requests privately. */
const round: CostInputs = {
  currency: 'CNY',
  publicApi: { inputPricePerMillion: 1000, outputPricePerMillion: 0 },
  traffic: {
    requestsPerMonth: 1000,
    inputTokensPerRequest: 1000,
    outputTokensPerRequest: 0,
    shotTokensPerRequest: 0,
    growthPercentPerMonth: 0,
  },
  training: { kind: 'sum', amount: 60 },
  dataWork: 40,
  serving: {
    price: { kind: 'rent', pricePerGpuHour: 5 },
    gpusPerReplica: 1,
    tokensPerSecondPerReplica: 1_000_000 / 360_000,
    loadPercent: 100,
    hoursPerMonth: 100,
    minimumReplicas: 1,
    fixedPerMonth: 0,
  },
  horizonMonths: 12,
};

const compare = (inputs: CostInputs) => getResult(compareCosts(inputs));

describe('cumulative costs', () => {
  it('start at A and break even at B', () => {
    const result = compare(round);
    expect(result.startUp).toBe(100);
    expect(result.points[0]).toMatchObject({ month: 0, publicCumulative: 0, privateCumulative: 100 });
    expect(result.points[2]).toMatchObject({ publicCumulative: 2000, privateCumulative: 1100, replicas: 1 });
    expect(result.breakEven).toEqual({ month: 0.2, tokens: 200_000, amount: 200 });
  });
  it('break even at the start if there is no start-up cost', () => {
    expect(compare({ ...round, training: { kind: 'sum', amount: 0 }, dataWork: 0 }).breakEven?.month).toBe(0);
  });
  it('grow in steps of replicas', () => {
    const more = compare({ ...round, traffic: { ...round.traffic, requestsPerMonth: 1001 } });
    expect(more.points[1]).toMatchObject({ replicas: 2, privateCumulative: 1100 });
  });
  it('follow growth', () => {
    const growing = compare({ ...round, traffic: { ...round.traffic, growthPercentPerMonth: 100 } });
    expect(growing.points.slice(1, 4).map(({ requests, replicas }) => [requests, replicas])).toEqual([
      [1000, 1],
      [2000, 2],
      [4000, 4],
    ]);
  });
  it('never break even if a month costs more than it saves', () => {
    const outcome = compareCosts({ ...round, publicApi: { inputPricePerMillion: 400, outputPricePerMillion: 0 } });
    const result = getResult(outcome);
    expect([result.breakEven, result.breakEvenVolume]).toEqual([undefined, undefined]);
    expect(getWarnings(outcome.findings)).toEqual(['never-pays']);
  });
  it('break even from some volume', () => {
    const { breakEvenVolume } = compare(round);
    // Over twelve months, 100 and 12 × 500 have to come from requests at 1 each.
    expect(breakEvenVolume?.requestsPerMonth).toBeCloseTo(6100 / 12, 0);
    expect(breakEvenVolume?.tokensPerMonth).toBeCloseTo((1000 * 6100) / 12, -3);
  });
});

describe('shots that are trained in', () => {
  const withShots = { ...round, traffic: { ...round.traffic, shotTokensPerRequest: 500 } };
  it('are saved at every request', () => {
    expect(compare(withShots)).toMatchObject({ savedTokensPerMonth: 500_000, savedAmountPerMonth: 500 });
  });
  it('increase the capacity of a replica', () => {
    const busy = { ...withShots, traffic: { ...withShots.traffic, requestsPerMonth: 2000 } };
    expect(compare(busy).points[1]?.replicas).toBe(1);
    expect(compare({ ...busy, traffic: { ...busy.traffic, shotTokensPerRequest: 0 } }).points[1]?.replicas).toBe(2);
  });
  it('are counted from their text, also in Chinese', () => {
    expect(countShotTokens('')).toBe(0);
    expect(countShotTokens('Look up the order, then refund it.')).toBeGreaterThan(6);
    expect(countShotTokens('先查询订单，再为用户退款。')).toBeGreaterThan(6);
  });
});

describe('cost of training and serving', () => {
  const hours: CostInputs['training'] = {
    kind: 'gpu-hours',
    activeParameters: 7e9,
    frozenBase: true,
    trainingTokens: 1e6,
    epochs: 3,
    runs: 4,
    gpuTflops: 100,
    utilisationPercent: 50,
    pricePerGpuHour: 10,
  };
  it('comes from tokens, epochs and FLOPs', () => {
    const result = compare({ ...round, training: hours, dataWork: 0 });
    const seconds = (4 * 7e9 * 3e6) / 50e12;
    expect(result.startUp).toBeCloseTo(((4 * seconds) / 3600) * 10, 9);
    expect(result.steps.map(({ id }) => id)).toContain('training-gpu-hours');
  });
  it('is 1.5 times as high for a full fine-tune', () => {
    const frozen = compare({ ...round, training: hours, dataWork: 0 }).startUp;
    expect(compare({ ...round, training: { ...hours, frozenBase: false }, dataWork: 0 }).startUp).toBeCloseTo(
      1.5 * frozen,
      9,
    );
  });
  it('includes depreciation and electricity of an own machine', () => {
    const price = {
      kind: 'own',
      purchasePricePerGpu: 4800,
      lifetimeMonths: 48,
      watts: 500,
      pue: 2,
      pricePerKwh: 1,
    } as const;
    const month = compare({ ...round, serving: { ...round.serving, price } }).steps.find(
      ({ id }) => id === 'replica-month',
    );
    expect(month?.value).toBeCloseTo(4800 / 48 + 100 * 0.5 * 2, 9);
  });
});

describe('sensitivity', () => {
  it('shows the change of the break-even month', () => {
    const of = (field: string) => compare(round).sensitivity.find((each) => each.field === field);
    const price = of('publicApi.inputPricePerMillion');
    expect((price?.lower ?? 0) > 0.2 && (price?.higher ?? 1) < 0.2).toBe(true);
    expect(of('dataWork')?.lower).toBeCloseTo(0.184, 3);
  });
  it('omits inputs that the chosen kinds do not have', () => {
    const fields = compare(round).sensitivity.map(({ field }) => field);
    expect(fields).toContain('training.amount');
    expect(fields).not.toContain('serving.price.purchasePricePerGpu');
  });
});

describe('invalid inputs', () => {
  const change = (field: string, value: unknown): CostInputs => {
    const copy = structuredClone(round);
    const names = field.split('.');
    const last = names.pop() ?? '';
    const target = names.reduce<object>((inner, name) => Reflect.get(inner, name), copy);
    Reflect.set(target, last, value);
    return copy;
  };
  it.each([
    ['publicApi.inputPricePerMillion', -1],
    ['publicApi.outputPricePerMillion', Number.NaN],
    ['publicApi.outputPricePerMillion', 'four'],
    ['publicApi.outputPricePerMillion', undefined],
    ['traffic.requestsPerMonth', -1],
    ['traffic.growthPercentPerMonth', -100],
    ['traffic.shotTokensPerRequest', 1001],
    ['training.amount', Number.POSITIVE_INFINITY],
    ['dataWork', -0.01],
    ['serving.price.pricePerGpuHour', -5],
    ['serving.gpusPerReplica', 0],
    ['serving.gpusPerReplica', 1.5],
    ['serving.tokensPerSecondPerReplica', 0],
    ['serving.loadPercent', 101],
    ['serving.hoursPerMonth', 0],
    ['serving.minimumReplicas', -1],
    ['horizonMonths', 0],
    ['horizonMonths', 601],
  ])('%s of %s is reported at its field', (field, value) => {
    const outcome = compareCosts(change(field, value));
    expect(outcome.findings.map((finding) => [finding.code, finding.field])).toEqual([['invalid-number', field]]);
  });
  it('a currency without a name', () => {
    expect(getErrors(compareCosts({ ...round, currency: ' ' }))).toEqual(['unknown-currency']);
  });
});

describe('currencies', () => {
  it('have rounded examples', () => {
    expect(getExampleCosts('USD')).toMatchObject({
      currency: 'USD',
      publicApi: { inputPricePerMillion: 0.56, outputPricePerMillion: 2.2 },
      dataWork: 4200,
    });
    expect(getExampleCosts('CNY')).toEqual(exampleCostInputs);
  });
  it('change only amounts', () => {
    const dollars = getResult(convertCosts(exampleCostInputs, 'USD'));
    expect(dollars.publicApi.inputPricePerMillion).toBeCloseTo(4 / 7.2, 9);
    expect(dollars.traffic).toEqual(exampleCostInputs.traffic);
    expect(compare(dollars).breakEven?.month).toBeCloseTo(compare(exampleCostInputs).breakEven?.month ?? 0, 9);
  });
  it.each(Object.keys(exampleRates))('%s is the same after converting back', (currency) => {
    const there = getResult(convertCosts(exampleCostInputs, currency));
    const back = getResult(convertCosts(there, 'CNY'));
    expect(back.dataWork).toBeCloseTo(exampleCostInputs.dataWork, 6);
  });
  it.each([
    ['XXX', {}],
    ['USD', { CNY: 1, USD: 0 }],
    ['toString', exampleRates],
  ])('%s has no rate', (currency, rates) => {
    expect(getErrors(convertCosts(round, currency, rates))).toEqual(['unknown-currency']);
  });
});

describe('every comparison', () => {
  const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
  it('breaks even where both costs are equal', () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 1_000_000 }), (price, start, requestsPerMonth) => {
        const inputs = {
          ...round,
          publicApi: { inputPricePerMillion: price, outputPricePerMillion: 0 },
          dataWork: start,
          traffic: { ...round.traffic, requestsPerMonth },
        };
        const { breakEven, points } = compare(inputs);
        if (breakEven === undefined) {
          expect(points.slice(1).every((point) => point.publicCumulative <= point.privateCumulative)).toBe(true);
          return;
        }
        const before = points[Math.floor(breakEven.month)];
        const after = points[Math.ceil(breakEven.month)];
        const share = breakEven.month - Math.floor(breakEven.month);
        const rent =
          (before?.privateCumulative ?? 0) +
          share * ((after?.privateCumulative ?? 0) - (before?.privateCumulative ?? 0));
        expect(Math.abs(rent - breakEven.amount)).toBeLessThanOrEqual(1e-6 * Math.max(1, rent));
      }),
    );
  });
});
