import { createSimilarityIndex, hash32, type SimilarityIndex, toSignature } from '../../core/index.ts';
import type { ChatModel, StopSignal, TokenUsage } from '../model.ts';
import { type Cost, getCost, getPrice } from '../prices.ts';
import type { Masker } from '../privacy/masker.ts';
import type { PromptSource } from '../prompt/prompt.ts';
import type { Templates } from '../prompt/templateSet.ts';
import { parseMarkdownShots } from '../reply/markdownShots.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import type { Reviewer } from '../reviewer/review.ts';
import { addTokens, NO_TOKENS } from '../tokens.ts';
import type { GenerationEvent, RunSummary } from './events.ts';
import type { RequestPlan } from './requestPlan.ts';
import type { RunOptions, RunServices } from './services.ts';
import { getShotText } from './shotText.ts';

/** Everything the parts of one run share. */
export interface Run {
  readonly requestPlan: RequestPlan;
  readonly options: Required<Pick<RunOptions, 'seed' | 'maxRepairs' | 'concurrency' | 'shotsPerRequest'>> & RunOptions;
  readonly services: RunServices;
  readonly signal: StopSignal;
  readonly similar: SimilarityIndex;
  /** The texts of the latest shots, which the next one is checked beside. */
  readonly latest: string[];
  readonly totals: Totals;
  /** Undefined if nothing is masked. */
  readonly masker: Masker | undefined;
  /** Lines of the prompt templates that no shot should repeat. */
  readonly instructions: readonly string[];
  createId(content: ShotContent): string;
}

/** A run that talks to a model. */
export interface ModelRun extends Run {
  readonly chat: ChatModel;
  readonly source: PromptSource;
  readonly reviewer: Reviewer | undefined;
}

/** What adds up over a run. */
export interface Totals {
  shots: number;
  withFindings: number;
  dropped: number;
  requests: number;
  usage: TokenUsage;
  estimated: boolean;
  /** Rules of dropped shots that were reported. */
  readonly reported: Set<string>;
  /** True after a failure that stops further requests. */
  halted: boolean;
  /** Part of `usage`: what the reviewer read and wrote. */
  reviewUsage: TokenUsage;
  /** The code of a failure of the reviewer, after which no shot is reviewed. */
  reviewFailure: string | undefined;
}

/** Creates the state of a run. */
export function createRun(
  requestPlan: RequestPlan,
  options: RunOptions,
  services: RunServices,
  signal: StopSignal,
): Run {
  const similar = createKnownShotsIndex(options, services, 0.8);
  const taken = new Set(options.takenIds);
  const seed = options.seed ?? 1;
  return {
    requestPlan,
    options: { maxRepairs: 2, concurrency: 2, shotsPerRequest: 3, ...options, seed },
    services,
    signal,
    similar,
    latest: [],
    masker: undefined,
    instructions: getInstructions(services.templates(requestPlan.language)),
    totals: {
      shots: 0,
      withFindings: 0,
      dropped: 0,
      requests: 0,
      usage: NO_TOKENS,
      estimated: false,
      reported: new Set(),
      halted: false,
      reviewUsage: NO_TOKENS,
      reviewFailure: undefined,
    },
    createId: (content) => {
      const text = JSON.stringify(content);
      for (let salt = 0; ; salt++) {
        const id = `s-${hash32(`${seed} ${salt} ${text}`).toString(36).padStart(7, '0')}`;
        if (taken.has(id)) continue;
        taken.add(id);
        return id;
      }
    },
  };
}

const MIN_INSTRUCTION_LENGTH = 24;

/** Whole lines of the templates that have no placeholder and are long enough to be recognised. */
function getInstructions(templates: Templates): readonly string[] {
  const lines = Object.values(templates).flatMap((template) => template.split('\n'));
  const texts = lines.map((line) => line.replace(/^[-#\s]+/, '').trim());
  return [...new Set(texts)].filter((text) => text.length >= MIN_INSTRUCTION_LENGTH && !text.includes('{{'));
}

/** An index of the shots there are already. From `threshold` on, a share between 0 and 1, a shot repeats another one. */
export function createKnownShotsIndex(options: RunOptions, services: RunServices, threshold: number): SimilarityIndex {
  const similar = createSimilarityIndex(threshold);
  for (const text of options.existing ?? []) {
    for (const content of parseMarkdownShots(text, services.knownTools)) {
      similar.add(content.request, toSignature(getShotText(content)));
    }
  }
  return similar;
}

/** Adds the token usage of a request to the model or its reviewer, and reports the new totals. */
export function countTokens(
  run: ModelRun,
  usage: TokenUsage,
  estimated: boolean,
  writer: 'model' | 'reviewer' = 'model',
): GenerationEvent {
  const { chat, totals } = run;
  totals.usage = addTokens(totals.usage, usage);
  if (writer === 'reviewer') totals.reviewUsage = addTokens(totals.reviewUsage, usage);
  totals.estimated ||= estimated;
  const cost = getTotalCost(run, chat.name);
  return { kind: 'tokens', usage: totals.usage, cost, estimated: totals.estimated };
}

/** What model and reviewer cost together; undefined if a price is not known, or in another currency. */
function getTotalCost({ services, totals }: Run, model: string): Cost | undefined {
  const { inputTokens, outputTokens } = totals.reviewUsage;
  const own = {
    inputTokens: totals.usage.inputTokens - inputTokens,
    outputTokens: totals.usage.outputTokens - outputTokens,
  };
  const prices = services.prices ?? {};
  const cost = getCost(getPrice(prices, model), own);
  if (inputTokens + outputTokens === 0) return cost;
  const review = getCost(getPrice(prices, services.reviewer?.chat.name ?? ''), totals.reviewUsage);
  if (cost === undefined || review?.currency !== cost.currency) return undefined;
  return { amount: cost.amount + review.amount, currency: cost.currency };
}

/** The figures at the end of a run. */
export function toSummary(run: Run, outcome: RunSummary['outcome'], model: string | undefined): RunSummary {
  const cost = model === undefined ? undefined : getTotalCost(run, model);
  const { shots, withFindings, dropped, requests, usage, estimated } = run.totals;
  return { shots, withFindings, dropped, requests, usage, cost, estimated, outcome };
}
