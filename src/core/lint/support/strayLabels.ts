import type { Shot, ShotsDocument } from '../../model/model.ts';
import { isAction } from '../../parser/roles.ts';

/**
 * True for a shot whose labels are probably words of prose, such as one `Reasoning: high` among instructions: nothing in
 * the document is asked, no label is bold, and there is no action, or all labels are items of a list.
 */
export function hasStrayLabels({ shots, openSlots }: ShotsDocument, { blocks }: Shot): boolean {
  const isAsked = shots.some((shot) => shot.request !== undefined && shot.request.label.decoration !== 'list');
  if (openSlots.length > 0 || isAsked) return false;
  if (blocks.some(({ label }) => label.boldSpan !== undefined)) return false;
  return blocks.every(({ label }) => label.decoration === 'list') || !blocks.some(({ role }) => isAction(role));
}
