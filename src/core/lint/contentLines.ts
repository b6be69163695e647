import type { Block, ShotsDocument } from '../model/model.ts';

/** A line of a block's content, but for the first, which begins behind the label. */
export interface ContentLine {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/**
 * The lines inside blocks that could have been something else: a label, a mark for something left out. Most blocks
 * are one line, so this passes over most of a document.
 */
export function* contentLines({ text, shots }: ShotsDocument): Generator<ContentLine> {
  for (const { blocks } of shots) {
    for (const block of blocks) {
      const { end: limit } = block.content;
      let lineBreak = text.indexOf('\n', block.content.start);
      while (lineBreak !== -1 && lineBreak < limit) {
        const start = lineBreak + 1;
        lineBreak = text.indexOf('\n', start);
        const end = lineBreak === -1 || lineBreak > limit ? limit : lineBreak;
        yield { block, start, end: text[end - 1] === '\r' ? end - 1 : end };
      }
    }
  }
}
