import { hash32 } from '../../core/index.ts';
import type { UnionFind } from '../duplicates/unionFind.ts';

/** A part of the data with its share, such as `test` with 0.1. */
export interface SplitShare {
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** Reads `train=0.9,test=0.1`; undefined if it is not one. */
export function parseSplits(text: string): readonly SplitShare[] | undefined {
  const parts = text.split(',').map((part) => /^\s*([a-z][\w-]{0,30})\s*=\s*(0?\.\d+|[01](?:\.\d+)?)\s*$/i.exec(part));
  const shares = parts.map((part) => ({ name: part?.[1] ?? '', share: Number(part?.[2]) }));
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const names = new Set(shares.map(({ name }) => name));
  if (parts.includes(null) || names.size !== shares.length || Math.abs(total - 1) > 0.001) return undefined;
  return shares;
}

/**
 * Assigns rows to parts. Rows of one set stay together: near-duplicates, and those of one group. Sets are taken in an order
 * that the seed decides, and go to the part that lacks the most rows.
 */
export function assignSplits(count: number, sets: UnionFind, shares: readonly SplitShare[], seed: number): Uint8Array {
  const members = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const root = sets.find(row);
    const list = members.get(root);
    if (list === undefined) members.set(root, [row]);
    else list.push(row);
  }
  const parts = new Uint8Array(count);
  const filled = shares.map(() => 0);
  const ordered = [...members].sort(([a], [b]) => rank(seed, a) - rank(seed, b) || a - b);
  // Large sets first: a small one can still fill what they leave.
  ordered.sort(([, a], [, b]) => b.length - a.length);
  for (const [, rows] of ordered) {
    const lacking = shares.map(({ share }, part) => share * count - (filled[part] ?? 0));
    const part = lacking.indexOf(Math.max(...lacking));
    filled[part] = (filled[part] ?? 0) + rows.length;
    for (const row of rows) parts[row] = part;
  }
  return parts;
}

function rank(seed: number, set: number): number {
  return hash32(`${seed}/${set}`);
}
