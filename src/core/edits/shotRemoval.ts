import type { Shot, ShotsDocument } from '../model/model.ts';
import type { SeparatorNode } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';

/**
 * The ranges to delete, in order and apart from each other, so that a document loses these shots and nothing else: each
 * takes one separator along, the one after it or else the one before it.
 */
export function shotRemovals({ text, tree }: ShotsDocument, shots: readonly Shot[]): readonly TextRange[] {
  const separators = tree.nodes.filter(
    (node): node is SeparatorNode => node.kind === 'separator' && node.separates === 'shots',
  );
  const after = new Map(separators.map((separator) => [blankStart(text, separator.start), separator]));
  const before = new Map(separators.map((separator) => [blankEnd(text, separator.end), separator]));
  const taken = new Set<SeparatorNode>();
  const take = (separator: SeparatorNode | undefined): SeparatorNode | undefined => {
    if (separator === undefined || taken.has(separator)) return undefined;
    taken.add(separator);
    return separator;
  };
  const ranges = shots
    .toSorted((a, b) => b.start - a.start)
    .map(({ start, end }): TextRange => {
      const next = take(after.get(blankStart(text, end)));
      if (next !== undefined) return { start, end: blankEnd(text, next.end) };
      const previous = take(before.get(start));
      return previous === undefined
        ? { start, end: blankEnd(text, end) }
        : { start: blankStart(text, previous.start), end };
    });
  // A document keeps the line break at its end.
  return joined(ranges.reverse()).map(({ start, end }) => ({
    start: end < text.length ? start : start + lineBreakLength(text, start),
    end,
  }));
}

function lineBreakLength(text: string, offset: number): number {
  if (text.startsWith('\r\n', offset)) return 2;
  return text[offset] === '\n' ? 1 : 0;
}

/** Where the blank space before an offset begins. */
function blankStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text[at - 1])) at--;
  return at;
}

/** Where the blank space after an offset ends. */
function blankEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isBlank(text[at])) at++;
  return at;
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && character.trim() === '';
}

function joined(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of ranges) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
