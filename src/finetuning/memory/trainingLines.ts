import type { CountResult } from '../counting/result.ts';
import type { ModelTree } from '../model/tree.ts';
import { activationLine, logitsLine, overheadLine } from './activations.ts';
import type { MemoryLine, MemoryOptions } from './estimate.ts';
import { baseLine, gradientLine, optimizerLine, trainedLine } from './training.ts';

/** The lines of the estimate, by how a split over cards shares them. */
export interface TrainingLines {
  /** Sharded by ZeRO-3 and FSDP. */
  readonly weights: readonly MemoryLine[];
  /** Gradients and optimizer states: sharded by ZeRO-2 too. */
  readonly states: readonly MemoryLine[];
  /** On every card. */
  readonly working: readonly MemoryLine[];
  /** The runtime of a card that holds so many bytes of weights and states. */
  readonly overhead: (held: number) => MemoryLine;
}

/** All lines of the training memory. */
export function trainingLines(model: ModelTree, count: CountResult, options: MemoryOptions): TrainingLines {
  const logits = logitsLine(model, options);
  return {
    weights: [baseLine(model, count, options), trainedLine(count, options)],
    states: [gradientLine(count, options), optimizerLine(model, count, options)],
    working: [activationLine(model, options), ...(logits === undefined ? [] : [logits])],
    overhead: (held) => overheadLine(held, options),
  };
}
