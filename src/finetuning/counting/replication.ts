import type { ModelTree, ModuleChild, ModuleNode } from '../model/tree.ts';

/** Where PEFT searches for the layers to replicate. */
const layerLists = [
  ['model', 'layers'],
  ['transformer', 'h'],
  ['bert', 'encoder', 'layer'],
] as const;

/**
 * The model with the layers of `layer_replication`: `[[0, 4], [2, 5]]` gives layers 0 1 2 3 2 3 4. The weights of a
 * repeated layer are shared, so they are counted once; adapters are not. Undefined if PEFT finds no layers.
 */
export function replicateLayers(
  model: ModelTree,
  spans: readonly (readonly [number, number])[],
): ModelTree | undefined {
  for (const path of layerLists) {
    const root = rebuild(model.root, path, spans);
    if (root !== undefined) return { ...model, root };
  }
  return undefined;
}

function rebuild(
  node: ModuleNode,
  path: readonly string[],
  spans: readonly (readonly [number, number])[],
): ModuleNode | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return { ...node, children: replicated(node.children, spans) };
  const at = node.children.findIndex((child) => 'name' in child && child.name === name);
  const child = node.children[at];
  if (child === undefined) return undefined;
  const inner = rebuild(child.node, rest, spans);
  if (inner === undefined) return undefined;
  return { ...node, children: node.children.with(at, { name, node: inner }) };
}

function replicated(
  children: readonly ModuleChild[],
  spans: readonly (readonly [number, number])[],
): readonly ModuleChild[] {
  const originals = spans.flatMap(([start, end]) =>
    Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at),
  );
  const seen = new Set<number>();
  const groups = new Map<ModuleNode, { readonly first: number[]; readonly again: number[] }>();
  originals.forEach((original, index) => {
    const source = children.find((child) => 'indices' in child && child.indices.includes(original));
    if (source === undefined) return;
    const group = groups.get(source.node) ?? { first: [], again: [] };
    groups.set(source.node, group);
    (seen.has(original) ? group.again : group.first).push(index);
    seen.add(original);
  });
  return [...groups].flatMap(([node, { first, again }]) => [
    ...(first.length > 0 ? [{ indices: first, node }] : []),
    ...(again.length > 0 ? [{ indices: again, node: shared(node) }] : []),
  ]);
}

/** The same module, with all weights shared with another layer. */
function shared(node: ModuleNode): ModuleNode {
  return {
    ...node,
    parameters: node.parameters.map((own) => ({ ...own, tiedTo: own.tiedTo ?? 'the replicated layer' })),
    children: node.children.map((child) => ({ ...child, node: shared(child.node) })),
  };
}
