import type { LayerMapMatrix, LayerMapSection } from '../../src/finetuning/index.ts';

/** A matrix in every layer of a group. */
export interface GroupMatrix {
  readonly matrix: LayerMapMatrix;
  /** In how many of the layers it has an adapter. */
  readonly adaptedLayers: number;
  /** Trained parameters in all of the layers. */
  readonly trainable: number;
}

/** Layers of one stack with the same matrices, or a single section. */
export interface LayerGroup {
  readonly section: LayerMapSection;
  readonly members: readonly LayerMapSection[];
  readonly matrices: readonly GroupMatrix[];
}

/** The sections of a layer map, with equal layers grouped. */
export function groupLayers(layerMap: readonly LayerMapSection[]): readonly LayerGroup[] {
  const kinds: LayerMapSection[][] = [];
  for (const section of layerMap) {
    // The layers of a hybrid alternate: its two kinds are two groups, not one per change.
    const same =
      section.role === 'layer' ? kinds.find(([first]) => first && hasSameMatrices(first, section)) : undefined;
    if (same === undefined) kinds.push([section]);
    else same.push(section);
  }
  return kinds.flatMap((members) => {
    const [section] = members;
    return section === undefined ? [] : [{ section, members, matrices: getMatrices(section, members) }];
  });
}

function getMatrices(section: LayerMapSection, members: readonly LayerMapSection[]): readonly GroupMatrix[] {
  return section.matrices.map((matrix, at) => {
    const trained = members.map((member) => member.matrices[at]?.trainable ?? 0);
    const adaptedLayers = trained.filter((value) => value > 0).length;
    return { matrix, adaptedLayers, trainable: trained.reduce((sum, value) => sum + value, 0) };
  });
}

function hasSameMatrices(a: LayerMapSection, b: LayerMapSection): boolean {
  if (a.role !== b.role || getStack(a) !== getStack(b) || a.matrices.length !== b.matrices.length) return false;
  return a.matrices.every(({ path, parameters }, at) => {
    const other = b.matrices[at];
    return other?.path === path && other.parameters === parameters;
  });
}

/** The list that contains the layers: an encoder's are different from a decoder's. */
export function getStack({ path }: LayerMapSection): string {
  return path.slice(0, path.lastIndexOf('.'));
}
