import type { AdapterConfig } from '../adapter/config.ts';
import type { ModuleGroup } from '../matching/moduleGroups.ts';
import type { ModelTree } from '../model/tree.ts';
import { elements, getNamedModules, isIndexSegment, totalElements } from '../model/walk.ts';
import { plainSize } from './adapterSize.ts';
import { printedLine } from './printedLine.ts';
import type { CountResult } from './result.ts';
import { createTally } from './tally.ts';

/** A full fine-tune: everything is trained, shared parameters are counted once. */
export function countWhole(model: ModelTree, config: AdapterConfig): CountResult {
  const tally = createTally();
  for (const named of getNamedModules(model.root)) {
    const group: ModuleGroup = { key: '', indices: named.path.filter(isIndexSegment), instances: named.instances };
    const own = named.node.parameters.filter((parameter) => parameter.tiedTo === undefined);
    if (own.length === 0) continue;
    const values = own.reduce((sum, parameter) => sum + elements(parameter), 0);
    const plain = own.length === 1 ? own[0]?.shape : undefined;
    const size = plainSize(plain === undefined ? 'all parameters' : 'the whole weight', plain ?? [values]);
    tally.add(named, group, { role: 'full', rank: 0, size, exists: true });
  }
  const base = totalElements(model.root);
  const line = printedLine(base, base);
  const sums = { trainable: base, total: base, base, percent: 100, line };
  return { ...sums, modules: tally.modules(), layers: tally.layers(), alternatives: [], config, findings: [] };
}
