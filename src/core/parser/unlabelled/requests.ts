import { lineStartBefore, trimEnd } from '../characters.ts';
import { isFormatText, isSlotText } from '../elision.ts';
import type { LabelledBlock } from '../labelledBlock.ts';
import { nextLine } from '../lineTokenReader.ts';
import type { ActiveToken } from '../lineTokens.ts';
import { isRequest, ROLES, type Role } from '../roles.ts';
import { createTokenBlock } from '../tokenBlock.ts';

const FINISHES = /^\s*(?:finish|final_?answer|answer|submit|stop|done)\b/i;
/** How much of a block is looked at. */
const HEAD = 400;

/**
 * Requests without a label: where no request has one, the paragraph directly above the first label of a shot. A shot
 * begins at the first label, and after an answer, an action that finishes, or the calls of a plan.
 */
export function findRequests(text: string, tokens: readonly ActiveToken[]): readonly LabelledBlock[] {
  if (tokens.some((token) => token.kind === 'block' && isAsked(text, token)) || !leadsToAction(tokens)) return [];
  const requests: LabelledBlock[] = [];
  let before: LabelledBlock | undefined;
  let action: LabelledBlock | undefined;
  let from = 0;
  for (const token of tokens) {
    if (token.kind === 'fenceLine' || token.kind === 'rule') {
      before = undefined;
      from = nextLine(text, token.end);
    }
    if (token.kind === 'heading') from = nextLine(text, token.titleEnd);
    if (token.kind !== 'block') continue;
    if (opensShot(text, token, before, action) && !describesFormat(text, token)) {
      const at = paragraphAbove(text, from, token.at, before === undefined);
      if (at !== undefined) requests.push(createTokenBlock({ role: 'user', label: { start: at, end: at } }));
    }
    before = token;
    if (token.role === 'action') action = token;
    else if (token.role !== 'observation') action = undefined;
    from = token.labelEnd;
  }
  return requests;
}

/** False for thoughts and results alone, which prose has too. */
function leadsToAction(tokens: readonly ActiveToken[]): boolean {
  return tokens.some((token) => token.kind === 'block' && LEADING.has(token.role));
}

const LEADING: ReadonlySet<Role> = new Set(['action', 'plan', 'answer', 'step']);

/** True for a request of a shot: not the place of the real one, nor a description of the format. */
function isAsked(text: string, label: LabelledBlock): boolean {
  if (label.role === 'userTurn' || label.role === 'system') return true;
  return isRequest(label.role) && !describesFormat(text, label);
}

function describesFormat(text: string, { labelEnd }: LabelledBlock): boolean {
  const words = text.slice(labelEnd, labelEnd + HEAD).trimStart();
  const line = words.split(/\r\n?|\n/, 1)[0] ?? '';
  return isSlotText(line) || isFormatText(line);
}

function opensShot(
  text: string,
  { role, spelling }: LabelledBlock,
  before: LabelledBlock | undefined,
  action: LabelledBlock | undefined,
): boolean {
  const { part } = ROLES[role];
  if (part === 'observe' || part === 'input' || isRequest(role)) return false;
  // Who marks labels as such marks all of them.
  if (spelling.boldSpan !== undefined || spelling.decoration === 'tag' || spelling.decoration === 'list') return false;
  if (before === undefined || before.role === 'answer' || spelling.number === 1) return before?.role !== 'user';
  if (before.role === 'think' && before.spelling.decoration === 'token') return true;
  if (role === 'plan' && before.role === 'action') return true;
  return action !== undefined && FINISHES.test(text.slice(action.labelEnd, action.labelEnd + 40));
}

/** Where the paragraph above a label begins; undefined if a blank line or nothing is above it. */
function paragraphAbove(text: string, from: number, at: number, isFirst: boolean): number | undefined {
  const end = trimEnd(text, from, at);
  if (text.slice(from, end).trim() === '' || (!isFirst && !isDirectlyAbove(text, end, at))) return undefined;
  let start = lineStartBefore(text, end);
  while (start > from) {
    const above = lineStartBefore(text, start - 1);
    if (text.slice(above, start).trim() === '') break;
    start = above;
  }
  return start > from || isFirst ? Math.max(start, from) : undefined;
}

function isDirectlyAbove(text: string, end: number, at: number): boolean {
  return !/\n[ \t]*\r?\n/.test(text.slice(end, at));
}
