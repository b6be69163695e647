import type { ShotsDocument } from '../../model/model.ts';
import { overlaps, type TextRange } from '../../text/range.ts';
import type { Finding } from '../rule.ts';

/**
 * Removes findings about text the author has yet to write: those of deferred rules in the block of the cursor,
 * and at the end of the document, where a shot is being written down from top to bottom.
 */
export function withoutDeferred(
  findings: readonly Finding[],
  document: ShotsDocument,
  cursor: number,
  isPatient: (rule: string) => boolean,
): readonly Finding[] {
  const places = [getCursorRange(document, cursor), getLastBlockRange(document)];
  return findings.filter(({ rule, range, scope }) => {
    if (!isPatient(rule)) return true;
    return !places.some((place) => overlaps(place, range) || (scope !== undefined && overlaps(place, scope)));
  });
}

/** The block at the cursor; between two blocks, what reaches from the one above to the one below. */
function getCursorRange({ tree, text }: ShotsDocument, cursor: number): TextRange {
  const index = tree.nodes.findIndex((node) => cursor <= node.end);
  const at = index === -1 ? tree.nodes.length - 1 : index;
  const node = tree.nodes[at];
  if (node?.kind === 'block') return widened(node);
  const above = tree.nodes.slice(0, Math.max(0, at)).findLast((other) => other.kind === 'block');
  const below = tree.nodes.slice(at + 1).find((other) => other.kind === 'block');
  return widened({ start: above?.start ?? 0, end: below?.label.end ?? text.length });
}

function getLastBlockRange({ tree, text }: ShotsDocument): TextRange {
  const last = tree.nodes.findLast((node) => node.kind === 'block');
  return widened({ start: last?.start ?? 0, end: text.length });
}

/** An empty range still overlaps a range at the same offset. */
function widened({ start, end }: TextRange): TextRange {
  return { start, end: Math.max(end, start + 1) };
}
