import type { AdapterConfig } from '../adapter/config.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';

/** The forms a training configuration can be written in and read from. */
export const trainingFormats = ['peft-python', 'adapter-config', 'llamafactory', 'axolotl', 'ms-swift'] as const;
export type TrainingFormat = (typeof trainingFormats)[number];

/** A training run as every one of the formats can say it. */
export interface TrainingSetup {
  /** Name or folder of the base model. */
  readonly model: string;
  readonly adapter: AdapterConfig;
  /** File of the dataset; LLaMA-Factory takes the name it has in `dataset_info.json`. */
  readonly dataset?: string;
  /** Folder the adapter goes to. */
  readonly output?: string;
  /** LLaMA-Factory's and ms-swift's name of the conversation template. */
  readonly template?: string;
  readonly basePrecision: BasePrecision;
  readonly optimizer: Optimizer;
  readonly epochs: number;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly gradientAccumulation: number;
  readonly sequenceLength: number;
  readonly checkpointing: boolean;
  readonly seed: number;
}
