import type { Finding } from '../finding.ts';

/** Prices of a public API. */
export interface PublicApi {
  /** Price of a million input tokens, in the model's currency. */
  readonly inputPricePerMillion: number;
  /** Price of a million output tokens. */
  readonly outputPricePerMillion: number;
}

/** What is asked of the model. */
export interface Traffic {
  readonly requestsPerMonth: number;
  /** Input tokens of one request, the few-shot prompt included. */
  readonly inputTokensPerRequest: number;
  readonly outputTokensPerRequest: number;
  /** Input tokens of a request that the private model no longer needs: its shots have moved into weights. */
  readonly shotTokensPerRequest: number;
  /** Growth of requests from one month to the next, in percent. */
  readonly growthPercentPerMonth: number;
}

/** The training run: a given sum, or GPU-hours from tokens, epochs and FLOPs. */
export type TrainingCost =
  | { readonly kind: 'sum'; readonly amount: number }
  | {
      readonly kind: 'gpu-hours';
      /** Parameters a token passes through (of a mixture of experts the active ones). */
      readonly activeParameters: number;
      /** True when only an adapter is trained: no gradients of the frozen weights (4 instead of 6 FLOPs). */
      readonly frozenBase: boolean;
      readonly trainingTokens: number;
      readonly epochs: number;
      /** Runs in all, the rank sweep included. */
      readonly runs: number;
      readonly gpuTflops: number;
      /** Share of the peak throughput that is reached, in percent. */
      readonly utilisationPercent: number;
      readonly pricePerGpuHour: number;
    };

/** What a GPU-hour of serving costs: a rent, or the electricity of an own machine and its price spread over time. */
export type ServingPrice =
  | { readonly kind: 'rent'; readonly pricePerGpuHour: number }
  | {
      readonly kind: 'own';
      readonly purchasePricePerGpu: number;
      readonly lifetimeMonths: number;
      readonly watts: number;
      /** Power usage effectiveness of the room, 1 or more. */
      readonly pue: number;
      readonly pricePerKwh: number;
    };

/** The private model once it runs. */
export interface PrivateServing {
  readonly price: ServingPrice;
  readonly gpusPerReplica: number;
  /** Tokens, input and output together, that one replica handles a second. */
  readonly tokensPerSecondPerReplica: number;
  /** Share of the time in which a replica is busy at most, in percent. */
  readonly loadPercent: number;
  readonly hoursPerMonth: number;
  /** Replicas that run even without a request. */
  readonly minimumReplicas: number;
  /** People and everything else that comes every month. */
  readonly fixedPerMonth: number;
}

/** Every input of the comparison; all are visible and can be changed. Sums are in `currency`. */
export interface CostInputs {
  readonly currency: string;
  readonly publicApi: PublicApi;
  readonly traffic: Traffic;
  readonly training: TrainingCost;
  /** Collecting, writing and checking of data, once. */
  readonly dataWork: number;
  readonly serving: PrivateServing;
  /** How far to look ahead. */
  readonly horizonMonths: number;
}

/** Both lines at the end of one month. Month 0 is the start: nothing public, the start-up cost private. */
export interface CostPoint {
  readonly month: number;
  readonly requests: number;
  /** Tokens handled by the public API up to here (input and output). */
  readonly cumulativeTokens: number;
  readonly publicCumulative: number;
  readonly privateCumulative: number;
  readonly replicas: number;
}

/** The crossing of the two lines (B). */
export interface BreakEven {
  /** Months from the start, with a fraction. */
  readonly month: number;
  /** Tokens the public API would have handled until then. */
  readonly tokens: number;
  /** What has been spent by then on either line. */
  readonly amount: number;
}

/** From which monthly volume on the private model pays within the horizon. */
export interface BreakEvenVolume {
  readonly requestsPerMonth: number;
  readonly tokensPerMonth: number;
}

/** One input moved up and down by a share, and where the crossing goes. Undefined: no crossing in the horizon. */
export interface Sensitivity {
  readonly field: string;
  readonly percent: number;
  readonly lower: number | undefined;
  readonly higher: number | undefined;
}

/** One step from the inputs to a result, to be shown as it is. */
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
  readonly value: number;
}

/** The comparison. */
export interface CostResult {
  readonly currency: string;
  /** A: what is spent before the first request. */
  readonly startUp: number;
  readonly points: readonly CostPoint[];
  /** B; undefined if the lines do not cross within the horizon. */
  readonly breakEven: BreakEven | undefined;
  readonly breakEvenVolume: BreakEvenVolume | undefined;
  /** Cost of one request in the first month. */
  readonly publicPerRequest: number;
  readonly privatePerRequest: number;
  /** Input tokens saved each month by shots that moved into weights, and what they cost at the public price. */
  readonly savedTokensPerMonth: number;
  readonly savedAmountPerMonth: number;
  readonly steps: readonly CostStep[];
  readonly sensitivity: readonly Sensitivity[];
  readonly findings: readonly Finding[];
}
