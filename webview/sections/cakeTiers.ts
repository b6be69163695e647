import type { CakeMatrix, CakeSlice } from '../../src/finetuning/index.ts';

/** A matrix of every layer of a tier. */
export interface TierMatrix {
  readonly matrix: CakeMatrix;
  /** In how many of the layers it carries an adapter. */
  readonly sauced: number;
  /** Trained parameters in all of the layers. */
  readonly trainable: number;
}

/** A run of neighbouring layers with the same matrices, or a single slice. */
export interface Tier {
  readonly slice: CakeSlice;
  readonly members: readonly CakeSlice[];
  readonly matrices: readonly TierMatrix[];
}

/** The slices of a cake with layers that are built alike put together. */
export function tiersOf(cake: readonly CakeSlice[]): readonly Tier[] {
  const runs: CakeSlice[][] = [];
  for (const slice of cake) {
    const last = runs.at(-1);
    const first = last?.[0];
    if (last !== undefined && first !== undefined && slice.role === 'layer' && builtAlike(first, slice))
      last.push(slice);
    else runs.push([slice]);
  }
  return runs.flatMap((members) => {
    const [slice] = members;
    return slice === undefined ? [] : [{ slice, members, matrices: matricesOf(slice, members) }];
  });
}

function matricesOf(slice: CakeSlice, members: readonly CakeSlice[]): readonly TierMatrix[] {
  return slice.matrices.map((matrix, at) => {
    const trained = members.map((member) => member.matrices[at]?.trainable ?? 0);
    const sauced = trained.filter((value) => value > 0).length;
    return { matrix, sauced, trainable: trained.reduce((sum, value) => sum + value, 0) };
  });
}

function builtAlike(a: CakeSlice, b: CakeSlice): boolean {
  if (a.role !== b.role || stackOf(a) !== stackOf(b) || a.matrices.length !== b.matrices.length) return false;
  return a.matrices.every(({ path, parameters }, at) => {
    const other = b.matrices[at];
    return other?.path === path && other.parameters === parameters;
  });
}

/** The name of what the layers stand in: those of an encoder are not those of a decoder. */
function stackOf({ path }: CakeSlice): string {
  return path.slice(0, path.lastIndexOf('.'));
}
