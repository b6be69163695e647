import type { SeparatorNode } from '../parser/tree.ts';
import type { Block, Round } from './model.ts';

/** A round while its blocks are collected. */
interface OpenRound {
  think: Block | undefined;
  stepBlock: Block | undefined;
  readonly actions: Block[];
  readonly inputs: Block[];
  readonly observations: Block[];
  readonly blocks: Block[];
}

/** Groups the blocks of a shot into think-action-observation turns; actions in a row are one round. */
export function roundsOf(items: readonly (Block | SeparatorNode)[]): readonly Round[] {
  const rounds: Round[] = [];
  let round: OpenRound | undefined;
  const close = () => {
    if (round !== undefined) rounds.push(finish(round, rounds.length));
    round = undefined;
  };
  for (const item of items) {
    if (item.kind === 'separator' || !isOfRound(item)) close();
    else {
      if (round !== undefined && opensNext(round, item)) close();
      round ??= openRound();
      addBlock(round, item);
    }
  }
  close();
  return rounds.slice();
}

function openRound(): OpenRound {
  return { think: undefined, stepBlock: undefined, actions: [], inputs: [], observations: [], blocks: [] };
}

function isOfRound(block: Block): boolean {
  switch (block.role) {
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

/** True if a block cannot belong to the round any more. */
function opensNext(round: OpenRound, block: Block): boolean {
  switch (block.role) {
    case 'step':
      return true;
    case 'think':
      return round.think !== undefined || round.actions.length > 0 || round.observations.length > 0;
    case 'action':
    case 'apiRequest':
      return round.observations.length > 0;
    default:
      return false;
  }
}

function addBlock(round: OpenRound, block: Block): void {
  round.blocks.push(block);
  switch (block.role) {
    case 'think':
      round.think = block;
      return;
    case 'step':
      round.stepBlock = block;
      return;
    case 'action':
    case 'apiRequest':
      round.actions.push(block);
      return;
    case 'actionInput':
      round.inputs.push(block);
      return;
    default:
      round.observations.push(block);
  }
}

function finish(round: OpenRound, index: number): Round {
  const { think, stepBlock, blocks } = round;
  const start = blocks[0]?.start ?? 0;
  const end = blocks.at(-1)?.end ?? start;
  const actions = trimmed(round.actions);
  const inputs = trimmed(round.inputs);
  const observations = trimmed(round.observations);
  const all = trimmed(blocks);
  return { start, end, index, think, actions, inputs, observations, stepBlock, blocks: all, step: undefined };
}

const NO_BLOCKS: readonly Block[] = [];

/** A copy without the room to grow that an array keeps, which would be most of a round's memory. */
function trimmed(blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? NO_BLOCKS : blocks.slice();
}
