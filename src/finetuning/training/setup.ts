import type { AdapterConfig } from '../adapter/config.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';

/** The forms a training configuration can be written in and read back from. */
export const trainingFormats = ['peft-python', 'adapter-config', 'llamafactory', 'axolotl', 'ms-swift'] as const;

/** One of the forms. */
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
  /** Tokens; longer samples are cut. */
  readonly sequenceLength: number;
  readonly checkpointing: boolean;
  readonly seed: number;
}

/** What a run has where a file that is read does not say. */
export const defaultSetup: Omit<TrainingSetup, 'adapter'> = {
  model: '',
  basePrecision: 'bf16',
  optimizer: 'adamw',
  epochs: 3,
  learningRate: 1e-4,
  batchSize: 1,
  gradientAccumulation: 8,
  sequenceLength: 2048,
  checkpointing: true,
  seed: 42,
};

/** The name that files of a format have. */
export const trainingFileNames: Readonly<Record<TrainingFormat, string>> = {
  'peft-python': 'lora_config.py',
  'adapter-config': 'adapter_config.json',
  llamafactory: 'llamafactory.yaml',
  axolotl: 'axolotl.yaml',
  'ms-swift': 'ms-swift.sh',
};
