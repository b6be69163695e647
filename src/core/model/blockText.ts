import { resolveWithOffsets } from '../parser/calls/escapes.ts';
import { isBreak, isInlineSpace, isRestBlank, skipInlineSpace } from '../parser/characters.ts';
import { nextLine } from '../parser/lineTokenReader.ts';
import type { BlockNode, ShotsTree } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';

/** Text taken out of a document, with the offset of each of its characters there. */
export interface MappedText {
  readonly text: string;
  /** Set if the text is that of a JSON string: replacements have to be escaped. */
  readonly encoding?: 'json';
  /** The document's offset of an offset in `text`; the offset after the last character maps to the offset after it. */
  map(offset: number): number;
}

/**
 * The text of a block, or of a part of its content, as a model would read it: quote marks, comments and the
 * backslashes of escapes are left out.
 */
export function blockText(tree: ShotsTree, block: BlockNode, range: TextRange = block.content): MappedText {
  if (block.encoding === 'json') return resolveString(tree.text, range);
  if (!block.interrupted) {
    const { start, end } = range;
    return { text: tree.text.slice(start, end), map: (offset) => Math.min(start + offset, end) };
  }
  return joinPieces(tree.text, without(range, omissions(tree, block, range)));
}

/** The value of the inside of a JSON string. */
function resolveString(source: string, { start, end }: TextRange): MappedText {
  const { value, offsets } = resolveWithOffsets(source.slice(start, end));
  return { text: value, encoding: 'json', map: (offset) => start + (offsets[Math.min(offset, value.length)] ?? 0) };
}

/** The pieces of a range that are left when others are taken out. */
function without(range: TextRange, omitted: readonly TextRange[]): readonly TextRange[] {
  const pieces: TextRange[] = [];
  let start = range.start;
  for (const omission of omitted) {
    if (omission.start > start) pieces.push({ start, end: omission.start });
    start = Math.max(start, omission.end);
  }
  if (start < range.end) pieces.push({ start, end: range.end });
  return pieces;
}

function joinPieces(source: string, pieces: readonly TextRange[]): MappedText {
  const starts: number[] = [];
  let text = '';
  for (const piece of pieces) {
    starts.push(text.length);
    text += source.slice(piece.start, piece.end);
  }
  const map = (offset: number): number => {
    // The end of the text belongs to its last character, not to what was left out after it.
    const index = lastAtMost(starts, Math.min(offset, text.length - 1));
    const piece = pieces[index];
    return piece === undefined ? 0 : Math.min(piece.start + offset - (starts[index] ?? 0), piece.end);
  };
  return { text, map };
}

/** The index of the last number that is at most `value`, in a sorted list. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The ranges that are not text of the block, in document order. */
function omissions(tree: ShotsTree, block: BlockNode, range: TextRange): readonly TextRange[] {
  const { text } = tree;
  const comments = within(tree.comments, (comment) => comment.start, range).map((comment) =>
    spaceAround(text, comment),
  );
  const escapes = within(tree.escapes, (at) => at, range).map((at) => ({ start: at, end: at + 1 }));
  const quotes = text[block.label.start] === '>' ? quoteMarks(text, block, range) : [];
  return [...comments, ...escapes, ...quotes].sort((a, b) => a.start - b.start);
}

/** The items of a sorted list that begin within a range. */
function within<Item>(items: readonly Item[], startOf: (item: Item) => number, range: TextRange): readonly Item[] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) < range.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  for (let item = items[end]; item !== undefined && startOf(item) < range.end; item = items[end]) end++;
  return items.slice(low, end);
}

/** A comment on its own lines is removed with these lines; a comment at a line's end with the space before it. */
function spaceAround(text: string, comment: TextRange): TextRange {
  if (!isRestBlank(text, comment.end)) return { start: comment.start, end: comment.end };
  let start = comment.start;
  while (start > 0 && isInlineSpace(text.charCodeAt(start - 1))) start--;
  const opensLine = start === 0 || isBreak(text.charCodeAt(start - 1));
  return opensLine ? { start, end: nextLine(text, comment.end) } : { start, end: comment.end };
}

/** The `>` marks at the beginning of the lines of a quoted block, as many as its label has. */
function quoteMarks(text: string, block: BlockNode, range: TextRange): readonly TextRange[] {
  const depth = text.slice(block.label.start, block.label.word.start).split('>').length - 1;
  const marks: TextRange[] = [];
  for (let line = nextLine(text, range.start); line < range.end; line = nextLine(text, line)) {
    const end = Math.min(skipMarks(text, line, depth), range.end);
    if (end > line) marks.push({ start: line, end });
  }
  return marks;
}

/** The offset after up to `depth` quote marks, each with at most one space after it. */
function skipMarks(text: string, line: number, depth: number): number {
  let end = line;
  for (let count = 0; count < depth; count++) {
    const mark = skipInlineSpace(text, end);
    if (text[mark] !== '>') break;
    end = text[mark + 1] === ' ' ? mark + 2 : mark + 1;
  }
  return end;
}
