import type { AdapterConfig } from '../adapter/config.ts';
import { splitModule } from '../matching/moduleGroups.ts';
import type { ModuleNode } from '../model/tree.ts';
import { elements, type NamedModule } from '../model/walk.ts';
import { plainSize } from './adapterSize.ts';
import type { MatchedModules } from './countModules.ts';
import type { SavedModules } from './saved.ts';
import type { Tally } from './tally.ts';

/**
 * Counts the model's own biases that are trained: every parameter called `bias` (`all`), or those of adapted
 * modules (`lora_only`). They exist already, so the total does not grow; the bias of a copied module is counted in its
 * copy. Source: `_mark_only_adapters_as_trainable` of peft/tuners/tuners_utils.py.
 */
export function countBiases(
  root: ModuleNode,
  modules: readonly NamedModule[],
  config: AdapterConfig,
  matched: MatchedModules,
  saved: SavedModules,
  tally: Tally,
): void {
  if (config.bias === 'all') {
    const top: NamedModule = { path: [], node: root, instances: 1 };
    for (const named of [top, ...modules]) {
      const values = getBiasSize(named.node);
      if (values === 0) continue;
      for (const group of splitModule(named, saved.granularity)) {
        if (!saved.covers(group.key)) tally.add(named, group, biasPart(values));
      }
    }
  } else if (config.bias === 'lora_only' || config.bias === 'vera_only') {
    for (const { named, group } of matched.groups) {
      const values = getBiasSize(named.node);
      if (values > 0) tally.add(named, group, biasPart(values));
    }
  }
}

function getBiasSize(node: ModuleNode): number {
  const bias = node.parameters.find((parameter) => parameter.name === 'bias' && parameter.tiedTo === undefined);
  return bias === undefined ? 0 : elements(bias);
}

function biasPart(values: number): Parameters<Tally['add']>[2] {
  return { role: 'bias', rank: 0, size: plainSize('bias', [values]), exists: true };
}
