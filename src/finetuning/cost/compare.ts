import { defineMessages } from '../../core/index.ts';
import { type Finding, failure, type Outcome, success } from '../finding.ts';
import { checkCosts, valueAt } from './check.ts';
import type { BreakEvenVolume, CostInputs, CostResult, CostStep, Sensitivity } from './model.ts';
import { crossing, monthlyPoints, type UnitCosts, unitCosts } from './months.ts';

const say = defineMessages({
  never: {
    en: 'The private model stays more expensive than the public API for {months} months.',
    'zh-CN': '在 {months} 个月内，私有部署的累计费用始终高于公共 API。',
  },
  fromVolume: {
    en: 'With these prices it breaks even from about {requests} requests per month.',
    'zh-CN': '按当前价格，每月约 {requests} 次请求以上才划算。',
  },
  atNoVolume: {
    en: 'With these prices it never breaks even: a fully used replica costs more than the same tokens at the public price.',
    'zh-CN': '按当前价格，无论多大的量都不划算：满负荷副本的费用高于公共 API 处理同样 token 的费用。',
  },
});

/** How far inputs are changed for the sensitivity, in percent. */
const SENSITIVITY_PERCENT = 20;

/** Inputs of the sensitivity table, if the chosen kinds have them. */
const sensitiveFields = [
  'publicApi.inputPricePerMillion',
  'publicApi.outputPricePerMillion',
  'traffic.requestsPerMonth',
  'traffic.inputTokensPerRequest',
  'traffic.outputTokensPerRequest',
  'traffic.shotTokensPerRequest',
  'serving.tokensPerSecondPerReplica',
  'serving.price.pricePerGpuHour',
  'serving.price.purchasePricePerGpu',
  'serving.price.pricePerKwh',
  'serving.fixedPerMonth',
  'dataWork',
  'training.amount',
  'training.pricePerGpuHour',
] as const;

/** Compares both cumulative costs: A, B, sensitivity. A negative or missing number is an error at its field. */
export function compareCosts(inputs: CostInputs): Outcome<CostResult> {
  const wrong = checkCosts(inputs);
  if (wrong.length > 0) return failure(...wrong);
  const costs = unitCosts(inputs);
  const points = monthlyPoints(inputs, costs);
  const breakEven = crossing(points);
  const volume = breakEvenVolume(inputs);
  const { traffic, publicApi } = inputs;
  const first = points[1];
  const firstPrivate = (first?.privateCumulative ?? 0) - costs.startUp;
  const saved = traffic.shotTokensPerRequest * traffic.requestsPerMonth;
  const findings = breakEven === undefined ? [neverPays(inputs, volume)] : [];
  const result: CostResult = {
    currency: inputs.currency,
    startUp: costs.startUp,
    points,
    breakEven,
    breakEvenVolume: volume,
    publicPerRequest: costs.publicPerRequest,
    privatePerRequest: traffic.requestsPerMonth > 0 ? firstPrivate / traffic.requestsPerMonth : 0,
    savedTokensPerMonth: saved,
    savedAmountPerMonth: (saved * publicApi.inputPricePerMillion) / 1e6,
    steps: getSteps(inputs, costs),
    sensitivity: getSensitivity(inputs),
    findings,
  };
  return success(result, findings);
}

function neverPays(inputs: CostInputs, volume: BreakEvenVolume | undefined): Finding {
  const message = say('never', { months: inputs.horizonMonths });
  const requests = Math.ceil(volume?.requestsPerMonth ?? 0).toLocaleString('en-US');
  const advice = volume === undefined ? say('atNoVolume') : say('fromVolume', { requests });
  return { code: 'never-pays', severity: 'warning', field: '', message, advice };
}

/**
 * The smallest monthly volume that breaks even within the horizon. Capacity grows in steps, so slightly larger volumes
 * may miss it again just above a step.
 */
