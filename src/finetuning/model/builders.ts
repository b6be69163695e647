import type { ModuleChild, ModuleNode, ParameterShape } from './tree.ts';

const NO_CHILDREN: readonly ModuleChild[] = [];

/** A fully connected layer; its weight is stored `out × in`. */
export function linear(inFeatures: number, outFeatures: number, bias = false): ModuleNode {
  return {
    kind: 'linear',
    inFeatures,
    outFeatures,
    parameters: withBias({ name: 'weight', shape: [outFeatures, inFeatures] }, outFeatures, bias),
    children: NO_CHILDREN,
  };
}

/** The `Conv1D` of GPT-2: a fully connected layer whose weight is stored `in × out`. */
export function transposedLinear(inFeatures: number, outFeatures: number): ModuleNode {
  return {
    kind: 'conv1d-transposed',
    inFeatures,
    outFeatures,
    parameters: withBias({ name: 'weight', shape: [inFeatures, outFeatures] }, outFeatures, true),
    children: NO_CHILDREN,
  };
}

/** A table of `rows` vectors of `width`. */
export function embedding(rows: number, width: number): ModuleNode {
  return {
    kind: 'embedding',
    inFeatures: rows,
    outFeatures: width,
    parameters: [{ name: 'weight', shape: [rows, width] }],
    children: NO_CHILDREN,
  };
}

/** A convolution of any dimension; `kernel` has one number per dimension. */
export function convolution(
  inFeatures: number,
  outFeatures: number,
  kernel: readonly number[],
  { bias = true, groups = 1 }: { readonly bias?: boolean; readonly groups?: number } = {},
): ModuleNode {
  return {
    kind: 'convolution',
    inFeatures,
    outFeatures,
    kernel,
    groups,
    parameters: withBias({ name: 'weight', shape: [outFeatures, inFeatures / groups, ...kernel] }, outFeatures, bias),
    children: NO_CHILDREN,
  };
}

/** A norm with a weight only, such as RMSNorm. `width` may be a shape. */
export function rmsNorm(...shape: readonly number[]): ModuleNode {
  return { kind: 'norm', parameters: [{ name: 'weight', shape }], children: NO_CHILDREN };
}

/** A norm with a weight and a bias. */
export function layerNorm(width: number, bias = true): ModuleNode {
  return {
    kind: 'norm',
    parameters: withBias({ name: 'weight', shape: [width] }, width, bias),
    children: NO_CHILDREN,
  };
}

/** A layer of a type no adapter supports, with the parameters it owns. */
export function custom(...parameters: readonly ParameterShape[]): ModuleNode {
  return { kind: 'other', parameters, children: NO_CHILDREN };
}

/** A parameter by name and shape. */
export function parameter(name: string, ...shape: readonly number[]): ParameterShape {
  return { name, shape };
}

/** Modules by name, in order; a name whose node is undefined is left out. */
export function group(
  named: Readonly<Record<string, ModuleNode | undefined>>,
  parameters: readonly ParameterShape[] = [],
): ModuleNode {
  const children: ModuleChild[] = [];
  for (const [name, node] of Object.entries(named)) if (node !== undefined) children.push({ name, node });
  return { kind: 'container', parameters, children };
}

/** A list of `count` equal modules. */
export function repeat(count: number, node: ModuleNode): ModuleNode {
  return { kind: 'container', parameters: [], children: [{ indices: range(count), node }] };
}

/** A list of modules of several kinds: equal kinds share one node. */
export function repeatByKind<Kind>(
  count: number,
  getKind: (index: number) => Kind,
  build: (kind: Kind) => ModuleNode,
): ModuleNode {
  const groups = new Map<Kind, number[]>();
  for (const index of range(count)) {
    const kind = getKind(index);
    const indices = groups.get(kind);
    if (indices === undefined) groups.set(kind, [index]);
    else indices.push(index);
  }
  const children = [...groups].map(([kind, indices]) => ({ indices, node: build(kind) }));
  return { kind: 'container', parameters: [], children };
}

/** The same module with its weight shared with another parameter. */
export function tie(node: ModuleNode, owner: string, name = 'weight'): ModuleNode {
  const parameters = node.parameters.map((own) => (own.name === name ? { ...own, tiedTo: owner } : own));
  return { ...node, parameters };
}

/** `0` … `count - 1`. */
export function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function withBias(weight: ParameterShape, width: number, bias: boolean): readonly ParameterShape[] {
  return bias ? [weight, { name: 'bias', shape: [width] }] : [weight];
}
