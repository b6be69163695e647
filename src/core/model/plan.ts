import { nextLine } from '../parser/lineMarks.ts';
import type { ShotsTree } from '../parser/tree.ts';
import { readMarker } from '../procedures/stepMarker.ts';
import type { Block, Plan, PlanItem } from './model.ts';

/** A plan with the items of its list. Lines that begin no item belong to the item before. */
export function planOf(tree: ShotsTree, block: Block): Plan {
  const items: PlanItem[] = [];
  const { start, end } = block.content;
  for (let line = start; line < end; line = nextLine(tree.text, line)) {
    const lineEnd = Math.min(nextLine(tree.text, line), end);
    const text = tree.text.slice(line, lineEnd);
    const opening = /^[\s>]*/.exec(text)?.[0].length ?? 0;
    const trimmedEnd = line + text.trimEnd().length;
    const marker = readMarker(tree.text, line + opening);
    const last = items.at(-1);
    if (marker !== undefined && marker.end <= trimmedEnd) {
      const content = { start: Math.min(marker.contentStart, trimmedEnd), end: trimmedEnd };
      items.push({ start: line + opening, end: trimmedEnd, number: numberOf(marker.number), content });
    } else if (last !== undefined && trimmedEnd > line + opening) {
      items[items.length - 1] = { ...last, end: trimmedEnd, content: { start: last.content.start, end: trimmedEnd } };
    }
  }
  return { start, end, block, items };
}

function numberOf(written: string | undefined): number | undefined {
  return written === undefined ? undefined : Number.parseInt(written, 10);
}
