import { isBreak, isInlineSpace } from '../characters.ts';
import { isSlotText } from '../elision.ts';
import type { Chat, ChatTurn } from './chat.ts';

/** Where the shots of a chat begin, and the turn at which that is doubtful. */
export interface ShotStarts {
  readonly starts: ReadonlySet<ChatTurn>;
  readonly doubtful: ChatTurn | undefined;
}

/**
 * Decides which turns of the user begin a shot. Hard boundaries decide if they divide the document into chats. Else blank
 * lines do if there are two sizes of gaps: the larger one before a turn of the user begins a shot. With one size all is
 * one shot, which is doubtful if there are blank lines at all.
 */
export function findShotStarts(text: string, chats: readonly Chat[]): ShotStarts {
  const starts = new Set<ChatTurn>();
  for (const { turns } of chats) {
    const first = turns.find(isUser);
    if (first !== undefined) starts.add(first);
  }
  const real = chats.filter((chat) => !isSlot(text, chat, chat.turns.find(isUser)) && !isTemplate(text, chat));
  for (const chat of real) {
    const last = chat.turns.findLast(isUser);
    if (last !== undefined && isSlot(text, chat, last)) starts.add(last);
  }
  const [only, second] = real;
  if (only === undefined || second !== undefined) return { starts, doubtful: undefined };
  const gaps = gapsOf(text, only);
  const sizes = [...new Set(gaps.values())].sort((a, b) => a - b);
  const larger = sizes.length === 2 ? sizes[1] : undefined;
  const opens = only.turns.filter((turn) => isUser(turn) && gaps.get(turn) === larger && larger !== undefined);
  for (const turn of opens) starts.add(turn);
  const isDoubtful = opens.length === 0 && sizes.some((size) => size > 0);
  return { starts, doubtful: isDoubtful ? only.turns.find((turn) => isUser(turn) && !starts.has(turn)) : undefined };
}

function isUser({ role }: ChatTurn): boolean {
  return role === 'userTurn';
}

/** The numbers of blank lines before the turns; the first turn has none. */
function gapsOf(text: string, { turns }: Chat): ReadonlyMap<ChatTurn, number> {
  const first = turns.findIndex(isUser);
  return new Map(turns.slice(first + 1).map((turn) => [turn, blankLinesBefore(text, turn.token.at)]));
}

function blankLinesBefore(text: string, lineStart: number): number {
  let breaks = 0;
  for (let at = lineStart; at > 0; at--) {
    const code = text.charCodeAt(at - 1);
    if (isBreak(code)) {
      if (code !== 0x0d || text.charCodeAt(at) !== 0x0a) breaks++;
    } else if (!isInlineSpace(code) && code !== 0x3e) return Math.max(0, breaks - 1);
  }
  return Math.max(0, breaks - 1);
}

/** True for turns that a template fills in, all of them. */
function isTemplate(text: string, { turns, end }: Chat): boolean {
  return turns.every(({ token }, index) => {
    const limit = Math.min(turns[index + 1]?.token.at ?? end, token.labelEnd + MAX_SLOT_LENGTH);
    const words = text.slice(token.labelEnd, limit);
    return isSlotText(words) || (index > 0 && words.trim() === '');
  });
}

const MAX_SLOT_LENGTH = 400;

/** True for a turn whose text is a placeholder, after which nothing is said: the place of the real request. */
function isSlot(text: string, { turns, end }: Chat, turn: ChatTurn | undefined): boolean {
  if (turn === undefined) return false;
  const index = turns.indexOf(turn);
  const next = turns[index + 1];
  const words = text.slice(turn.token.labelEnd, next?.token.at ?? end);
  if (words.length > MAX_SLOT_LENGTH || !isSlotText(words)) return false;
  const last = turns[index + 2];
  return last === undefined && (next === undefined || text.slice(next.token.labelEnd, end).trim() === '');
}
