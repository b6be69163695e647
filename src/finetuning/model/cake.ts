import type { CountResult } from '../counting/result.ts';
import type { CakeMatrix, CakeSlice } from './layerCake.ts';
import { isAdaptable } from './targetNames.ts';
import type { ModelTree, ModuleNode } from './tree.ts';
import {
  displayPath,
  isIndexSegment,
  lastName,
  ownElements,
  type PathSegment,
  type PlacedModule,
  placedModules,
  totalElements,
} from './walk.ts';

/** A stack of this many modules or more is taken for layers, and every one of them becomes a slice. */
const fewestLayers = 2;

/** The model from input to output, every matrix with its shape; with a count also what is trained where. */
export function layerCake(model: ModelTree, count?: CountResult): readonly CakeSlice[] {
  const slices = slicesOf(model.root, []).map((slice) => ({ ...slice, name: displayPath(slice.path) }));
  const trained = trainedBySlice(new Set(slices.map(({ name }) => name)), count);
  return slices.map(({ path, name, index, node }) => {
    const own = trained.get(name) ?? new Map<string, number>();
    return {
      path: name,
      role: roleOf(model, name, index, node),
      ...(index === undefined ? {} : { index }),
      parameters: totalElements(node),
      trainable: [...own.values()].reduce((sum, value) => sum + value, 0),
      matrices: matricesOf(node, path, own),
    };
  });
}

interface Slice {
  readonly path: readonly PathSegment[];
  readonly index?: number;
  readonly node: ModuleNode;
}

/** Containers are opened down to their layers; what is no container of layers is a slice as a whole. */
function slicesOf(node: ModuleNode, path: readonly PathSegment[]): readonly Slice[] {
  const repeated = node.children.flatMap((child) => ('indices' in child ? [child] : []));
  if (repeated.length > 0) {
    return repeated
      .flatMap((child) => child.indices.map((index) => ({ path: [...path, String(index)], index, node: child.node })))
      .sort((a, b) => a.index - b.index);
  }
  if (node.children.length === 0 || !holdsLayers(node))
    return path.length === 0 ? childSlices(node, path) : [{ path, node }];
  return childSlices(node, path);
}

function childSlices(node: ModuleNode, path: readonly PathSegment[]): readonly Slice[] {
  return node.children.flatMap((child) => ('name' in child ? slicesOf(child.node, [...path, child.name]) : []));
}

function holdsLayers(node: ModuleNode): boolean {
  return node.children.some((child) => {
    if ('indices' in child) return node.children.length >= 1 && layerTotal(node) >= fewestLayers;
    return holdsLayers(child.node);
  });
}

function layerTotal(node: ModuleNode): number {
  return node.children.reduce((sum, child) => sum + ('indices' in child ? child.indices.length : 0), 0);
}

function matricesOf(
  node: ModuleNode,
  path: readonly PathSegment[],
  trained: ReadonlyMap<string, number>,
): readonly CakeMatrix[] {
  const own: PlacedModule = { path: [], node, instances: 1 };
  return [own, ...placedModules(node)]
    .filter((place) => place.node.parameters.length > 0)
    .map((place) => {
      const below = displayPath(place.path);
      const whole = path.length === 0 ? place.path : [...path, ...place.path];
      return {
        path: below === '' ? lastName(path) : below,
        target: lastName(whole.filter((segment) => isIndexSegment(segment) || !/^\d+$/.test(segment))),
        kind: place.node.kind,
        inFeatures: place.node.inFeatures ?? 0,
        outFeatures: place.node.outFeatures ?? 0,
        instances: place.instances,
        parameters: place.instances * ownElements(place.node),
        trainable: trainedAt(place, below, trained),
        adaptable: isAdaptable(place.node.kind),
      };
    });
}

/** Trained values of a matrix: those of the module and those of its parameters that are adapted by name. */
function trainedAt(place: PlacedModule, below: string, trained: ReadonlyMap<string, number>): number {
  const prefix = below === '' ? '' : `${below}.`;
  const names = [below, ...place.node.parameters.map(({ name }) => `${prefix}${name}`)];
  return names.reduce((sum, name) => sum + (trained.get(name) ?? 0), 0);
}

/** What is trained, by the full name of a slice and the name below it. */
function trainedBySlice(
  names: ReadonlySet<string>,
  count: CountResult | undefined,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const slices = new Map<string, Map<string, number>>();
  const add = (slice: string, below: string, value: number): void => {
    const known = slices.get(slice) ?? new Map<string, number>();
    slices.set(slice, known);
    known.set(below, (known.get(below) ?? 0) + value);
  };
  for (const module of count?.modules ?? []) {
    const place = /^(.*?)\.(\[[\d,-]+\]|\d+)(?:\.(.*))?$/.exec(module.path);
    if (module.layers.length > 0 && place !== null && names.has(`${place[1]}.${module.layers[0]}`)) {
      const each = module.trainable / module.layers.length;
      for (const layer of module.layers) add(`${place[1]}.${layer}`, place[3] ?? '', each);
    } else {
      const slice = enclosing(module.path, names);
      add(slice, module.path.slice(slice.length + 1), module.trainable);
    }
  }
  return slices;
}

/** The slice that a module lies in; the module's own name if there is none. */
function enclosing(path: string, names: ReadonlySet<string>): string {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    if (names.has(path.slice(0, end))) return path.slice(0, end);
  }
  return path;
}

function roleOf(model: ModelTree, path: string, index: number | undefined, node: ModuleNode): CakeSlice['role'] {
  if (index !== undefined) return 'layer';
  if (path === model.outputHead) return 'head';
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
