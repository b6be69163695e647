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
  const trained = trainedBySlice(count);
  return slicesOf(model.root, []).map(({ path, index, node }) => {
    const name = displayPath(path);
    const matrices = matricesOf(node, path, trained.get(name));
    return {
      path: name,
      role: roleOf(model, name, index, node),
      ...(index === undefined ? {} : { index }),
      parameters: totalElements(node),
      trainable: matrices.reduce((sum, matrix) => sum + matrix.trainable, 0),
      matrices,
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
  trained: ReadonlyMap<string, number> | undefined,
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
        trainable: trained?.get(below) ?? 0,
        adaptable: isAdaptable(place.node.kind),
      };
    });
}

/** What is trained, by the full name of a slice and the name below it. */
function trainedBySlice(count: CountResult | undefined): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const slices = new Map<string, Map<string, number>>();
  const add = (slice: string, below: string, value: number): void => {
    const known = slices.get(slice) ?? new Map<string, number>();
    slices.set(slice, known);
    known.set(below, (known.get(below) ?? 0) + value);
  };
  for (const module of count?.modules ?? []) {
    const place = /^(.*?)\.(\[[\d,-]+\]|\d+)(?:\.(.*))?$/.exec(module.path);
    if (module.layers.length === 0 || place === null) add(module.path, '', module.trainable);
    else {
      const each = module.trainable / module.layers.length;
      for (const layer of module.layers) add(`${place[1]}.${layer}`, place[3] ?? '', each);
    }
  }
  return slices;
}

function roleOf(model: ModelTree, path: string, index: number | undefined, node: ModuleNode): CakeSlice['role'] {
  if (index !== undefined) return 'layer';
  if (path === model.outputHead) return 'head';
  if (path === model.inputEmbedding || node.kind === 'embedding') return 'embedding';
  if (node.kind === 'norm') return 'norm';
  const heads = /(^|\.)(score|classifier|qa_outputs|classification_head|decode_head|classifier_head)$/;
  return heads.test(path) ? 'head' : 'other';
}
