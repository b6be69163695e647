import type { Message } from '../../core/index.ts';

/** Precision of the frozen base weights. `nf4-double` is NF4 with double quantisation. */
export const basePrecisions = ['fp32', 'bf16', 'fp8', 'int8', 'nf4', 'nf4-double'] as const;
export type BasePrecision = (typeof basePrecisions)[number];

/** Precision of the trained weights. PEFT keeps adapters in fp32 unless told otherwise. */
export const trainedPrecisions = ['fp32', 'bf16'] as const;
export type TrainedPrecision = (typeof trainedPrecisions)[number];

/** Optimizers whose states are known. */
export const optimizers = ['adamw', 'adamw-8bit', 'adafactor', 'sgd-momentum'] as const;
export type Optimizer = (typeof optimizers)[number];

/** How a training run is set up, as far as its memory depends on it. */
export interface MemoryOptions {
  readonly basePrecision: BasePrecision;
  readonly trainedPrecision: TrainedPrecision;
  readonly optimizer: Optimizer;
  /** Samples on one GPU at a time. */
  readonly batchSize: number;
  /** Tokens of one sample. */
  readonly sequenceLength: number;
  /** Recompute activations in the backward pass instead of keeping them. */
  readonly checkpointing: boolean;
  /** False for attention that keeps the full score matrix. */
  readonly flashAttention: boolean;
}

/** A range of bytes; both ends are equal where the figure is exact. */
export interface ByteRange {
  readonly low: number;
  readonly high: number;
}

/** One line of the account. */
export interface MemoryLine {
  readonly id:
    | 'base-weights'
    | 'trained-weights'
    | 'gradients'
    | 'optimizer'
    | 'activations'
    | 'logits'
    | 'overhead'
    | 'adapter-file'
    | 'merged-model'
    | 'full-checkpoint';
  readonly label: Message;
  readonly bytes: ByteRange;
  /** True if `low` and `high` are one exact figure. */
  readonly exact: boolean;
  /** With numbers, the same in every language: `7,241,732,096 × 2 B`. */
  readonly formula: string;
  /** Where the formula comes from. */
  readonly source: Message;
}

/** How many cards of one kind a run needs. */
export interface GpuFit {
  readonly gpuId: string;
  /**
   * Cards needed at the low and the high end of the range, weights and states spread evenly over them and
   * activations on every one; undefined where the activations of one sample alone do not fit.
   */
  readonly cards: { readonly low: number | undefined; readonly high: number | undefined };
  /** `one`: fits a single card even at the high end; `perhaps`: at the low end only; `several`; `none`. */
  readonly verdict: 'one' | 'perhaps' | 'several' | 'none';
}

/** Memory of training on one card, and what lies on disk afterwards. */
export interface MemoryEstimate {
  readonly training: readonly MemoryLine[];
  readonly trainingTotal: ByteRange;
  readonly disk: readonly MemoryLine[];
  readonly fits: readonly GpuFit[];
}
