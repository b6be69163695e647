import type { AdapterConfig } from '../adapter/config.ts';
import type { Cell } from '../matching/cells.ts';
import type { ModelTree } from '../model/tree.ts';
import { elements, isIndexSegment, placedModules, totalElements } from '../model/walk.ts';
import { plainSize } from './adapterSize.ts';
import { printedLine } from './printedLine.ts';
import type { CountResult } from './result.ts';
import { createTally } from './tally.ts';

/** A full fine-tune: everything is trained, shared parameters once. */
export function countWhole(model: ModelTree, config: AdapterConfig): CountResult {
  const tally = createTally();
  for (const place of placedModules(model.root)) {
    const cell: Cell = { key: '', indices: place.path.filter(isIndexSegment), instances: place.instances };
    const own = place.node.parameters.filter((parameter) => parameter.tiedTo === undefined);
    if (own.length === 0) continue;
    const values = own.reduce((sum, parameter) => sum + elements(parameter), 0);
    const plain = own.length === 1 ? own[0]?.shape : undefined;
    const size = plainSize(plain === undefined ? 'all parameters' : 'the whole weight', plain ?? [values]);
    tally.add(place, cell, { role: 'full', rank: 0, size, exists: true });
  }
  const base = totalElements(model.root);
  const line = printedLine(base, base);
  const sums = { trainable: base, total: base, base, percent: 100, line };
  return { ...sums, modules: tally.modules(), layers: tally.layers(), alternatives: [], config, findings: [] };
}
