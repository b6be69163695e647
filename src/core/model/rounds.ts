import type { SeparatorNode } from '../parser/tree.ts';
import type { Block, Round } from './model.ts';

/** A round while its blocks are collected. */
interface OpenRound {
  readonly from: number;
  acts: boolean;
  thinks: boolean;
  observes: boolean;
}

/**
 * Groups the blocks of a shot into think-action-observation turns; actions in a row are one round. `items` are the
 * shot's blocks with the separators between them.
 */
export function roundsOf(blocks: readonly Block[], items: readonly (Block | SeparatorNode)[]): readonly Round[] {
  const rounds: Round[] = [];
  let round: OpenRound | undefined;
  let next = 0;
  for (const item of items) {
    const isInRound = item.kind === 'block' && isOfRound(item);
    if (round !== undefined && !(isInRound && belongs(round, item))) {
      rounds.push(new ReadRound(blocks.slice(round.from, next), rounds.length, undefined));
      round = undefined;
    }
    if (isInRound) {
      round ??= { from: next, acts: false, thinks: false, observes: false };
      note(round, item);
    }
    if (item.kind === 'block') next++;
  }
  if (round !== undefined) rounds.push(new ReadRound(blocks.slice(round.from, next), rounds.length, undefined));
  // A copy has no room to grow, which would be most of a list's memory.
  return rounds.slice();
}

function isOfRound({ role }: Block): boolean {
  switch (role) {
    case 'think':
    case 'step':
    case 'action':
    case 'actionInput':
    case 'observation':
    case 'apiRequest':
    case 'apiResponse':
      return true;
    default:
      return false;
  }
}

/** False if a block opens another round. */
function belongs({ thinks, acts, observes }: OpenRound, { role }: Block): boolean {
  switch (role) {
    case 'step':
      return false;
    case 'think':
      return !thinks && !acts && !observes;
    case 'action':
    case 'apiRequest':
      return !observes;
    default:
      return true;
  }
}

function note(round: OpenRound, { role }: Block): void {
  if (role === 'think') round.thinks = true;
  else if (role === 'action' || role === 'apiRequest') round.acts = true;
  else if (role === 'observation' || role === 'apiResponse') round.observes = true;
}

/** A round as its blocks: which of them does what is sorted out when somebody asks. */
class ReadRound implements Round {
  readonly start: number;
  readonly end: number;
  readonly index: number;
  readonly blocks: readonly Block[];
  readonly step: Round['step'];

  constructor(blocks: readonly Block[], index: number, step: Round['step']) {
    this.start = blocks[0]?.start ?? 0;
    this.end = blocks[blocks.length - 1]?.end ?? this.start;
    this.index = index;
    this.blocks = blocks;
    this.step = step;
  }

  get think(): Block | undefined {
    return this.blocks.findLast(({ role }) => role === 'think');
  }

  get stepBlock(): Block | undefined {
    return this.blocks.findLast(({ role }) => role === 'step');
  }

  get actions(): readonly Block[] {
    return this.blocks.filter(({ role }) => role === 'action' || role === 'apiRequest');
  }

  get inputs(): readonly Block[] {
    return this.blocks.filter(({ role }) => role === 'actionInput');
  }

  get observations(): readonly Block[] {
    return this.blocks.filter(({ role }) => role === 'observation' || role === 'apiResponse');
  }
}

/** The round with the step that a comment says it takes. */
export function withStep({ blocks, index }: Round, step: Round['step']): Round {
  return new ReadRound(blocks, index, step);
}
