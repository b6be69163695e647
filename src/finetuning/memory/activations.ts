import type { ModelTree } from '../model/tree.ts';
import { getNamedModules, lastName } from '../model/walk.ts';
import { type Calibration, CHUNKED_LOGIT, calibrations, FUSED_SHARE } from './calibration.ts';
import type { MemoryLine, MemoryOptions } from './estimate.ts';
import { around } from './numbers.ts';
import { label, source } from './sources.ts';

/** Activations of one card: tensors that every layer keeps for the backward pass, in bytes per token, times tokens. */
export function activationLine(model: ModelTree, options: MemoryOptions): MemoryLine {
  const { layers } = model.dimensions;
  const tokens = options.batchSize * options.sequenceLength;
  const constants: Calibration = calibrations[options.trainingLoop];
  const kernels = options.loss === 'fused' ? FUSED_SHARE : 1;
  const layer = layerBytesPerToken(model) * kernels;
  const scores = scoreBytesPerToken(model, options);
  const common = { id: 'activations', label: label('activations'), exact: false } as const;
  if (options.checkpointing) {
    const kept = constants.checkpoint * 2 * model.dimensions.hiddenSize * layers * kernels;
    const recomputed = constants.recomputedLayer * layer + scores;
    return {
      ...common,
      bytes: around(tokens * (kept + recomputed)),
      formula: `${tokens} × (${Math.round(kept)} B + ${Math.round(recomputed)} B)`,
      source: source('checkpointed'),
    };
  }
  const perLayer = constants.keptLayer * layer + scores;
  return {
    ...common,
    bytes: around(tokens * layers * perLayer),
    formula: `${tokens} × ${layers} × ${Math.round(perLayer)} B`,
    source: source('activations'),
  };
}

/** Logits and their gradient, for models with an output head. */
export function logitsLine(model: ModelTree, options: MemoryOptions): MemoryLine | undefined {
  if (model.outputHead === undefined || options.loss === 'fused') return undefined;
  const { batchSize, sequenceLength, loss, trainingLoop } = options;
  const { vocabularySize } = model.dimensions;
  const each = loss === 'full' ? calibrations[trainingLoop].logit : CHUNKED_LOGIT;
  return {
    id: 'logits',
    label: label('logits'),
    bytes: around(each * batchSize * sequenceLength * vocabularySize),
    exact: false,
    formula: `${batchSize} × ${sequenceLength} × ${vocabularySize} × ${each} B`,
    source: source(loss === 'full' ? 'logits' : 'chunkedLogits'),
  };
}

/** The runtime itself and memory lost between allocations. `held`: bytes of weights and states. */
export function overheadLine(held: number, options: MemoryOptions): MemoryLine {
  const { runtime, share } = calibrations[options.trainingLoop];
  const part = share === 0 ? '' : ` + ${Number((share * 100).toFixed(2))} % × ${(held / 1e9).toFixed(1)} GB`;
  return {
    id: 'overhead',
    label: label('overhead'),
    bytes: around(runtime + share * held),
    exact: false,
    formula: `${runtime / 1e9} GB${part}`,
    source: source('overhead'),
  };
}

/**
 * Bytes of one layer for one token: in bf16 the inputs of both norms, queries, keys, values and their mix, and the
 * vectors of the feed-forward layer, two of them if it is not gated; in fp32 the copies of RMS norms.
 */
function layerBytesPerToken(model: ModelTree): number {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headWidth } = model.dimensions;
  const attention = 2 * heads * headWidth + 2 * keyValueHeads * headWidth;
  const gated = isGated(model);
  return 2 * (4 * hiddenSize + attention + (gated ? 4 : 2) * intermediateSize) + (gated ? 16 * hiddenSize : 0);
}

/** Gated families, which also use RMS norms, have two matrices from the hidden to the intermediate width, or a double one. */
function isGated({ root, dimensions }: ModelTree): boolean {
  const { hiddenSize, intermediateSize } = dimensions;
  const names = new Set<string>();
  for (const { node, path } of getNamedModules(root)) {
    for (const { shape } of node.parameters) {
      const [width = 0, inputs = 0] = shape.slice(-2);
      if (inputs !== hiddenSize) continue;
      if (width === 2 * intermediateSize) return true;
      if (width === intermediateSize) names.add(lastName(path));
    }
  }
  return names.size > 1;
}

/** Attention without a fused kernel keeps the square of scores, in bf16 and perhaps in fp32. */
function scoreBytesPerToken(model: ModelTree, options: MemoryOptions): number {
  return options.flashAttention ? 0 : 6 * model.dimensions.heads * options.sequenceLength;
}
