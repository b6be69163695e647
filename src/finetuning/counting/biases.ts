import type { AdapterConfig } from '../adapter/config.ts';
import { cellsOf } from '../matching/cells.ts';
import type { ModuleNode } from '../model/tree.ts';
import { elements, type PlacedModule } from '../model/walk.ts';
import { plainSize } from './adapterSize.ts';
import type { MatchedModules } from './countModules.ts';
import type { SavedModules } from './saved.ts';
import type { Tally } from './tally.ts';

/**
 * Counts the model's own biases that are trained along: every parameter called `bias` (`all`), or those of adapted
 * modules (`lora_only`). They exist already, so the total does not grow; the bias of a copied module counts in its
 * copy. Source: `_mark_only_adapters_as_trainable` of peft/tuners/tuners_utils.py.
 */
export function countBiases(
  root: ModuleNode,
  places: readonly PlacedModule[],
  config: AdapterConfig,
  matched: MatchedModules,
  saved: SavedModules,
  tally: Tally,
): void {
  if (config.bias === 'all') {
    const top: PlacedModule = { path: [], node: root, instances: 1 };
    for (const place of [top, ...places]) {
      const values = biasOf(place.node);
      if (values === 0) continue;
      for (const cell of cellsOf(place, saved.fineness)) {
        if (!saved.covers(cell.key)) tally.add(place, cell, biasPart(values));
      }
    }
  } else if (config.bias === 'lora_only' || config.bias === 'vera_only') {
    for (const { place, cell } of matched.cells) {
      const values = biasOf(place.node);
      if (values > 0) tally.add(place, cell, biasPart(values));
    }
  }
}

function biasOf(node: ModuleNode): number {
  const bias = node.parameters.find((parameter) => parameter.name === 'bias' && parameter.tiedTo === undefined);
  return bias === undefined ? 0 : elements(bias);
}

function biasPart(values: number): Parameters<Tally['add']>[2] {
  return { role: 'bias', rank: 0, size: plainSize('bias', [values]), exists: true };
}
