import type { Finding } from '../finding.ts';

/** Prices of a public API. */
export interface PublicApi {
  /** Price of a million input tokens, in the model's currency. */
  readonly inputPricePerMillion: number;
  /** Price of a million output tokens. */
  readonly outputPricePerMillion: number;
}

/** The traffic. */
export interface Traffic {
  readonly requestsPerMonth: number;
  /** Input tokens of one request, including the few-shot prompt. */
  readonly inputTokensPerRequest: number;
  readonly outputTokensPerRequest: number;
  /** Input tokens of a request that the private model no longer needs, because it was trained on the shots. */
  readonly shotTokensPerRequest: number;
  /** Growth of requests from one month to the next, in percent. */
  readonly growthPercentPerMonth: number;
}

/** The training run: a given sum, or GPU-hours from tokens, epochs and FLOPs. */
export type TrainingCost =
  | { readonly kind: 'sum'; readonly amount: number }
  | {
      readonly kind: 'gpu-hours';
      /** Parameters used per token (of a mixture of experts the active ones). */
      readonly activeParameters: number;
      /** True when only an adapter is trained: no gradients of the frozen weights (4 instead of 6 FLOPs). */
      readonly frozenBase: boolean;
      readonly trainingTokens: number;
      readonly epochs: number;
      /** All runs, including the rank sweep. */
      readonly runs: number;
      readonly gpuTflops: number;
      /** Share of the peak throughput that is reached, in percent. */
      readonly utilisationPercent: number;
      readonly pricePerGpuHour: number;
    };

/** Price of a GPU-hour of serving: rent, or electricity plus depreciation of an own machine. */
export type ServingPrice =
  | { readonly kind: 'rent'; readonly pricePerGpuHour: number }
  | {
      readonly kind: 'own';
      readonly purchasePricePerGpu: number;
      readonly lifetimeMonths: number;
      readonly watts: number;
      /** Power usage effectiveness of the data centre, 1 or more. */
      readonly pue: number;
      readonly pricePerKwh: number;
    };

/** Operation of the private model. */
export interface PrivateServing {
  readonly price: ServingPrice;
  readonly gpusPerReplica: number;
  /** Tokens (input and output) that one replica processes per second. */
  readonly tokensPerSecondPerReplica: number;
  /** Maximum share of the time in which a replica is busy, in percent. */
  readonly loadPercent: number;
  readonly hoursPerMonth: number;
  /** Replicas that run even without a request. */
  readonly minimumReplicas: number;
  /** Staff and other fixed costs per month. */
  readonly fixedPerMonth: number;
}

/** Every input of the comparison. Amounts are in `currency`. */
export interface CostInputs {
  readonly currency: string;
  readonly publicApi: PublicApi;
  readonly traffic: Traffic;
  readonly training: TrainingCost;
  /** One-time cost of collecting, writing and checking data. */
  readonly dataWork: number;
  readonly serving: PrivateServing;
  /** Number of months to compare. */
  readonly horizonMonths: number;
}

/** Both cumulative costs at the end of one month. Month 0 is the start: nothing public, the start-up cost private. */
export interface CostPoint {
  /** Months since the start. */
  readonly month: number;
  /** Requests in this month. */
  readonly requests: number;
  /** Tokens processed by the public API so far (input and output). */
  readonly cumulativeTokens: number;
  /** Cost of the public API so far. */
  readonly publicCumulative: number;
  /** Cost of the private model so far. */
  readonly privateCumulative: number;
  /** Replicas that this month needs. */
  readonly replicas: number;
}

/** The break-even point (B). */
export interface BreakEven {
  /** Months from the start, with a fraction. */
  readonly month: number;
  /** Tokens the public API would have processed until then. */
  readonly tokens: number;
  /** The cumulative cost at this point. */
  readonly amount: number;
}

/** The monthly volume from which the private model breaks even within the horizon. */
export interface BreakEvenVolume {
  readonly requestsPerMonth: number;
  readonly tokensPerMonth: number;
}

/** One input changed up and down, with the new break-even month. Undefined: no break-even within the horizon. */
export interface Sensitivity {
  readonly field: string;
  /** By how much the input is changed. */
  readonly percent: number;
  /** Break-even month with the smaller input. */
  readonly lower: number | undefined;
  /** Break-even month with the larger input. */
  readonly higher: number | undefined;
}

/** One step of the calculation, for display. */
export interface CostStep {
  readonly id:
    | 'public-request'
    | 'private-tokens'
    | 'tokens-saved'
    | 'training-flops'
    | 'training-gpu-hours'
    | 'start-up'
    | 'replica-capacity'
    | 'replica-month';
  readonly formula: string;
  /** In the unit of the step: money, tokens, FLOPs or hours. */
  readonly value: number;
}

/** The comparison. */
export interface CostResult {
  readonly currency: string;
  /** A: the cost before the first request. */
  readonly startUp: number;
  readonly points: readonly CostPoint[];
  /** B; undefined if there is no break-even within the horizon. */
  readonly breakEven: BreakEven | undefined;
  readonly breakEvenVolume: BreakEvenVolume | undefined;
  /** Cost of one request in the first month. */
  readonly publicPerRequest: number;
  /** Cost of one request in the first month, with the private model. */
  readonly privatePerRequest: number;
  /** Input tokens saved per month because the shots are trained in, and their cost at the public price. */
  readonly savedTokensPerMonth: number;
  /** Money. */
  readonly savedAmountPerMonth: number;
  readonly steps: readonly CostStep[];
  readonly sensitivity: readonly Sensitivity[];
  readonly findings: readonly Finding[];
}
