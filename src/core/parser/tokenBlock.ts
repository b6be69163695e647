import type { TextRange } from '../text/range.ts';
import { LabelledBlock } from './labelledBlock.ts';
import { ROLES, type Role } from './roles.ts';
import type { BlockNode } from './tree.ts';

/** What opens a block, and what is special about it. */
export interface TokenBlock {
  readonly role: Role;
  /** What opens the block; empty if nothing but its place says what it is. */
  readonly label: TextRange;
  /** The word in the label that names the role; by default all of it. */
  readonly word?: TextRange;
  /** The number of a planned call. */
  readonly number?: number;
  readonly closing?: TextRange | undefined;
  /** Set if the content is the inside of a JSON string. */
  readonly encoding?: 'json' | undefined;
}

/** True for a call that a plan makes before anything is carried out: `#E1 = Search[…]`, `1. search("…")`. */
export function isPlannedCall(block: BlockNode): boolean {
  return block.decoration === 'token' && block.label.number !== undefined;
}

/** True for an action that no label marks. */
export function isUnlabelledAction({ role, decoration }: BlockNode): boolean {
  return role === 'action' && decoration === 'token';
}

/** A block that is opened by something other than a label word: a control token, JSON, or its place in the shot. */
export function createTokenBlock({ role, label, word = label, number, closing, encoding }: TokenBlock): LabelledBlock {
  const block = new LabelledBlock(label.start, label.start, {
    role,
    roleInfo: ROLES[role],
    key: role,
    context: undefined,
    number,
    decoration: 'token',
    boldSpan: undefined,
    colon: '',
    quoted: false,
    length: label.end - label.start,
    wordStart: word.start - label.start,
    wordEnd: word.end - label.start,
    times: 0,
  });
  if (closing !== undefined || encoding !== undefined)
    block.setExtras({ closingTag: closing, encoding, interrupted: encoding !== undefined });
  return block;
}
