import type { Block, ShotsDocument } from '../../model/model.ts';

/**
 * True if a block's label is the document's own word for its role. Another word is a label only because of what is
 * before it, so a fix must not remove the blank line or separator there.
 */
export function hasUsualLabel({ text, detectedStyle }: ShotsDocument, { role, label }: Block): boolean {
  const usual = detectedStyle.words[role];
  return usual === undefined || text.slice(label.word.start, label.word.end) === usual;
}
