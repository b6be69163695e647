import type { Block, CallSite, Round, Shot } from './model.ts';

/** Every call and mention in some shots, in document order. */
export function sitesOf(shots: readonly Shot[]): readonly CallSite[] {
  const sites: CallSite[] = [];
  for (const shot of shots) {
    for (const block of shot.blocks) {
      for (const call of block.calls)
        sites.push({ call, block, round: roundAround(shot, block), shot, mention: false });
      for (const call of block.mentions)
        sites.push({ call, block, round: roundAround(shot, block), shot, mention: true });
    }
  }
  return sites;
}

/** The round that a block of a shot belongs to, found by halving: rounds come in order. */
export function roundAround({ rounds }: Shot, block: Block): Round | undefined {
  let low = 0;
  let high = rounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rounds[middle]?.end ?? 0) <= block.start) low = middle + 1;
    else high = middle;
  }
  const round = rounds[low];
  return round !== undefined && round.start <= block.start ? round : undefined;
}
