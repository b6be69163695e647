import { isWhiteSpace } from '../../parser/characters.ts';

const MARKS = '，,、；;。.:：';

/** What may stand around a piece of a clause, and around a clause. */
export const AROUND = { piece: MARKS, clause: `${MARKS}!！` } as const;

/** A range without white space and closing punctuation at its ends. */
export function trimmed(text: string, start: number, end: number, marks: string): readonly [number, number] {
  let from = start;
  let to = end;
  while (from < to && isOutside(text, from, marks)) from++;
  while (to > from && isOutside(text, to - 1, marks)) to--;
  return [from, to];
}

/** A range without white space and closing punctuation at its ends, exclamation marks included. */
export function trimmedClause(text: string, start: number, end: number): readonly [number, number] {
  return trimmed(text, start, end, AROUND.clause);
}

function isOutside(text: string, at: number, marks: string): boolean {
  const code = text.charCodeAt(at);
  // Nearly every word begins and ends with one of these.
  const isLetter = (code > 0x60 && code < 0x7b) || (code > 0x2f && code < 0x3a) || (code > 0x4dff && code < 0xa000);
  if (isLetter) return false;
  return isWhiteSpace(code) || marks.includes(text.charAt(at));
}
