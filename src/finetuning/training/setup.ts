import type { AdapterConfig } from '../adapter/config.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';

/** The formats a training configuration can be written in and read from. */
export const trainingFormats = [
  'peft-python',
  'adapter-config',
  'llamafactory',
  'axolotl',
  'ms-swift',
  'trl',
  'unsloth',
] as const;

/** One of the formats. */
export type TrainingFormat = (typeof trainingFormats)[number];

/** A training run, independent of the format. */
export interface TrainingSetup {
  /** Name or folder of the base model. */
  readonly model: string;
  readonly adapter: AdapterConfig;
  /** Path of the dataset. */
  readonly dataset?: string;
  /** LLaMA-Factory: folder of `dataset_info.json`; default: the folder of the dataset. */
  readonly datasetInfoFolder?: string;
  /** Output folder of the adapter. */
  readonly output?: string;
  /** LLaMA-Factory's and ms-swift's name of the conversation template. */
  readonly template?: string;
  readonly basePrecision: BasePrecision;
  readonly optimizer: Optimizer;
  /** Passes over the data. */
  readonly epochs: number;
  /** Of the optimizer at its peak. */
  readonly learningRate: number;
  /** Sequences per device and step. */
  readonly batchSize: number;
  /** Steps per update of the weights. */
  readonly gradientAccumulation: number;
  /** Maximum number of tokens; longer samples are truncated. */
  readonly sequenceLength: number;
  readonly checkpointing: boolean;
  readonly seed: number;
  /** Labels of a classification head. */
  readonly numLabels?: number;
}

/** Values for settings that a file does not contain. */
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
