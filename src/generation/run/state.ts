import { hash32 } from '../hash.ts';
import type { ChatModel, StopSignal, TokenUsage } from '../model.ts';
import { costOf, priceOf } from '../prices.ts';
import type { Masker } from '../privacy/masker.ts';
import type { PromptSource } from '../prompt/prompt.ts';
import { shotsInMarkdown } from '../reply/markdownShots.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { createSimilarityIndex, type SimilarityIndex, sketchOf } from '../similarity.ts';
import { addTokens, noTokens } from '../tokens.ts';
import type { Brief } from './brief.ts';
import type { GenerationEvent, RunSummary } from './events.ts';
import type { RunOptions, RunServices } from './services.ts';
import { wordsOf } from './words.ts';

/** Everything the parts of one run share. */
export interface Run {
  readonly brief: Brief;
  readonly options: Required<Pick<RunOptions, 'seed' | 'maxRepairs' | 'concurrency' | 'shotsPerRequest'>> & RunOptions;
  readonly services: RunServices;
  readonly signal: StopSignal;
  readonly similar: SimilarityIndex;
  /** The texts of the latest shots, which the next one is checked beside. */
  readonly latest: string[];
  readonly totals: Totals;
  newId(content: ShotContent): string;
}

/** A run that talks to a model. */
export interface ModelRun extends Run {
  readonly chat: ChatModel;
  readonly masker: Masker | undefined;
  readonly source: PromptSource;
}

/** What adds up over a run. */
export interface Totals {
  shots: number;
  withFindings: number;
  dropped: number;
  requests: number;
  usage: TokenUsage;
  estimated: boolean;
  /** True once it was said that the model writes in another language. */
  foreign: boolean;
  /** True once a failure makes every further request pointless. */
  halted: boolean;
}

/** Starts the books of a run. */
export function createRun(brief: Brief, options: RunOptions, services: RunServices, signal: StopSignal): Run {
  const similar = shotsKnown(options, services, 0.8);
  const taken = new Set(options.takenIds);
  const seed = options.seed ?? 1;
  return {
    brief,
    options: { maxRepairs: 2, concurrency: 2, shotsPerRequest: 3, ...options, seed },
    services,
    signal,
    similar,
    latest: [],
    totals: {
      shots: 0,
      withFindings: 0,
      dropped: 0,
      requests: 0,
      usage: noTokens,
      estimated: false,
      foreign: false,
      halted: false,
    },
    newId: (content) => {
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

/** An index of the shots there are already. From `threshold` on, a share between 0 and 1, a shot repeats another one. */
export function shotsKnown(options: RunOptions, services: RunServices, threshold: number): SimilarityIndex {
  const similar = createSimilarityIndex(threshold);
  for (const text of options.existing ?? []) {
    for (const content of shotsInMarkdown(text, services.knownTools)) {
      similar.add(content.request, sketchOf(wordsOf(content)));
    }
  }
  return similar;
}

/** Adds what a request used, and tells the new totals. */
export function countTokens(
  { totals, services, chat }: ModelRun,
  usage: TokenUsage,
  estimated: boolean,
): GenerationEvent {
  totals.usage = addTokens(totals.usage, usage);
  totals.estimated ||= estimated;
  const cost = costOf(priceOf(services.prices ?? {}, chat.name), totals.usage);
  return { kind: 'tokens', usage: totals.usage, cost, estimated: totals.estimated };
}

/** The end of a run in figures. */
export function summaryOf(
  { totals, services }: Run,
  outcome: RunSummary['outcome'],
  model: string | undefined,
): RunSummary {
  const price = model === undefined ? undefined : priceOf(services.prices ?? {}, model);
  const { shots, withFindings, dropped, requests, usage, estimated } = totals;
  return { shots, withFindings, dropped, requests, usage, cost: costOf(price, usage), estimated, outcome };
}
