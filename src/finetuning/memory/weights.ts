import type { ModelTree } from '../model/tree.ts';
import { elements, isIndexSegment, placedModules } from '../model/walk.ts';
import type { BasePrecision } from './estimate.ts';

/** How the parameters of a model divide under quantisation. Shared parameters count once. */
export interface WeightGroups {
  /** Weights of linear layers other than the output head: these are quantised. */
  readonly linear: number;
  /** Rows of those weights, which 8-bit quantisation keeps a number for. */
  readonly linearRows: number;
  /** Fused experts: bare parameters, which quantisation of linear layers passes over. */
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

/** True for precisions that touch linear layers only. */
export function isQuantised(precision: BasePrecision): boolean {
  return precision !== 'fp32' && precision !== 'bf16';
}

/** Divides the parameters of a model. */
export function weightGroups(model: ModelTree): WeightGroups {
  let [linear, linearRows, fusedExperts, others] = [0, 0, 0, 0];
  for (const { path, node, instances } of placedModules(model.root)) {
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
