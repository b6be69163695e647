import type { ModuleChild, ModuleNode, ParameterShape } from '../model/tree.ts';
import { inferModule } from './inferModule.ts';
import type { TensorInfo } from './tensorInfo.ts';

/** Tensors with equal names (except indices) and equal shapes. */
interface Family {
  /** The name's segments; `#` is an index. */
  readonly segments: readonly string[];
  readonly shape: readonly number[];
  /** The indices of every member, one list per index: `columns[1][7]` is the second index of the eighth member. */
  readonly columns: readonly number[][];
}

/** Some members of a family. */
interface Part {
  readonly family: Family;
  /** Numbers of the members; undefined: all. */
  readonly members: readonly number[] | undefined;
}

/**
 * The tree of modules from the names of tensors. Names are first grouped into families, so that a hundred thousand
 * tensors of a mixture of experts become a few dozen names with lists of indices.
 */
export function compactTree(tensors: readonly TensorInfo[]): ModuleNode {
  const families = groupByTemplate(tensors);
  return build(
    families.map((family) => ({ family, members: undefined })),
    0,
    0,
    '',
  );
}

function groupByTemplate(tensors: readonly TensorInfo[]): readonly Family[] {
  const families: Family[] = [];
  const byTemplate = new Map<string, Family[]>();
  for (const { name, shape } of tensors) {
    const { template, indices } = getTemplate(name);
    const known = byTemplate.get(template);
    let family = known?.find((each) => isSameShape(each.shape, shape));
    if (family === undefined) {
      family = { segments: template.split('.'), shape, columns: indices.map(() => []) };
      families.push(family);
      if (known === undefined) byTemplate.set(template, [family]);
      else known.push(family);
    }
    for (let at = 0; at < indices.length; at += 1) family.columns[at]?.push(indices[at] ?? 0);
  }
  return families;
}

function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, at) => size === b[at]);
}

const [zero, nine, dot] = [48, 57, 46] as const;

/** `layers.12.mlp.weight` → `layers.#.mlp.weight` and 12. Scans characters, because there are millions of them. */
function getTemplate(name: string): { readonly template: string; readonly indices: readonly number[] } {
  const indices: number[] = [];
  let template = '';
  let copied = 0;
  for (let start = 0; start < name.length; ) {
    let end = start;
    let index = 0;
    let isNumber = true;
    for (; end < name.length && name.charCodeAt(end) !== dot; end += 1) {
      const code = name.charCodeAt(end);
      if (code >= zero && code <= nine) index = index * 10 + code - zero;
      else isNumber = false;
    }
    // The last segment is the parameter's name, and a number with a leading zero is a word.
    const isIndex =
      isNumber && end > start && end < name.length && end - start < 9 && !(name[start] === '0' && end - start > 1);
    if (isIndex) {
      indices.push(index);
      template += `${name.slice(copied, start)}#`;
      copied = end;
    }
    start = end + 1;
  }
  return { template: template + name.slice(copied), indices };
}

/** The module at a depth of the names: its own parameters, its children by name, its children by index. */
function build(parts: readonly Part[], depth: number, column: number, name: string): ModuleNode {
  const parameters: ParameterShape[] = [];
  const children = new Map<string, Part[]>();
  for (const part of parts) {
    const segment = part.family.segments[depth] ?? '';
    if (depth === part.family.segments.length - 1) {
      parameters.push({ name: segment, shape: part.family.shape });
      continue;
    }
    const known = children.get(segment);
    if (known === undefined) children.set(segment, [part]);
    else known.push(part);
  }
  const nodes: ModuleChild[] = [];
  for (const [segment, inner] of children) {
    if (segment === '#') nodes.push(...indexed(inner, depth, column, name));
    else nodes.push({ name: segment, node: build(inner, depth + 1, column, segment) });
  }
  return inferModule(name, parameters, nodes);
}

/** Children by index; those that hold the same families with the same further indices become one node. */
function indexed(parts: readonly Part[], depth: number, column: number, name: string): readonly ModuleChild[] {
  const byIndex = new Map<number, Part[]>();
  for (const { family, members } of parts) {
    const groups = new Map<number, number[]>();
    const indices = family.columns[column] ?? [];
    const add = (member: number): void => {
      const index = indices[member] ?? 0;
      const known = groups.get(index);
      if (known === undefined) groups.set(index, [member]);
      else known.push(member);
    };
    if (members === undefined) for (let member = 0; member < indices.length; member += 1) add(member);
    else for (const member of members) add(member);
    for (const [index, own] of groups) {
      const inner = byIndex.get(index) ?? [];
      byIndex.set(index, inner);
      inner.push({ family, members: own });
    }
  }
  const equalGroups = new Map<string, { readonly parts: readonly Part[]; readonly indices: number[] }>();
  const numbers = new Map(parts.map(({ family }, at) => [family, at]));
  for (const [index, inner] of byIndex) {
    const key = inner.map((part) => `${numbers.get(part.family)}:${getRemainingIndices(part, column + 1)}`).join(' ');
    const group = equalGroups.get(key) ?? { parts: inner, indices: [] };
    equalGroups.set(key, group);
    group.indices.push(index);
  }
  return [...equalGroups.values()].map(({ parts: inner, indices }) => ({
    indices: indices.sort((a, b) => a - b),
    node: build(inner, depth + 1, column + 1, name),
  }));
}

/** The remaining indices of some members, as a string for comparison. */
function getRemainingIndices({ family, members }: Part, column: number): string {
  let text = '';
  for (let at = column; at < family.columns.length; at += 1) {
    const indices = family.columns[at] ?? [];
    text += `|${(members ?? indices.map((_, member) => member)).map((member) => indices[member]).join()}`;
  }
  return text;
}
