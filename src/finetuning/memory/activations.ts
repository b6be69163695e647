import type { CountResult } from '../counting/result.ts';
import type { ModelTree } from '../model/tree.ts';
import type { ByteRange, MemoryLine, MemoryOptions } from './estimate.ts';
import { between } from './numbers.ts';
import { label, source } from './sources.ts';

/**
 * Activations of one card: tensors that every layer keeps for the backward pass, in bytes a token, times tokens. The
 * range is wide because kernels differ in what they keep.
 */
export function activationLine(model: ModelTree, count: CountResult, options: MemoryOptions): MemoryLine {
  const { hiddenSize, layers } = model.dimensions;
  const tokens = options.batchSize * options.sequenceLength;
  const perToken = layerBytesPerToken(model, count);
  const scores = scoreBytesPerToken(model, options);
  const low = perToken.low + scores.low;
  const high = perToken.high + scores.high;
  if (options.checkpointing) {
    const kept = 2 * hiddenSize * layers;
    return {
      id: 'activations',
      label: label('activations'),
      bytes: between(tokens * (kept + low), tokens * (kept + high)),
      exact: false,
      formula: `${tokens} × (${layers} × ${hiddenSize} × 2 B + ${Math.round(low)} … ${Math.round(high)} B)`,
      source: source('checkpointed'),
    };
  }
  return {
    id: 'activations',
    label: label('activations'),
    bytes: between(tokens * layers * low, tokens * layers * high),
    exact: false,
    formula: `${tokens} × ${layers} × ${Math.round(low)} … ${Math.round(high)} B`,
    source: source('activations'),
  };
}

/** Logits and their gradient, for models with an output head. */
export function logitsLine(model: ModelTree, options: MemoryOptions): MemoryLine | undefined {
  if (model.outputHead === undefined) return undefined;
  const values = options.batchSize * options.sequenceLength * model.dimensions.vocabularySize;
  return {
    id: 'logits',
    label: label('logits'),
    bytes: between(6 * values, 14 * values),
    exact: false,
    formula: `${options.batchSize} × ${options.sequenceLength} × ${model.dimensions.vocabularySize} × 6 … 14 B`,
    source: source('logits'),
  };
}

/** The runtime itself and memory lost between allocations. */
export function overheadLine(activations: ByteRange): MemoryLine {
  const gigabyte = 1e9;
  return {
    id: 'overhead',
    label: label('overhead'),
    bytes: between(0.5 * gigabyte, 1.5 * gigabyte + activations.high / 10),
    exact: false,
    formula: `0.5 GB … 1.5 GB + ${Math.round(activations.high)} B ÷ 10`,
    source: source('overhead'),
  };
}

/**
 * Bytes one layer keeps for one token, in bf16. With frozen weights a linear layer keeps no input: what stays are the
 * inputs of both norms, queries, keys, values and their mix, and three vectors of the feed-forward layer. Otherwise
 * the inputs of all linear layers come on top; norms and fp32 adapters may keep fp32 copies.
 */
function layerBytesPerToken(model: ModelTree, count: CountResult): ByteRange {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headWidth } = model.dimensions;
  const attention = 2 * heads * headWidth + 2 * keyValueHeads * headWidth;
  const low = 2 * hiddenSize + attention + 3 * intermediateSize;
  const high = 4 * hiddenSize + attention + 4 * intermediateSize;
  const normCopies = 4 * 4 * hiddenSize;
  const whole = count.config.peft_type === 'FULL';
  return { low: 2 * (whole ? high : low), high: 2 * high + normCopies + adapterInputBytes(model, count) };
}

/** Inputs of adapted modules, cast to fp32 for adapters in fp32; spread over all layers. */
function adapterInputBytes(model: ModelTree, count: CountResult): number {
  let inputs = 0;
  for (const module of count.modules) {
    const inLayer = module.role === 'adapter' && module.layers.length > 0 && module.kind !== 'embedding';
    if (!inLayer) continue;
    const routed = model.experts !== undefined && module.path.includes('.experts.');
    const share = routed && model.experts !== undefined ? model.experts.expertsPerToken / model.experts.experts : 1;
    inputs += module.instances * module.inFeatures * share;
  }
  return (4 * inputs) / Math.max(1, model.dimensions.layers);
}

/** Attention without a fused kernel keeps the square of scores, in bf16 and perhaps in fp32. */
function scoreBytesPerToken(model: ModelTree, options: MemoryOptions): ByteRange {
  if (options.flashAttention) return { low: 0, high: 0 };
  const scores = model.dimensions.heads * options.sequenceLength;
  return { low: 4 * scores, high: 8 * scores };
}
