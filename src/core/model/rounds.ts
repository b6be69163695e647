import { isAction, isObservation, type RoundPart } from '../parser/roles.ts';
import type { BlockNode, SeparatorNode } from '../parser/tree.ts';
import type { Block, Round } from './model.ts';

/** What the blocks of a round have done so far, as bits. */
const THOUGHT = 1;
const ACTED = 2;
const OBSERVED = 4;
/** Something lies between two of the blocks. */
const INTERRUPTED = 8;

/**
 * Groups the blocks of a shot into think-action-observation turns; actions in a row are one round. `items` are the
 * shot's blocks with the separators between them. The answer is in no round, although it is a turn of a chat.
 */
export function toRounds(
  blocks: readonly Block[],
  items: readonly (Block | SeparatorNode)[],
  answer: BlockNode | undefined,
): readonly Round[] {
  const rounds: Round[] = [];
  let isOpen = false;
  let from = 0;
  let done = 0;
  let end = 0;
  let next = 0;
  for (const item of items) {
    const part = item.kind === 'block' && item !== answer ? item.roleInfo.part : undefined;
    if (isOpen && (part === undefined || opensRound(item, part, done))) {
      rounds.push(new ReadRound(blocks, from, next, rounds.length, done, undefined));
      isOpen = false;
    }
    if (part !== undefined) {
      if (!isOpen) {
        isOpen = true;
        from = next;
        done = 0;
      } else if (item.start > end) done |= INTERRUPTED;
      done |= getActivity(part);
      end = item.end;
    }
    if (item.kind === 'block') next++;
  }
  if (isOpen) rounds.push(new ReadRound(blocks, from, next, rounds.length, done, undefined));
  // A slice has no spare capacity, which would be most of a short list's memory.
  return rounds.slice();
}

/** True if a block that is a part of a round opens another one than the one that has done so much. */
function opensRound(item: Block | SeparatorNode, part: RoundPart, done: number): boolean {
  // What the user says after the result of a call is no result.
  if (item.kind === 'block' && item.role === 'userTurn') return (done & OBSERVED) !== 0;
  switch (part) {
    case 'step':
      return true;
    case 'think':
      return done !== 0;
    case 'act':
      return (done & OBSERVED) !== 0;
    default:
      return false;
  }
}

function getActivity(part: RoundPart): number {
  switch (part) {
    case 'think':
      return THOUGHT;
    case 'act':
      return ACTED;
    case 'observe':
      return OBSERVED;
    default:
      return 0;
  }
}

/** A round as a range of its shot's blocks. Their parts are worked out on first use. */
class ReadRound implements Round {
  readonly start: number;
  readonly end: number;
  readonly index: number;
  readonly step: Round['step'];
  /** All blocks of the shot, of which those from `#from` to `#to` are the round's. */
  readonly #blocks: readonly Block[];
  readonly #from: number;
  readonly #to: number;
  readonly #done: number;

  constructor(blocks: readonly Block[], from: number, to: number, index: number, done: number, step: Round['step']) {
    this.start = blocks[from]?.start ?? 0;
    this.end = blocks[to - 1]?.end ?? this.start;
    this.index = index;
    this.step = step;
    this.#blocks = blocks;
    this.#from = from;
    this.#to = to;
    this.#done = done;
  }

  get blocks(): readonly Block[] {
    return this.#blocks.slice(this.#from, this.#to);
  }

  get thinks(): boolean {
    return (this.#done & THOUGHT) !== 0;
  }

  get acts(): boolean {
    return (this.#done & ACTED) !== 0;
  }

  get observes(): boolean {
    return (this.#done & OBSERVED) !== 0;
  }

  get isInterrupted(): boolean {
    return (this.#done & INTERRUPTED) !== 0;
  }

  get think(): Block | undefined {
    return this.blocks.findLast(({ roleInfo }) => roleInfo.part === 'think');
  }

  get stepBlock(): Block | undefined {
    return this.blocks.findLast(({ roleInfo }) => roleInfo.part === 'step');
  }

  get actions(): readonly Block[] {
    return this.blocks.filter(({ role }) => isAction(role));
  }

  get inputs(): readonly Block[] {
    return this.blocks.filter(({ roleInfo }) => roleInfo.part === 'input');
  }

  get observations(): readonly Block[] {
    return this.blocks.filter(({ role }) => isObservation(role));
  }

  /** The round with the step that a comment says it takes. */
  withStep(step: Round['step']): Round {
    return new ReadRound(this.#blocks, this.#from, this.#to, this.index, this.#done, step);
  }
}
