import type { ModelDimensions } from '../model/dimensions.ts';
import { isIndexSegment, lastName, type NamedModule } from '../model/walk.ts';

/** The dimensions that estimates need, as far as names and shapes define them. */
export function inferDimensions(modules: readonly NamedModule[], embedding: string | undefined): ModelDimensions {
  const table = modules.find((named) => named.path.join('.') === embedding)?.node;
  const hiddenSize = table?.outFeatures ?? 0;
  const width = (names: RegExp): number => {
    const match = modules.find((named) => named.node.kind !== 'norm' && names.test(lastName(named.path)));
    return match?.node.outFeatures ?? 0;
  };
  const queries = width(/^(q_proj|query|q|wq)$/) || hiddenSize;
  const keys = width(/^(k_proj|key|k|wk)$/) || queries;
  const headWidth = keys > 0 && queries % keys === 0 ? keys : queries;
  return {
    hiddenSize,
    intermediateSize: width(/^(gate_proj|up_proj|w1|fc1|c_fc|dense_h_to_4h|lin1|wi|wi_0)$/) || 4 * hiddenSize,
    layers: layerCount(modules),
    heads: headWidth === 0 ? 0 : queries / headWidth,
    keyValueHeads: 1,
    headWidth,
    vocabularySize: table?.inFeatures ?? 0,
  };
}

/** Layers are the first indices of a name; stacks of several are added up. */
function layerCount(modules: readonly NamedModule[]): number {
  const stacks = new Map<string, Set<number>>();
  for (const { path } of modules) {
    const at = path.findIndex(isIndexSegment);
    const indices = path[at];
    if (indices === undefined || !isIndexSegment(indices)) continue;
    const stack = path.slice(0, at).join('.');
    const known = stacks.get(stack) ?? new Set<number>();
    stacks.set(stack, known);
    for (const index of indices) known.add(index);
  }
  return [...stacks.values()].reduce((sum, indices) => sum + indices.size, 0);
}
