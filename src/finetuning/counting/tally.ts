import type { ModuleGroup } from '../matching/moduleGroups.ts';
import type { ModuleNode } from '../model/tree.ts';
import {
  displayPath,
  isIndexSegment,
  lastName,
  type NamedModule,
  ownElements,
  type PathSegment,
} from '../model/walk.ts';
import type { AdapterSize } from './adapterSize.ts';
import type { LayerCount, ModuleCount, TrainedRole } from './result.ts';

/** Collects what is trained and merges equal groups of one module. */
export interface Tally {
  add(named: NamedModule, group: ModuleGroup, part: Part): void;
  readonly modules: () => readonly ModuleCount[];
  /** Trained parameters by layer, in the order of the stacks and their indices. */
  readonly layers: () => readonly LayerCount[];
}

/** One trained part of a module. */
export interface Part {
  readonly role: TrainedRole;
  readonly rank: number;
  readonly size: AdapterSize;
  /** The name to show instead of the module's, for a parameter that is adapted by name. */
  readonly parameter?: string;
  /** True for parts that exist in the model already. */
  readonly exists?: boolean;
}

interface Entry {
  readonly named: NamedModule;
  readonly part: Part;
  instances: number;
  readonly indices: Set<number>[];
}

/** An empty tally. */
export function createTally(): Tally {
  const entries = new Map<string, Entry>();
  const numbers = new Map<NamedModule, number>();
  const stacks = new Map<string, Map<number, number>>();
  const getNumber = (named: NamedModule): number => {
    const known = numbers.get(named) ?? numbers.size;
    numbers.set(named, known);
    return known;
  };
  return {
    add: (named, group, part) => {
      addToLayers(stacks, named, group, part.size.trainable);
      const key = `${getNumber(named)} ${part.role} ${part.parameter ?? ''} ${part.rank} ${part.size.trainable}`;
      const entry = entries.get(key);
      if (entry === undefined) {
        const indices = group.indices.map((values) => new Set(values));
        entries.set(key, { named, part, instances: group.instances, indices });
        return;
      }
      entry.instances += group.instances;
      group.indices.forEach((values, at) => {
        for (const value of values) entry.indices[at]?.add(value);
      });
    },
    modules: () => [...entries.values()].map(toModuleCount),
    layers: () =>
      [...stacks].flatMap(([stack, layers]) =>
        [...layers].sort(([a], [b]) => a - b).map(([index, trainable]) => ({ stack, index, trainable })),
      ),
  };
}

/** The first index of a name is its layer; a group has equally many modules in each layer. */
function addToLayers(
  stacks: Map<string, Map<number, number>>,
  named: NamedModule,
  group: ModuleGroup,
  trainable: number,
): void {
  const own = group.indices[0];
  if (own === undefined) return;
  const stack = displayPath(named.path.slice(0, named.path.findIndex(isIndexSegment)));
  const layers = stacks.get(stack) ?? new Map<number, number>();
  stacks.set(stack, layers);
  const each = (trainable * group.instances) / own.length;
  for (const index of own) layers.set(index, (layers.get(index) ?? 0) + each);
}

function toModuleCount({ named, part, instances, indices }: Entry): ModuleCount {
  const { node } = named;
  const sorted = indices.map((values) => [...values].sort((a, b) => a - b));
  let at = 0;
  const path: readonly PathSegment[] = named.path.map((segment) =>
    isIndexSegment(segment) ? (sorted[at++] ?? segment) : segment,
  );
  const full = part.parameter === undefined ? path : [...path, part.parameter];
  const shape = getShape(node, part.parameter);
  return {
    path: displayPath(full),
    name: part.parameter ?? lastName(path),
    role: part.role,
    kind: node.kind,
    inFeatures: shape.inFeatures,
    outFeatures: shape.outFeatures,
    rank: part.rank,
    instances,
    layers: sorted[0] ?? [],
    originalEach: ownElements(node, true),
    formula: part.size.formula,
    trainable: instances * part.size.trainable,
    added: part.exists === true ? 0 : instances * part.size.added,
  };
}

function getShape(node: ModuleNode, parameter: string | undefined): { inFeatures: number; outFeatures: number } {
  const shape = node.parameters.find((own) => own.name === parameter)?.shape;
  if (shape === undefined) return { inFeatures: node.inFeatures ?? 0, outFeatures: node.outFeatures ?? 0 };
  return { inFeatures: shape.at(-2) ?? 0, outFeatures: shape.at(-1) ?? 0 };
}
