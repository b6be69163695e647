import { blockText, replaceHtmlComments, type Shot, type ShotsDocument } from '../../core/index.ts';

type Block = Shot['blocks'][number];

/** A block as the author wrote it, label and closing tag included, without comments and quote marks within. */
export function printBlock({ tree, text }: ShotsDocument, block: Block): string {
  const before = text.slice(block.start, block.content.start);
  const after = replaceHtmlComments(text.slice(block.content.end, block.end), '');
  return `${before.trimStart()}${blockText(tree, block).text}${after.trimEnd()}`.trimEnd();
}

/** A shot as a prompt shows it: without heading, id, status and comments. */
export function printShot(document: ShotsDocument, { blocks }: Shot): string {
  return blocks.map((block) => printBlock(document, block)).join('\n');
}
