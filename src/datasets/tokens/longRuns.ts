/** Characters of one kind: a tokenizer merges them as a whole. */
const RUN = /[\p{L}\p{M}]+|\p{N}+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu;

/** The longest run that is merged as a whole, in UTF-16 units. Longer ones do not occur in written language. */
const MAX_RUN_LENGTH = 1000;

/** The length of the pieces of a longer run. Merging is superlinear, so short pieces are faster. */
const PIECE_LENGTH = 256;

/** How many different pieces of one run are counted; the others count as these do on average. */
const MAX_PIECES = 50;

/** A part of a text. */
export interface TextPart {
  readonly text: string;
  /** True for a run that is too long to be merged as a whole. */
  readonly isLongRun: boolean;
}

/** The text in parts, with the runs over 1,000 characters apart from the rest. */
export function splitLongRuns(text: string): readonly TextPart[] {
  if (text.length <= MAX_RUN_LENGTH) return [{ text, isLongRun: false }];
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.length <= MAX_RUN_LENGTH) continue;
    if (index > from) parts.push({ text: text.slice(from, index), isLongRun: false });
    parts.push({ text: run, isLongRun: true });
    from = index + run.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isLongRun: false });
  return parts;
}

/** Counts a long run in pieces. Equal pieces are counted once; beyond 50 different ones the average is used. */
export function countLongRun(run: string, countText: (text: string) => number): number {
  const known = new Map<string, number>();
  let tokens = 0;
  let counted = 0;
  for (let start = 0; start < run.length; ) {
    const end = endOfPiece(run, start);
    const piece = run.slice(start, end);
    start = end;
    const count = known.get(piece) ?? (known.size < MAX_PIECES ? countText(piece) : undefined);
    if (count === undefined) continue;
    known.set(piece, count);
    tokens += count;
    counted += piece.length;
  }
  return counted === run.length ? tokens : Math.round((tokens * run.length) / counted);
}

/** The end of the piece that begins at an offset; a pair of surrogates stays together. */
function endOfPiece(run: string, start: number): number {
  const end = Math.min(start + PIECE_LENGTH, run.length);
  const code = run.charCodeAt(end - 1);
  return end < run.length && code >= 0xd800 && code <= 0xdbff ? end + 1 : end;
}
