import type { Marker } from '../../parser/listMarker.ts';
import type { Item } from './item.ts';
import { endsWithColon } from './openings.ts';
import type { OutlineNode } from './outlineNode.ts';
import { isShortTitle } from './titleLines.ts';

/** A single letter is a marker only where it begins or continues a list. */
export function isPlausible(stack: readonly OutlineNode[], marker: Marker): boolean {
  if (marker.style !== 'letter' && marker.style !== 'roman') return true;
  if (marker.value === 1) return true;
  return stack.some((node) => node.marker?.style === marker.style && marker.value - node.marker.value <= 1);
}

/** The position in the stack at which a numbered item goes: everything from there on is closed. */
export function levelFor(text: string, stack: readonly OutlineNode[], item: Item, marker: Marker): number {
  const floor = stack.findLastIndex(
    ({ form, item: { heading }, parent }) => form === 'heading' && (heading > 0 || !parent),
  );
  if (marker.label.includes('.')) return dottedLevel(stack, floor, marker);
  // `If it fails:` with a list that begins below it.
  const top = stack.at(-1);
  if (top?.form === 'label' && marker.value === 1 && top.item.indent <= item.indent) return stack.length;
  if (top?.form === 'bullet' && marker.value === 1 && opensList(text, top, item)) return stack.length;
  const same = stack.flatMap((node, index) =>
    index > floor && node.form === 'numbered' && node.marker?.style === marker.style && !node.marker.label.includes('.')
      ? [
          {
            index,
            shift: item.indent - node.item.indent,
            continues: marker.value > 1 && marker.value === node.marker.value + 1,
          },
        ]
      : [],
  );
  const below = nestedBelowTitle(text, stack, item, marker, same);
  if (below !== undefined) return below;
  const level =
    same.findLast(({ shift }) => Math.abs(shift) <= 1) ??
    same.findLast(({ continues }) => continues) ??
    same.find(({ shift }) => shift < 0);
  if (level !== undefined) return level.index;
  const continued = stack.findIndex(
    (node, index) =>
      index > floor &&
      node.marker !== undefined &&
      marker.value > 1 &&
      node.marker.value + 1 === marker.value &&
      node.item.indent === item.indent &&
      !isFamilyBelow(node.marker.style, marker.style),
  );
  if (continued !== -1) return continued;
  // `二、` is never nested in `1.`: official documents number the other way round.
  if (marker.style === 'chinese') return floor + 1;
  // A list that does not begin at one continues the list with the same indentation.
  const beside = stack.findIndex(
    (node, index) => index > floor && node.form === 'numbered' && node.item.indent === item.indent,
  );
  if (marker.value > 1 && beside !== -1 && !isFamilyBelow(stack[beside]?.marker?.style ?? 'digits', marker.style))
    return beside;
  return openLevel(stack, floor, item);
}

/** `- If the card is valid:` with a list that begins further to the right. */
function opensList(text: string, { parts: [first], item: { indent } }: OutlineNode, item: Item): boolean {
  if (first === undefined || item.indent < indent + 2) return false;
  return endsWithColon(text.slice(first.start, first.end));
}

/** `1、离职申请` with `1、…`, `2、…` below it, and then `2、离职形式`: titles and their items count alike. */
function nestedBelowTitle(
  text: string,
  stack: readonly OutlineNode[],
  item: Item,
  marker: Marker,
  same: readonly { readonly index: number; readonly continues: boolean }[],
): number | undefined {
  const top = stack.at(-1);
  const isTop = top?.form === 'numbered' && top.marker?.style === marker.style && isShortTitle(text, top.item);
  if (isTop && marker.value === 1) return isShortTitle(text, item) ? undefined : stack.length;
  if (same.length < 2) return undefined;
  const outer = same.find(
    ({ index, continues }) => continues && isShortTitle(text, (stack[index] ?? top)?.item ?? item),
  );
  return outer !== undefined && isShortTitle(text, item) ? outer.index : undefined;
}

/** Styles that mean different levels in Chinese documents even without indentation. */
function isFamilyBelow(outer: Marker['style'], inner: Marker['style']): boolean {
  return outer === 'chinese' && inner !== 'chinese';
}

/** A new level: below the innermost list item, but not below one that is indented further. */
function openLevel(stack: readonly OutlineNode[], floor: number, item: Item): number {
  let index = stack.length;
  while (index - 1 > floor) {
    const node = stack[index - 1];
    if (node === undefined) break;
    const isContainer = node.form === 'numbered' && node.item.indent <= item.indent;
    const holdsIndented = (node.form === 'label' || node.form === 'bullet') && node.item.indent < item.indent - 1;
    if (isContainer || holdsIndented) break;
    index--;
  }
  return index;
}

/** `4.0 内容` holds `4.1`, where its siblings are `1.0`, `2.0` and `3.0`. */
function isWhole(node: OutlineNode | undefined, label: string, prefix: string): boolean {
  if (label !== `${prefix}.0`) return false;
  const siblings = node?.parent?.children ?? [];
  return siblings.filter(({ marker }) => marker !== undefined && /^\d+\.0$/.test(marker.label)).length > 1;
}

function dottedLevel(stack: readonly OutlineNode[], floor: number, marker: Marker): number {
  const prefix = marker.label.slice(0, marker.label.lastIndexOf('.'));
  for (let index = stack.length - 1; index > floor; index--) {
    const node = stack[index];
    const label = node?.marker?.label;
    if (label === undefined) continue;
    if (label === prefix || prefix.startsWith(`${label}.`) || isWhole(node, label, prefix)) return index + 1;
    if (label.includes('.') && label.slice(0, label.lastIndexOf('.')) === prefix) return index;
    if (label.includes('.') && label.split('.').length === marker.label.split('.').length) return index;
  }
  const list = stack.findIndex((node, index) => index > floor && node.marker !== undefined);
  return list === -1 ? floor + 1 : list;
}

/** The position in the stack at which a label goes. One in brackets is below the bold one before it. */
export function labelLevel(stack: readonly OutlineNode[], item: Item, isBracketed: boolean): number {
  const outer = isBracketed ? stack.findLastIndex(({ form, item: { isBold } }) => form === 'label' && isBold) : -1;
  return outer > 0 ? outer + 1 : aboveSide(stack, item);
}

/** A case label closes the one beside it, with the list below that one; else the lists around it. */
function aboveSide(stack: readonly OutlineNode[], item: Item): number {
  const beside = stack.findLastIndex(({ form, item: other }) => form === 'label' && other.indent >= item.indent);
  return beside > 0 && stack[beside + 1]?.form === 'numbered' ? beside : aboveLists(stack);
}

/** The stack position after the last heading or numbered step that may hold a case label. */
function aboveLists(stack: readonly OutlineNode[]): number {
  let index = stack.length;
  while (index > 1 && ['paragraph', 'bullet', 'label'].includes(stack[index - 1]?.form ?? '')) index--;
  return index;
}