function breakEvenVolume(inputs: CostInputs): BreakEvenVolume | undefined {
  const pays = (requestsPerMonth: number): boolean => {
    const moved = { ...inputs, traffic: { ...inputs.traffic, requestsPerMonth } };
    return crossing(monthlyPoints(moved, unitCosts(moved))) !== undefined;
  };
  let high = 1;
  while (!pays(high)) {
    high *= 2;
    if (high > 1e15) return undefined;
  }
  let low = high === 1 ? 0 : high / 2;
  while (high - low > Math.max(0.5, high * 1e-6)) {
    const middle = (low + high) / 2;
    if (pays(middle)) high = middle;
    else low = middle;
  }
  const tokens = inputs.traffic.inputTokensPerRequest + inputs.traffic.outputTokensPerRequest;
  return { requestsPerMonth: high, tokensPerMonth: high * tokens };
}

function getSensitivity(inputs: CostInputs): readonly Sensitivity[] {
  return sensitiveFields.flatMap((field) => {
    const value = valueAt(inputs, field);
    if (typeof value !== 'number' || value === 0) return [];
    const monthWith = (factor: number): number | undefined => {
      const moved = withValue(inputs, field.split('.'), value * factor);
      if (checkCosts(moved).length > 0) return undefined;
      return crossing(monthlyPoints(moved, unitCosts(moved)))?.month;
    };
    const lower = monthWith(1 - SENSITIVITY_PERCENT / 100);
    const higher = monthWith(1 + SENSITIVITY_PERCENT / 100);
    return [{ field, percent: SENSITIVITY_PERCENT, lower, higher }];
  });
}

/** The same inputs with another number at a dotted field. */
function withValue<Target extends object>(
  target: Target,
  [name = '', ...rest]: readonly string[],
  value: number,
): Target {
  const inner: unknown = Reflect.get(target, name);
  const next = rest.length > 0 && typeof inner === 'object' && inner !== null ? withValue(inner, rest, value) : value;
  return { ...target, [name]: next };
}

function getSteps(inputs: CostInputs, costs: UnitCosts): readonly CostStep[] {
  const { publicApi, traffic, training, serving } = inputs;
  const steps: CostStep[] = [
    {
      id: 'public-request',
      formula: `(${traffic.inputTokensPerRequest} × ${publicApi.inputPricePerMillion} + ${traffic.outputTokensPerRequest} × ${publicApi.outputPricePerMillion}) ÷ 1,000,000`,
      value: costs.publicPerRequest,
    },
    {
      id: 'private-tokens',
      formula: `${traffic.inputTokensPerRequest} − ${traffic.shotTokensPerRequest} + ${traffic.outputTokensPerRequest}`,
      value: costs.privateTokens,
    },
    {
      id: 'tokens-saved',
      formula: `${traffic.shotTokensPerRequest} × ${traffic.requestsPerMonth}`,
      value: traffic.shotTokensPerRequest * traffic.requestsPerMonth,
    },
  ];
  if (training.kind === 'gpu-hours') {
    const factor = training.frozenBase ? 4 : 6;
    steps.push(
      {
        id: 'training-flops',
        formula: `${factor} × ${training.activeParameters} × ${training.trainingTokens} × ${training.epochs}`,
        value: costs.trainingFlops,
      },
      {
        id: 'training-gpu-hours',
        formula: `${training.runs} × ${costs.trainingFlops.toExponential(3)} ÷ (${training.gpuTflops} × 10¹² × ${training.utilisationPercent} %) ÷ 3600`,
        value: costs.trainingHours,
      },
    );
  }
  const trainingCost =
    training.kind === 'sum' ? `${training.amount}` : `${costs.trainingHours.toFixed(2)} × ${training.pricePerGpuHour}`;
  steps.push(
    { id: 'start-up', formula: `${trainingCost} + ${inputs.dataWork}`, value: costs.startUp },
    {
      id: 'replica-capacity',
      formula: `${serving.tokensPerSecondPerReplica} × 3600 × ${serving.hoursPerMonth} × ${serving.loadPercent} %`,
      value: costs.replicaCapacity,
    },
    {
      id: 'replica-month',
      formula: `${serving.gpusPerReplica} × ${serving.hoursPerMonth} × ${Number(costs.gpuHour.toFixed(4))}`,
      value: costs.replicaMonth,
    },
  );
  return steps;
}
