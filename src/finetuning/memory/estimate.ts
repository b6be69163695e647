import type { Message } from '../../core/index.ts';

/** Precision of the frozen base weights. `nf4-double` is NF4 with double quantisation. */
export const basePrecisions = ['fp32', 'bf16', 'fp8', 'int8', 'nf4', 'nf4-double'] as const;
/** One of `basePrecisions`. */
export type BasePrecision = (typeof basePrecisions)[number];

/** Precision of the trained weights. PEFT keeps adapters in fp32 by default. */
export const trainedPrecisions = ['fp32', 'bf16'] as const;
/** One of `trainedPrecisions`. */
export type TrainedPrecision = (typeof trainedPrecisions)[number];

/** Supported optimizers. */
export const optimizers = [
  'adamw',
  'adamw-8bit',
  'paged-adamw',
  'paged-adamw-8bit',
  'adafactor',
  'sgd-momentum',
] as const;
/** One of `optimizers`. */
export type Optimizer = (typeof optimizers)[number];

/**
 * How the cross-entropy is computed: `full` keeps the logits of all tokens, `chunked` those of a part, `fused` none,
 * as the kernels of Liger and Unsloth do.
 */
export const losses = ['full', 'chunked', 'fused'] as const;
/** One of `losses`. */
export type Loss = (typeof losses)[number];

/** `older`: transformers before 4.45, which copied all logits to fp32. */
export const trainingLoops = ['current', 'older'] as const;
/** One of `trainingLoops`. */
export type TrainingLoop = (typeof trainingLoops)[number];

/** How a run is split over the cards. `one`: everything on one card, as usual for QLoRA. */
export const splits = ['one', 'ddp', 'zero-2', 'zero-3', 'fsdp'] as const;
/** One of `splits`. */
export type Split = (typeof splits)[number];

/** The settings of a training run that its memory depends on. */
export interface MemoryOptions {
  readonly basePrecision: BasePrecision;
  readonly trainedPrecision: TrainedPrecision;
  readonly optimizer: Optimizer;
  /** Samples per GPU and step. */
  readonly batchSize: number;
  /** Tokens of one sample. */
  readonly sequenceLength: number;
  /** Recompute activations in the backward pass instead of keeping them. */
  readonly checkpointing: boolean;
  /** False for attention that keeps the full score matrix. */
  readonly flashAttention: boolean;
  readonly loss: Loss;
  readonly trainingLoop: TrainingLoop;
  /** The kind of the user's cards, an id of the list of accelerators. */
  readonly gpuId: string;
  /** The number of the user's cards. */
  readonly cards: number;
  readonly split: Split;
}

/** A range of bytes; both ends are equal if the figure is exact. */
export interface ByteRange {
  /** In bytes. */
  readonly low: number;
  /** In bytes. */
  readonly high: number;
}

/** One line of the estimate. */
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
   * Cards needed at the low and the high end of the range, with weights and states sharded evenly and activations on
   * every card; undefined if the activations of one sample do not fit.
   */
  readonly cards: { readonly low: number | undefined; readonly high: number | undefined };
  /** `one`: fits a single card even at the high end; `perhaps`: at the low end only; `several`; `none`. */
  readonly verdict: 'one' | 'perhaps' | 'several' | 'none';
}

/** Whether a run fits the user's cards. */
export interface CardsFit {
  readonly gpuId: string;
  /** How many GPUs of this kind hold the run. */
  readonly cards: number;
  readonly split: Split;
  /** What every card needs. */
  readonly perCard: ByteRange;
  /** What one card has. */
  readonly capacity: number;
  /** `tight`: at the low end of the range only. */
  readonly verdict: 'fits' | 'tight' | 'does-not-fit';
  /** The answer as a sentence. */
  readonly answer: Message;
}

/** Training memory on one card, and sizes on disk. */
export interface MemoryEstimate {
  readonly training: readonly MemoryLine[];
  readonly trainingTotal: ByteRange;
  readonly disk: readonly MemoryLine[];
  readonly fits: readonly GpuFit[];
  /** The answer for the user's cards; absent if the list of accelerators is empty. */
  readonly cardsFit?: CardsFit;
}
