import { touches } from '../text/range.ts';
import type { Block, Round, Shot, ShotsDocument } from './model.ts';

/** The round of a shot that holds one of its blocks. */
export function roundOf(shot: Shot, block: Block): Round | undefined {
  return roundAt(shot, block.start);
}

/** The shot that an offset lies in or touches; of two that meet there the later one. */
export function shotAt(document: ShotsDocument, offset: number): Shot | undefined {
  return lastTouched(document.shots, offset);
}

/** The round of a shot that an offset lies in or touches; of two that meet there the later one. */
export function roundAt(shot: Shot, offset: number): Round | undefined {
  return lastTouched(shot.rounds, offset);
}

/** The block of a shot that an offset lies in or touches; of two that meet there the later one. */
export function blockAt(shot: Shot, offset: number): Block | undefined {
  return lastTouched(shot.blocks, offset);
}

/** The last of some sorted ranges that an offset touches. */
function lastTouched<Item extends { readonly start: number; readonly end: number }>(
  items: readonly Item[],
  offset: number,
): Item | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const item = items[low - 1];
  return item !== undefined && touches(item, offset) ? item : undefined;
}
