import type { CountResult } from '../counting/result.ts';
import type { LayerMapMatrix, LayerMapSection } from './layerMap.ts';
import { isAdaptable } from './targetNames.ts';
import type { ModelTree, ModuleNode } from './tree.ts';
import {
  displayPath,
  getNamedModules,
  lastName,
  type NamedModule,
  ownElements,
  type PathSegment,
  totalElements,
} from './walk.ts';

/** A list of at least this many modules is treated as layers, each with its own section. */
const MIN_LAYERS = 2;

/** The model from input to output, every matrix with its shape; with a count, also what is trained in it. */
export function buildLayerMap(model: ModelTree, count?: CountResult): readonly LayerMapSection[] {
  const sections = getSections(model.root, []).map((section) => ({ ...section, name: displayPath(section.path) }));
  const trained = getTrainedBySection(new Set(sections.map(({ name }) => name)), count);
  const matricesOf = createMatrixReader();
  return sections.map(({ path, name, index, node }) => {
    const own = trained.get(name) ?? new Map<string, number>();
    return {
      path: name,
      role: getRole(model, name, index, node),
      ...(index === undefined ? {} : { index }),
      parameters: totalElements(node),
      trainable: [...own.values()].reduce((sum, value) => sum + value, 0),
      matrices:
        index === undefined || node.parameters.length > 0 ? getMatrices(node, path, own) : matricesOf(node, path, own),
    };
  });
}

interface SectionNode {
  readonly path: readonly PathSegment[];
  readonly index?: number;
  readonly node: ModuleNode;
}

/** Containers are expanded down to their layers; anything else is one section. */
function getSections(node: ModuleNode, path: readonly PathSegment[]): readonly SectionNode[] {
  const repeated = node.children.flatMap((child) => ('indices' in child ? [child] : []));
  if (repeated.length > 0) {
    return repeated
      .flatMap((child) => child.indices.map((index) => ({ path: [...path, [index]], index, node: child.node })))
      .sort((a, b) => a.index - b.index);
  }
  if (node.children.length === 0 || !holdsLayers(node))
    return path.length === 0 ? getChildSections(node, path) : [{ path, node }];
  return getChildSections(node, path);
}

/** The sections of the children, after one for parameters that the container owns, such as LLaVA's `image_newline`. */
function getChildSections(node: ModuleNode, path: readonly PathSegment[]): readonly SectionNode[] {
  const own = path.length > 0 && node.parameters.length > 0 ? [{ path, node: { ...node, children: [] } }] : [];
  const below = node.children.flatMap((child) =>
    'name' in child ? getSections(child.node, [...path, child.name]) : [],
  );
  return [...own, ...below];
}

function holdsLayers(node: ModuleNode): boolean {
  return node.children.some((child) => {
    if ('indices' in child) return node.children.length >= 1 && layerTotal(node) >= MIN_LAYERS;
    return holdsLayers(child.node);
  });
}

function layerTotal(node: ModuleNode): number {
  return node.children.reduce((sum, child) => sum + ('indices' in child ? child.indices.length : 0), 0);
}

/** The matrices of layers: those of the layer before, if it has the same modules and the same is trained in it. */
function createMatrixReader(): typeof getMatrices {
  let last: { node: ModuleNode; trained: ReadonlyMap<string, number>; matrices: readonly LayerMapMatrix[] } | undefined;
  return (node, path, trained) => {
    if (last?.node !== node || !areEqual(last.trained, trained)) {
      last = { node, trained, matrices: getMatrices(node, path, trained) };
    }
    return last.matrices;
  };
}

function areEqual(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}

function getMatrices(
  node: ModuleNode,
  path: readonly PathSegment[],
  trained: ReadonlyMap<string, number>,
): readonly LayerMapMatrix[] {
  const own: NamedModule = { path: [], node, instances: 1 };
  return [own, ...getNamedModules(node)]
    .filter((named) => named.node.parameters.length > 0)
    .map((named) => {
      const below = displayPath(named.path);
      const whole = path.length === 0 ? named.path : [...path, ...named.path];
      return {
        path: below === '' ? lastName(path) : below,
        target: lastName(whole),
        kind: named.node.kind,
        inFeatures: named.node.inFeatures ?? 0,
        outFeatures: named.node.outFeatures ?? 0,
        instances: named.instances,
        parameters: named.instances * ownElements(named.node),
        trainable: trainedAt(named, below, trained),
        adaptable: isAdaptable(named.node.kind),
      };
    });
}

/** Trained values of a matrix: those of the module and of its parameters that are adapted by name. */
function trainedAt(named: NamedModule, below: string, trained: ReadonlyMap<string, number>): number {
  const prefix = below === '' ? '' : `${below}.`;
  const names = [below, ...named.node.parameters.map(({ name }) => `${prefix}${name}`)];
  return names.reduce((sum, name) => sum + (trained.get(name) ?? 0), 0);
}

/** Trained values by the full name of a section and the name below it. */
function getTrainedBySection(
  names: ReadonlySet<string>,
  count: CountResult | undefined,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const sections = new Map<string, Map<string, number>>();
  const add = (section: string, below: string, value: number): void => {
    const values = sections.get(section) ?? new Map<string, number>();
    sections.set(section, values);
    values.set(below, (values.get(below) ?? 0) + value);
  };
  for (const module of count?.modules ?? []) {
    const named = /^(.*?)\.(\[[\d,-]+\]|\d+)(?:\.(.*))?$/s.exec(module.path);
    if (module.layers.length > 0 && named !== null && names.has(`${named[1]}.${module.layers[0]}`)) {
      const each = module.trainable / module.layers.length;
      for (const layer of module.layers) add(`${named[1]}.${layer}`, named[3] ?? '', each);
    } else {
      const section = enclosing(module.path, names);
      add(section, module.path.slice(section.length + 1), module.trainable);
    }
  }
  return sections;
}

/** The section that contains a module; the module's own name if there is none. */
function enclosing(path: string, names: ReadonlySet<string>): string {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    if (names.has(path.slice(0, end))) return path.slice(0, end);
  }
  return path;
}

function getRole(model: ModelTree, path: string, index: number | undefined, node: ModuleNode): LayerMapSection['role'] {
  if (index !== undefined) return 'layer';
  if (path === model.outputHead) return 'head';
  if (node.kind === 'container' && node.children.length === 0) return 'other';
  if (
    node.kind === 'embedding' ||
    model.inputEmbedding === path ||
    model.inputEmbedding?.startsWith(`${path}.`) === true
  )
    return 'embedding';
  if (node.kind === 'norm') return 'norm';
  const heads = /(^|\.)(score|classifier|qa_outputs|classification_head|decode_head|classifier_head)$/;
  return heads.test(path) ? 'head' : 'other';
}
