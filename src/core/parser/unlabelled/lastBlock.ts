import { createReader } from '../calls/reader.ts';
import { readValue } from '../calls/values.ts';
import { lineStartBefore, skipSpace } from '../characters.ts';
import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken } from '../lineTokens.ts';
import { isRequest } from '../roles.ts';

/** The variables that frameworks put the real request into. */
const SLOT = /^\{{1,2} ?(?:input|question|query|history|agent_scratchpad|scratchpad)(?: ?\}){1,2}$/;
const MAX_SLOT_LENGTH = 40;

/** Ends the last block before what a prompt says after its shots: after JSON and a blank line, or before `{input}`. */
export function closeLastBlock(text: string, tokens: readonly ActiveToken[]): void {
  const last = tokens.findLast((token) => token.kind === 'block');
  if (last === undefined || isRequest(last.role) || last.closingTag !== undefined) return;
  const at = endOfJson(text, last) ?? startOfSlot(text, last);
  if (at !== undefined) last.setExtras({ closingTag: { start: at, end: at } });
}

/** The end of an action that is one JSON object, if a blank line and more text follow. */
function endOfJson(text: string, { role, labelEnd }: LabelledBlock): number | undefined {
  const start = skipSpace(text, labelEnd, text.length);
  if (role !== 'action' || text[start] !== '{') return undefined;
  const { end } = readValue(createReader(text, start, text.length, undefined), 'alone');
  return /^[ \t]*\r?\n[ \t]*\r?\n\s*\S/.test(text.slice(end, end + 1000)) ? end : undefined;
}

/** Where the last line is, if it is the place of what a template fills in, under a blank line. */
function startOfSlot(text: string, { labelEnd }: LabelledBlock): number | undefined {
  const end = text.trimEnd().length;
  const start = lineStartBefore(text, end);
  if (start <= labelEnd || end - start > MAX_SLOT_LENGTH || !SLOT.test(text.slice(start, end))) return undefined;
  return /\n[ \t]*\r?\n$/.test(text.slice(Math.max(labelEnd, start - MAX_SLOT_LENGTH), start)) ? start : undefined;
}
