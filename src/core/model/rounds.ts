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
      rounds.push(finish(blocks.slice(round.from, next), rounds.length));
      round = undefined;
    }
    if (isInRound) {
      round ??= { from: next, acts: false, thinks: false, observes: false };
      note(round, item);
    }
    if (item.kind === 'block') next++;
  }
  if (round !== undefined) rounds.push(finish(blocks.slice(round.from, next), rounds.length));
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

function finish(blocks: readonly Block[], index: number): Round {
  let think: Block | undefined;
  let stepBlock: Block | undefined;
  let actions = NO_BLOCKS;
  let inputs = NO_BLOCKS;
  let observations = NO_BLOCKS;
  for (const block of blocks) {
    switch (block.role) {
      case 'think':
        think = block;
        break;
      case 'step':
        stepBlock = block;
        break;
      case 'action':
      case 'apiRequest':
        actions = withBlock(actions, block, blocks);
        break;
      case 'actionInput':
        inputs = withBlock(inputs, block, blocks);
        break;
      default:
        observations = withBlock(observations, block, blocks);
    }
  }
  const start = blocks[0]?.start ?? 0;
  const end = blocks[blocks.length - 1]?.end ?? start;
  return { start, end, index, think, actions, inputs, observations, stepBlock, blocks, step: undefined };
}

const NO_BLOCKS: readonly Block[] = [];

/** The blocks of one kind, one more of which was met. Nearly always there is just one of them. */
function withBlock(known: readonly Block[], block: Block, all: readonly Block[]): readonly Block[] {
  if (known.length === 0) return [block];
  return known.length === 1 ? all.filter(({ role }) => ROLE_KIND[role] === ROLE_KIND[block.role]) : known;
}

/** Which of a round's lists a block belongs to. */
const ROLE_KIND: Readonly<Partial<Record<Block['role'], 'action' | 'input' | 'observation'>>> = {
  action: 'action',
  apiRequest: 'action',
  actionInput: 'input',
  observation: 'observation',
  apiResponse: 'observation',
};
