import type { ModelTree } from '../model/tree.ts';
import { elements, getNamedModules, isIndexSegment } from '../model/walk.ts';
import type { BasePrecision } from './estimate.ts';

/** The parameters of a model by their treatment in quantisation. Shared parameters are counted once. */
export interface WeightGroups {
  /** Weights of linear layers other than the output head: these are quantised. */
  readonly linear: number;
  /** Rows of those weights; 8-bit quantisation keeps one number per row. */
  readonly linearRows: number;
  /** Fused experts: parameters, which quantisation of linear layers does not include. */
  readonly fusedExperts: number;
  /** Everything else: embeddings, head, norms, biases, convolutions. */
  readonly others: number;
}

/** Bytes of one quantised weight. */
export const bytesPerWeight: Readonly<Record<BasePrecision, number>> = {
  fp32: 4,
  bf16: 2,
  fp8: 1 + 4 / (128 * 128),
  int8: 1,
  nf4: 0.5 + 4 / 64,
  'nf4-double': 0.5 + 1 / 64 + 4 / (64 * 256),
};

/** True for precisions that apply to linear layers only. */
export function isQuantised(precision: BasePrecision): boolean {
  return precision !== 'fp32' && precision !== 'bf16';
}

/** Groups the parameters of a model. */
export function weightGroups(model: ModelTree): WeightGroups {
  let [linear, linearRows, fusedExperts, others] = [0, 0, 0, 0];
  for (const { path, node, instances } of getNamedModules(model.root)) {
    const name = path.map((segment) => (isIndexSegment(segment) ? '0' : segment)).join('.');
    for (const parameter of node.parameters) {
      if (parameter.tiedTo !== undefined) continue;
      const values = instances * elements(parameter);
      const isLinear = node.kind === 'linear' || node.kind === 'conv1d-transposed';
      if (isLinear && parameter.name === 'weight' && name !== model.outputHead) {
        linear += values;
        linearRows += instances * (node.outFeatures ?? 0);
      } else if (node.kind === 'other' && parameter.shape.length === 3) fusedExperts += values;
      else others += values;
    }
  }
  for (const parameter of model.root.parameters) others += elements(parameter);
  return { linear, linearRows, fusedExperts, others };
}
