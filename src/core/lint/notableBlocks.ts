import type { Block, Shot, ShotsDocument } from '../model/model.ts';
import { isElision, LONGEST_ELISION, opensElision } from './elision.ts';

/** A line of a block's content, but for the first, which begins behind the label. */
export interface ContentLine {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/** The blocks, and lines in them, that some rule may have to say something about; nearly all others are in order. */
export interface NotableBlocks {
  /** Blocks without any text. */
  readonly empty: readonly { readonly shot: Shot; readonly block: Block }[];
  /** Blocks that are nothing but a mark for something left out. */
  readonly elided: readonly Block[];
  /** Lines inside blocks, which could have been something else: a label, a mark for something left out. */
  readonly lines: readonly ContentLine[];
}

const known = new WeakMap<ShotsDocument, NotableBlocks>();

/** Looks through a document's blocks once, for all the rules about their content. */
export function notableBlocks(document: ShotsDocument): NotableBlocks {
  const found = known.get(document) ?? sortOut(document);
  known.set(document, found);
  return found;
}

function sortOut({ text, lines, shots }: ShotsDocument): NotableBlocks {
  const empty: NotableBlocks['empty'][number][] = [];
  const elided: Block[] = [];
  const inner: ContentLine[] = [];
  // Blocks and lines both come in document order, so one pass over the line starts is enough.
  let line = 0;
  for (const shot of shots) {
    for (const block of shot.blocks) {
      const { start, end } = block.content;
      if (start >= end) empty.push({ shot, block });
      else if (
        end - start <= LONGEST_ELISION &&
        opensElision(text.charCodeAt(start)) &&
        isElision(text, block.content)
      ) {
        elided.push(block);
      }
      while (lines.lineStart(line) <= start && line < lines.lineCount) line++;
      for (; line < lines.lineCount && lines.lineStart(line) < end; line++) {
        inner.push({ block, start: lines.lineStart(line), end: Math.min(lines.lineEnd(line), end) });
      }
    }
  }
  return { empty, elided, lines: inner };
}
