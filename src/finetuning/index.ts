/**
 * The only public door of the fine-tuning area: exact counts of what an adapter trains, the memory it takes, what it
 * costs, and the training configurations that say so. Everything here is pure, takes and gives plain data (it can
 * cross to a webview as it is) and never throws on user input: what is wrong comes back as findings.
 *
 * The way through:
 * `buildModel(config.json)` or `findCatalogueModel(name)` or `readSafetensors(files)` → ModelTree
 * → `countAdapter(model, adapter)` → CountResult → `layerCake`, `estimateMemory`, `compareCosts`, `writeTraining`.
 */
import type { AdapterConfig } from './adapter/config.ts';
import type { CostInputs, CostResult } from './cost/model.ts';
import type { CountResult } from './counting/result.ts';
import type { Outcome } from './finding.ts';
import type { MemoryEstimate, MemoryOptions } from './memory/estimate.ts';
import type { Gpu } from './memory/gpu.ts';
import type { CakeSlice } from './model/layerCake.ts';
import type { ModelOptions } from './model/options.ts';
import type { ModelTree } from './model/tree.ts';
import type { TrainingFormat, TrainingSetup } from './training/setup.ts';

export * from './adapter/config.ts';
export type * from './cost/model.ts';
export type * from './counting/result.ts';
export type * from './finding.ts';
export * from './memory/estimate.ts';
export type * from './memory/gpu.ts';
export type * from './model/dimensions.ts';
export type * from './model/layerCake.ts';
export * from './model/options.ts';
export type * from './model/tree.ts';
export * from './overview.ts';
export * from './training/setup.ts';

/** A well-known model of the catalogue: its name on the hub and the values of its `config.json` that count. */
export interface CatalogueModel {
  readonly name: string;
  /** Who publishes it and what to group it under: `Qwen`, `Llama`. */
  readonly family: string;
  /** For people: `7.2B`, computed from the configuration. */
  readonly size: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Builds the tree of a Hugging Face `config.json` (already parsed from JSON). */
export declare function buildModel(config: unknown, options?: ModelOptions): Outcome<ModelTree>;
/** All `model_type` values that `buildModel` knows, sorted. */
export declare const knownModelTypes: readonly string[];
/** The catalogue, sorted by family and size. */
export declare const catalogue: readonly CatalogueModel[];
/** The model of that name: the full name, or what follows the slash, upper and lower case alike. */
export declare function findCatalogueModel(name: string): CatalogueModel | undefined;
/** Models whose name holds all words of the query, best first; all models for an empty query. */
export declare function searchCatalogue(query: string): readonly CatalogueModel[];

/** Reads `[start, end)` of a file; fewer bytes at the end of the file. `undefined`: no such file. */
export type ReadRange = (file: string, start: number, end: number) => Promise<Uint8Array | undefined>;
/**
 * Reads the headers (never the weights) of one `*.safetensors` file or of all shards that a
 * `*.safetensors.index.json` names, and builds the tree from the shapes. Shards are looked for beside the index.
 */
export declare function readSafetensors(
  file: string,
  readRange: ReadRange,
  options?: ModelOptions,
): Promise<Outcome<ModelTree>>;

/** Validates a JSON object of PEFT's own field names (an `adapter_config.json`, the value of `--config`). */
export declare function parseAdapterConfig(value: unknown): Outcome<AdapterConfig>;
/** Counts exactly as PEFT does. Errors: no target matches, rank not positive, unsupported patterns and options. */
export declare function countAdapter(model: ModelTree, config: AdapterConfig): Outcome<CountResult>;
/** The model from input to output, every matrix with its shape; with a count also what is trained where. */
export declare function layerCake(model: ModelTree, count?: CountResult): readonly CakeSlice[];
/** Names that can stand in `target_modules`, in the order of the model, each with the number of modules it hits. */
export declare function targetNames(model: ModelTree): readonly { readonly name: string; readonly instances: number }[];

/** A starting point for memory options: bf16 base, fp32 adapter, AdamW, batch 1, 2,048 tokens, checkpointing. */
export declare const defaultMemoryOptions: MemoryOptions;
/** The accelerators that come with it. */
export declare const defaultGpus: readonly Gpu[];
/** Memory of training and sizes on disk, each with its formula and source, and which accelerators it fits. */
export declare function estimateMemory(
  model: ModelTree,
  count: CountResult,
  options: MemoryOptions,
  gpus?: readonly Gpu[],
): Outcome<MemoryEstimate>;

/** Example inputs in CNY, each of them meant to be changed. */
export declare const exampleCostInputs: CostInputs;
/** Both lines, A, B, sensitivity. A negative or missing number is an error at its field. */
export declare function compareCosts(inputs: CostInputs): Outcome<CostResult>;
/** Tokens of a few-shot text, to be used as `Traffic.shotTokensPerRequest`; an estimate without a tokenizer. */
export declare function countShotTokens(text: string): number;

/** Writes a training configuration. Findings say what the format cannot express. */
export declare function writeTraining(format: TrainingFormat, setup: TrainingSetup): Outcome<string>;
/** Reads a configuration back; the format is recognised from the text. */
export declare function readTraining(text: string): Outcome<{
  readonly format: TrainingFormat;
  readonly setup: TrainingSetup;
}>;
/** One setup a rank, over one dataset and one seed: R is chosen by experiment. Default ranks 8, 16, 32, 64. */
export declare function rankSweep(setup: TrainingSetup, ranks?: readonly number[]): readonly TrainingSetup[];
