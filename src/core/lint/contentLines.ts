import type { Block, ShotsDocument } from '../model/model.ts';

/** A line of a block's content, but for the first, which begins behind the label. */
export interface ContentLine {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

const known = new WeakMap<ShotsDocument, readonly ContentLine[]>();

/**
 * The lines inside blocks that could have been something else: a label, a mark for something left out. Most blocks
 * are one line, so this is a small part of a document. Found once for the rules that share it.
 */
export function contentLines(document: ShotsDocument): readonly ContentLine[] {
  const found = known.get(document) ?? findLines(document);
  known.set(document, found);
  return found;
}

/** Blocks and lines both come in document order, so one pass over the line starts is enough. */
function findLines({ lines, shots }: ShotsDocument): readonly ContentLine[] {
  const found: ContentLine[] = [];
  let line = 0;
  for (const { blocks } of shots) {
    for (const block of blocks) {
      const { start: from, end: limit } = block.content;
      while (line < lines.lineCount && lines.lineStart(line) <= from) line++;
      for (; line < lines.lineCount && lines.lineStart(line) < limit; line++) {
        found.push({ block, start: lines.lineStart(line), end: Math.min(lines.lineEnd(line), limit) });
      }
    }
  }
  return found;
}
