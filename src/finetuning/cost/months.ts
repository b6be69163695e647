import type { BreakEven, CostInputs, CostPoint } from './model.ts';

/** Costs per request and per replica, and the capacity of a replica. */
export interface UnitCosts {
  /** The cost before the first request. */
  readonly startUp: number;
  /** FLOPs of one training run; 0 for a given amount. */
  readonly trainingFlops: number;
  /** GPU-hours of all training runs; 0 for a given amount. */
  readonly trainingHours: number;
  readonly publicPerRequest: number;
  /** Tokens per request for the private model. */
  readonly privateTokens: number;
  readonly gpuHour: number;
  /** Tokens that one replica can process per month. */
  readonly replicaCapacity: number;
  readonly replicaMonth: number;
}

/** FLOPs per parameter and token: 2 forward, 2 for the gradients of activations, 2 for those of trained weights. */
const FLOPS_PER_PARAMETER = { frozen: 4, whole: 6 } as const;

/** Derives unit costs from checked inputs. */
export function unitCosts(inputs: CostInputs): UnitCosts {
  const { publicApi, traffic, training, serving } = inputs;
  const gpuHour = pricePerGpuHour(inputs);
  const flops =
    training.kind === 'sum'
      ? 0
      : (training.frozenBase ? FLOPS_PER_PARAMETER.frozen : FLOPS_PER_PARAMETER.whole) *
        training.activeParameters *
        training.trainingTokens *
        training.epochs;
  const speed = training.kind === 'sum' ? 1 : training.gpuTflops * 1e12 * (training.utilisationPercent / 100);
  const runs = training.kind === 'sum' ? 0 : training.runs;
  const trainingHours = (flops / speed / 3600) * runs;
  const trainingCost = training.kind === 'sum' ? training.amount : trainingHours * training.pricePerGpuHour;
  const busySeconds = serving.hoursPerMonth * 3600 * (serving.loadPercent / 100);
  return {
    startUp: trainingCost + inputs.dataWork,
    trainingFlops: flops,
    trainingHours,
    publicPerRequest:
      (traffic.inputTokensPerRequest * publicApi.inputPricePerMillion +
        traffic.outputTokensPerRequest * publicApi.outputPricePerMillion) /
      1e6,
    privateTokens: traffic.inputTokensPerRequest - traffic.shotTokensPerRequest + traffic.outputTokensPerRequest,
    gpuHour,
    replicaCapacity: serving.tokensPerSecondPerReplica * busySeconds,
    replicaMonth: serving.gpusPerReplica * serving.hoursPerMonth * gpuHour,
  };
}

function pricePerGpuHour({ serving }: CostInputs): number {
  const { price } = serving;
  if (price.kind === 'rent') return price.pricePerGpuHour;
  const wear = price.purchasePricePerGpu / (price.lifetimeMonths * serving.hoursPerMonth);
  return wear + (price.watts / 1000) * price.pue * price.pricePerKwh;
}

/** Both cumulative costs, month by month. */
export function monthlyPoints(inputs: CostInputs, costs: UnitCosts): readonly CostPoint[] {
  const { traffic, serving } = inputs;
  const growth = 1 + traffic.growthPercentPerMonth / 100;
  const publicTokens = traffic.inputTokensPerRequest + traffic.outputTokensPerRequest;
  let point: CostPoint = {
    month: 0,
    requests: 0,
    cumulativeTokens: 0,
    publicCumulative: 0,
    privateCumulative: costs.startUp,
    replicas: 0,
  };
  const points = [point];
  for (let month = 1; month <= inputs.horizonMonths; month += 1) {
    const requests = traffic.requestsPerMonth * growth ** (month - 1);
    const needed = Math.ceil((requests * costs.privateTokens) / costs.replicaCapacity);
    const replicas = Math.max(serving.minimumReplicas, needed);
    point = {
      month,
      requests,
      cumulativeTokens: point.cumulativeTokens + requests * publicTokens,
      publicCumulative: point.publicCumulative + requests * costs.publicPerRequest,
      privateCumulative: point.privateCumulative + replicas * costs.replicaMonth + serving.fixedPerMonth,
      replicas,
    };
    points.push(point);
  }
  return points;
}

/** The point where the public cost first exceeds the private one (B), interpolated between two months. */
export function crossing(points: readonly CostPoint[]): BreakEven | undefined {
  for (let at = 1; at < points.length; at += 1) {
    const [before, after] = [points[at - 1], points[at]];
    if (before === undefined || after === undefined) break;
    const gapBefore = before.privateCumulative - before.publicCumulative;
    const gapAfter = after.privateCumulative - after.publicCumulative;
    if (gapAfter > 0 || (gapAfter === 0 && gapBefore === 0)) continue;
    const share = gapBefore <= 0 ? 0 : gapBefore / (gapBefore - gapAfter);
    return {
      month: before.month + share,
      tokens: before.cumulativeTokens + share * (after.cumulativeTokens - before.cumulativeTokens),
      amount: before.publicCumulative + share * (after.publicCumulative - before.publicCumulative),
    };
  }
  return undefined;
}
