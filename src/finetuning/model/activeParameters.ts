import type { ModelTree } from './tree.ts';
import { getNamedModules, isIndexSegment, ownElements, totalElements } from './walk.ts';

/** All parameters of a model, shared ones once. */
export function totalParameters(model: ModelTree): number {
  return totalElements(model.root);
}

/** Parameters used per token: of the routed experts only the chosen ones. */
export function activeParameters(model: ModelTree): number {
  const facts = model.experts;
  if (facts === undefined) return totalParameters(model);
  let routed = 0;
  for (const { path, node, instances } of getNamedModules(model.root)) {
    const at = path.indexOf('experts');
    if (at === -1) continue;
    const isExpert = facts.layout === 'fused' ? at === path.length - 1 : isIndexSegment(path[at + 1] ?? '');
    if (isExpert) routed += instances * ownElements(node);
  }
  return Math.round(totalParameters(model) - routed * (1 - facts.expertsPerToken / facts.experts));
}
