import { readFileSync } from 'node:fs';
import {
  buildModel,
  type CountResult,
  defaultMemoryOptions,
  findCatalogueModel,
  type MemoryOptions,
  type ModelTree,
} from '../../src/finetuning/index.ts';
import { getResult, tryCount } from './support.ts';

type Settings = Pick<
  MemoryOptions,
  | 'sequenceLength'
  | 'batchSize'
  | 'basePrecision'
  | 'trainedPrecision'
  | 'optimizer'
  | 'checkpointing'
  | 'flashAttention'
  | 'loss'
  | 'trainingLoop'
>;

/** A published peak of one card. */
export interface Measurement extends Settings {
  readonly source: string;
  readonly model: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly method: string;
  readonly rank: number;
  readonly targets?: string | readonly string[] | null;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cards: number;
  readonly sharding: 'none' | 'zero-3' | 'fsdp';
  readonly half: 'fit' | 'check';
  readonly measuredBytes: number;
}

interface Fixture {
  readonly sources: Readonly<Record<string, { readonly title: string; readonly url: string }>>;
  readonly measurements: readonly Measurement[];
}

const file = new URL('../fixtures/finetuning/memory-measurements.json', import.meta.url);

/** All published measurements and where they are from. */
export const { sources, measurements }: Fixture = JSON.parse(readFileSync(file, 'utf8'));

/** What the estimator is asked for a measurement. */
export function toRequest(measurement: Measurement): {
  readonly model: ModelTree;
  readonly count: CountResult;
  readonly options: MemoryOptions;
} {
  const { method, rank, targets, extra, sharding, cards } = measurement;
  const config = measurement.config ?? findCatalogueModel(measurement.model)?.config;
  const model = getResult(buildModel(config));
  const adapter = {
    peft_type: method,
    ...(rank > 0 ? { r: rank } : {}),
    ...(targets === undefined || targets === null ? {} : { target_modules: targets }),
    ...extra,
  };
  const options: MemoryOptions = {
    ...defaultMemoryOptions,
    ...Object.fromEntries(Object.keys(defaultMemoryOptions).flatMap((field) => pick(measurement, field))),
    cards,
    split: sharding === 'none' ? 'one' : sharding,
  };
  return { model, count: getResult(tryCount(adapter, model)), options };
}

function pick(measurement: Measurement, field: string): readonly (readonly [string, unknown])[] {
  const value: unknown = Reflect.get(measurement, field);
  return value === undefined ? [] : [[field, value]];
}
