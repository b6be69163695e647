import type { BlockNode, Shot } from '../../core/index.ts';
import type { ShotContext } from './shotContext.ts';

/** A shot as it is written, without comments, ids and escapes. */
export function toWrittenText(context: ShotContext, shot: Shot): string {
  let text = '';
  let end: number | undefined;
  for (const block of shot.blocks) {
    if (end !== undefined) text += isBlankBetween(context, end, block.start) ? '\n\n' : '\n';
    text += toWrittenBlock(context, block);
    end = block.end;
  }
  return text;
}

function isBlankBetween({ document }: ShotContext, from: number, to: number): boolean {
  const { text } = document;
  // The range of a block ends before or after its last line break.
  return /\n[ \t>]*\r?\n/.test(text.slice(Math.max(0, from - 1), to));
}

function toWrittenBlock(context: ShotContext, block: BlockNode): string {
  const { label, content } = block;
  const written = context.slice(label).replace(/^[> \t]+/, '');
  const text = context.textOf(block);
  const gap = context.slice({ start: label.end, end: content.start });
  const space = text === '' ? '' : gap.includes('\n') ? '\n' : gap === '' ? '' : ' ';
  const closing = label.decoration === 'tag' ? `${space === '\n' ? '\n' : ''}${written.replace('<', '</')}` : '';
  return `${written}${space}${text}${closing}`;
}
