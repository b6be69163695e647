import type { Block, CallOccurrence, Round, Shot } from './model.ts';

/** Every call and mention in some shots, in document order. */
export function getCallOccurrences(shots: readonly Shot[]): readonly CallOccurrence[] {
  const callOccurrences: CallOccurrence[] = [];
  for (const shot of shots) {
    for (const block of shot.blocks) {
      const { calls, mentions } = block;
      if (calls.length === 0 && mentions.length === 0) continue;
      const round = findRound(shot, block);
      for (const call of calls) callOccurrences.push({ call, block, round, shot, mention: false });
      for (const call of mentions) callOccurrences.push({ call, block, round, shot, mention: true });
    }
  }
  return callOccurrences;
}

/** The round that a block of a shot belongs to, found by halving: rounds come in order. */
export function findRound({ rounds }: Shot, block: Block): Round | undefined {
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
