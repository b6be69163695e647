import type { SeparatorNode } from '../parser/tree.ts';
import type { Block, Round } from './model.ts';

/** What the blocks of a round have done so far, as bits. */
const THOUGHT = 1;
const ACTED = 2;
const OBSERVED = 4;
/** Something lies between two of the blocks. */
const INTERRUPTED = 8;

/**
 * Groups the blocks of a shot into think-action-observation turns; actions in a row are one round. `items` are the
 * shot's blocks with the separators between them.
 */
export function roundsOf(blocks: readonly Block[], items: readonly (Block | SeparatorNode)[]): readonly Round[] {
  const rounds: Round[] = [];
  let isOpen = false;
  let from = 0;
  let done = 0;
  let end = 0;
  let next = 0;
  for (const item of items) {
    const isInRound = item.kind === 'block' && isOfRound(item);
    if (isOpen && !(isInRound && belongs(item, done))) {
      rounds.push(new ReadRound(blocks, from, next, rounds.length, done, undefined));
      isOpen = false;
    }
    if (isInRound) {
      if (!isOpen) {
        isOpen = true;
        from = next;
        done = 0;
      } else if (item.start > end) done |= INTERRUPTED;
      done |= deedOf(item);
      end = item.end;
    }
    if (item.kind === 'block') next++;
  }
  if (isOpen) rounds.push(new ReadRound(blocks, from, next, rounds.length, done, undefined));
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

/** False if a block opens another round than the one that has done so much. */
function belongs({ role }: Block, done: number): boolean {
  switch (role) {
    case 'step':
      return false;
    case 'think':
      return done === 0;
    case 'action':
    case 'apiRequest':
      return (done & OBSERVED) === 0;
    default:
      return true;
  }
}

function deedOf({ role }: Block): number {
  switch (role) {
    case 'think':
      return THOUGHT;
    case 'action':
    case 'apiRequest':
      return ACTED;
    case 'observation':
    case 'apiResponse':
      return OBSERVED;
    default:
      return 0;
  }
}

/** A round as a range of its shot's blocks: which of them does what is sorted out when somebody asks. */
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

  /** The round with the step that a comment says it takes. */
  withStep(step: Round['step']): Round {
    return new ReadRound(this.#blocks, this.#from, this.#to, this.index, this.#done, step);
  }
}
