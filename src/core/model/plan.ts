import { lineStartBefore, skipInlineSpace } from '../parser/characters.ts';
import { nextLine } from '../parser/lineTokenReader.ts';
import { readListOpening } from '../parser/listMarker.ts';
import { readCircled, readDigits } from '../parser/numerals.ts';
import type { ShotsTree } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';
import type { Block, Plan, PlanItem } from './model.ts';

/** A plan with the items of its list, one per line or several in one (`1. 查询；2. 报修`). */
export function toPlan(tree: ShotsTree, block: Block): Plan {
  const { start, end } = block.content;
  const items = itemsByLine(tree.text, block);
  const inline = items.length > 1 ? [] : itemsInLine(tree.text, items[0]?.content ?? block.content, items[0]);
  return { start, end, block, items: inline.length > 1 ? inline : items };
}

/** Items that open a line. Other lines, and items set deeper than the first, belong to the item before. */
function itemsByLine(text: string, block: Block): readonly PlanItem[] {
  const { content } = block;
  const items: PlanItem[] = [];
  let indent: number | undefined;
  for (let line = content.start; line < content.end; line = nextLine(text, line)) {
    const words = text.slice(line, Math.min(nextLine(text, line), content.end));
    const opening = /^[\s>]*/.exec(words)?.[0].length ?? 0;
    const end = line + words.trimEnd().length;
    const start = line + opening;
    const marker = readListOpening(text, start);
    const last = items.at(-1);
    const lineStart = lineStartBefore(text, start);
    const column = lineStart < block.label.end ? 0 : start - lineStart;
    if (marker !== undefined && marker.end <= end && column <= (indent ?? column) + 1) {
      indent ??= column;
      items.push({
        start,
        end,
        number: numberOf(marker.number),
        content: { start: Math.min(marker.contentStart, end), end },
      });
    } else if (last !== undefined && end > start) {
      items[items.length - 1] = { ...last, end, content: { start: last.content.start, end } };
    }
  }
  return items;
}

/** Further items within one line: they count on from the first and are after a space or punctuation. */
function itemsInLine(text: string, content: TextRange, first: PlanItem | undefined): readonly PlanItem[] {
  const starts: { readonly number: number; readonly at: number; readonly contentStart: number }[] = [];
  if (first?.number !== undefined) starts.push({ number: first.number, at: first.start, contentStart: content.start });
  for (let at = content.start; at < content.end; at++) {
    const marker = inlineMarker(text, at, content.start);
    const isNext = marker !== undefined && marker.number === (starts.at(-1)?.number ?? 0) + 1;
    if (isNext) starts.push({ ...marker, at });
  }
  return starts.map(({ number, at, contentStart }, index) => {
    const until = starts[index + 1]?.at ?? content.end;
    const end = contentStart + text.slice(contentStart, until).trimEnd().length;
    return { start: at, end, number, content: { start: contentStart, end } };
  });
}

/** `2.`, `2、`, `2)` or `②` after a space or punctuation. */
function inlineMarker(text: string, at: number, from: number): { number: number; contentStart: number } | undefined {
  const circled = readCircled(text, at);
  if (circled !== undefined) return { number: circled.value, contentStart: skipInlineSpace(text, circled.end) };
  if (at > from && !/[\s，,。；;：:、（(]/.test(text[at - 1] ?? '')) return undefined;
  const digits = readDigits(text, at);
  const sign = digits === undefined ? '' : (text[digits.end] ?? '');
  if (digits === undefined || !/[.．、)）]/.test(sign) || /\d/.test(text[digits.end + 1] ?? '')) return undefined;
  return { number: digits.value, contentStart: skipInlineSpace(text, digits.end + 1) };
}

function numberOf(written: string | undefined): number | undefined {
  return written === undefined ? undefined : Number.parseInt(written, 10);
}
