import type { ModuleNode, ParameterShape } from './tree.ts';

/** One segment of a dotted name: a word, or the indices of a repeated module. */
export type PathSegment = string | readonly number[];

/** A module of the tree with its full name. Repeated modules are listed once, with their indices. */
export interface NamedModule {
  readonly path: readonly PathSegment[];
  readonly node: ModuleNode;
  /** How many modules it represents. */
  readonly instances: number;
}

/** Modules by their root: a tree never changes, and each count walks it several times. */
const walked = new WeakMap<ModuleNode, readonly NamedModule[]>();

/** Every module below the root, parents before children, in the order of `named_modules()`. */
export function getNamedModules(root: ModuleNode): readonly NamedModule[] {
  const known = walked.get(root) ?? walk(root);
  walked.set(root, known);
  return known;
}

function walk(root: ModuleNode): readonly NamedModule[] {
  const result: NamedModule[] = [];
  const visit = (node: ModuleNode, path: readonly PathSegment[], instances: number): void => {
    for (const child of node.children) {
      const repeated = 'indices' in child;
      const named = {
        path: [...path, repeated ? child.indices : child.name],
        node: child.node,
        instances: repeated ? instances * child.indices.length : instances,
      };
      result.push(named);
      visit(child.node, named.path, named.instances);
    }
  };
  visit(root, [], 1);
  return result;
}

/** True if a segment holds indices. */
export function isIndexSegment(segment: PathSegment): segment is readonly number[] {
  return typeof segment !== 'string';
}

/** The name for people: indices as ranges, `model.layers.[0-31].self_attn.q_proj`. */
export function displayPath(path: readonly PathSegment[]): string {
  return path.map((segment) => (isIndexSegment(segment) ? displayIndices(segment) : segment)).join('.');
}

/** `3`, `[0-31]` or `[0-2,5,7-9]`. */
export function displayIndices(indices: readonly number[]): string {
  const runs: string[] = [];
  let start = 0;
  for (let end = 1; end <= indices.length; end += 1) {
    if (end < indices.length && indices[end] === (indices[end - 1] ?? 0) + 1) continue;
    const [first, last] = [indices[start], indices[end - 1]];
    runs.push(first === last ? `${first}` : `${first}-${last}`);
    start = end;
  }
  return runs.length === 1 && indices.length === 1 ? (runs[0] ?? '') : `[${runs.join(',')}]`;
}

/**
 * The last segment that is a word: `q_proj`, also for `experts.[0-7]` (`experts`). A member of a sequence has the name of
 * the sequence before its number: `mlp.0`, since `0` alone would select every first member.
 */
export function lastName(path: readonly PathSegment[]): string {
  const words = path.filter((segment) => typeof segment === 'string');
  const last = words.at(-1) ?? '';
  return /^\d+$/.test(last) && words.length > 1 ? `${words.at(-2)}.${last}` : last;
}

/** Number of values of one parameter. */
export function elements(parameter: ParameterShape): number {
  return parameter.shape.reduce((product, size) => product * size, 1);
}

/** Values of the parameters a module owns; shared ones are counted only with `withTied`. */
export function ownElements(node: ModuleNode, withTied = false): number {
  let sum = 0;
  for (const parameter of node.parameters) if (withTied || parameter.tiedTo === undefined) sum += elements(parameter);
  return sum;
}

/** Values of a module and everything below it; shared ones are counted only with `withTied`, as in a deep copy. */
export function totalElements(node: ModuleNode, withTied = false): number {
  let sum = ownElements(node, withTied);
  for (const child of node.children) {
    const times = 'indices' in child ? child.indices.length : 1;
    sum += times * totalElements(child.node, withTied);
  }
  return sum;
}
