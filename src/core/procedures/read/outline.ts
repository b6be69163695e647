import type { Marker } from '../../parser/listMarker.ts';
import type { TextRange } from '../../text/range.ts';
import { announcesSteps, introduces, MAX_ANNOUNCEMENT_LENGTH, namesProcedure } from '../roles/titles.ts';
import type { Item, LineContent } from './item.ts';
import { contentOf, LOWEST_HEADING } from './items.ts';
import {
  isNoteOpening,
  isRuleOpening,
  opensAction,
  opensBracketedBranch,
  opensBranch,
  opensSection,
} from './openings.ts';
import {
  isBelowTitle,
  isCaseLine,
  isListTitle,
  isSectionTitle,
  isShortTitle,
  isTitleBetween,
  withoutBrackets,
} from './titleLines.ts';

/** A heading, list item or paragraph with what belongs to it. */
export interface OutlineNode {
  /** Nodes are numbered in document order; the root is the first one. */
  readonly index: number;
  readonly item: Item;
  readonly marker: Marker | undefined;
  readonly parent: OutlineNode | undefined;
  readonly children: OutlineNode[];
  /** Its own words: the rest of its first line, then the lines that continue it. */
  readonly parts: TextRange[];
  /** Lines set as quotations: words to be spoken. */
  readonly says: TextRange[];
  /** Other lines that belong to it: code, comments. */
  readonly lines: number[];
  readonly form: 'heading' | 'numbered' | 'bullet' | 'label' | 'paragraph';
}

export interface Outline {
  readonly root: OutlineNode;
  /** The node each line with words belongs to; a line with several items has its first. */
  readonly nodeOfLine: readonly (OutlineNode | undefined)[];
  /** The lines that are words to be spoken. */
  readonly spokenLines: ReadonlySet<number>;
}

/** Builds the tree of headings, lists and paragraphs from the lines of a procedure. */
export function buildOutline(text: string, contents: readonly LineContent[]): Outline {
  const builder = createBuilder(text);
  for (const [line, content] of contents.entries()) {
    if (content.kind === 'items') {
      const [only] = content.items;
      const isTitle =
        line > 0 &&
        only !== undefined &&
        ((isListTitle(text, only, contents[line + 1]) && builder.hasSteps()) || isSectionTitle(text, only));
      if (isTitle) builder.add({ ...only, heading: LOWEST_HEADING });
      else for (const item of content.items) builder.add(item);
    } else builder.skip(line, content.kind);
  }
  return builder.finish();
}

const ROOT_ITEM: Item = {
  line: 0,
  start: 0,
  contentStart: 0,
  end: 0,
  marker: undefined,
  heading: 0,
  isBullet: false,
  isQuote: false,
  isBold: false,
  indent: -1,
  afterBlank: false,
  isInline: false,
  cells: undefined,
};

function createBuilder(text: string) {
  let count = 0;
  const root = createNode(count++, ROOT_ITEM, undefined, undefined, 'heading');
  const stack: OutlineNode[] = [root];
  const nodeOfLine: (OutlineNode | undefined)[] = [];
  const spokenLines = new Set<number>();
  let last: OutlineNode | undefined;

  const top = (): OutlineNode => stack.at(-1) ?? root;
  const popTo = (index: number) => {
    stack.length = Math.max(1, index);
  };
  const push = (item: Item, form: OutlineNode['form'], marker: Marker | undefined) => {
    const node = createNode(count++, item, marker, top(), form);
    top().children.push(node);
    stack.push(node);
    // A line that holds a title and steps is a line of steps.
    if (nodeOfLine[item.line]?.marker === undefined) nodeOfLine[item.line] = node;
    last = node;
  };

  const addHeading = (item: Item) => {
    const index = stack.findIndex((node, at) => at > 0 && !(node.item.heading > 0 && node.item.heading < item.heading));
    if (index !== -1) popTo(index);
    push(item, 'heading', item.marker);
  };

  const addNumbered = (item: Item, marker: Marker) => {
    popTo(levelFor(text, stack, item, marker));
    push(item, 'numbered', marker);
  };

  const addBullet = (item: Item) => {
    for (let index = stack.length - 1; index > 0; index--) {
      const node = stack[index];
      if (node === undefined || node.form === 'heading' || node.form === 'label') break;
      if (node.form === 'bullet') {
        if (node.item.indent < item.indent - 1) break;
        popTo(index);
      } else if (node.form === 'paragraph') {
        // What follows code is no longer what the sentence above it announces.
        if (endsInColon(text, node) && node.lines.length === 0) break;
        popTo(index);
      } else break;
    }
    push(item, 'bullet', undefined);
  };

  const addPlain = (given: Item) => {
    const item = withoutBrackets(text, given);
    const words = text.slice(item.contentStart, Math.min(item.end, item.contentStart + 120));
    if (item.isQuote && last !== undefined && last.form !== 'heading') {
      last.says.push(contentOf(item));
      spokenLines.add(item.line);
      nodeOfLine[item.line] = last;
      return;
    }
    if (!item.isBold && isCaseLine(words)) {
      addBullet(item);
      return;
    }
    if (isBranchLabel(text, item, words)) {
      popTo(labelLevel(stack, item, item !== given));
      push(item, 'label', undefined);
      return;
    }
    if (last !== undefined && continues(text, last, item, words)) {
      last.parts.push(contentOf(item));
      nodeOfLine[item.line] = last;
      return;
    }
    makeRoomFor(item, words, last, stack);
    if (item.afterBlank && leavesLetters(top(), item)) stack.pop();
    push(item, 'paragraph', undefined);
  };

  return {
    add(item: Item) {
      if (item.heading > 0) addHeading(item);
      else if (item.isQuote && (last?.says.length ?? 0) > 0) addPlain(item);
      else if (item.marker !== undefined && isPlausible(stack, item.marker)) addNumbered(item, item.marker);
      else if (item.isBullet) addBullet(item);
      else addPlain(item.marker === undefined ? item : withoutMarker(item, item.marker));
    },
    skip(line: number, kind: Exclude<LineContent['kind'], 'items'>) {
      if (kind === 'code' || kind === 'comment') last?.lines.push(line);
      if (kind === 'separator') {
        popParagraphs(stack);
        last = undefined;
      }
    },
    hasSteps: () =>
      last !== undefined && root.children.some(({ form }) => form !== 'heading' || last?.form === 'numbered'),
    finish: (): Outline => ({ root, nodeOfLine, spokenLines }),
  };
}

/** `**If the lamp is off:**` */
function isBranchLabel(text: string, item: Item, words: string): boolean {
  return (item.isBold || /[:：]\**$/.test(text.slice(item.contentStart, item.end))) && opensBranch(words);
}

/** The position in the stack at which a label goes. One in brackets is below the bold one before it. */
function labelLevel(stack: readonly OutlineNode[], item: Item, isBracketed: boolean): number {
  const outer = isBracketed ? stack.findLastIndex(({ form, item: { isBold } }) => form === 'label' && isBold) : -1;
  return outer > 0 ? outer + 1 : aboveSide(stack, item);
}

/** Closes what a paragraph does not belong to. `**If yes:**` with a paragraph: what is done then. */
function makeRoomFor(item: Item, words: string, last: OutlineNode | undefined, stack: OutlineNode[]): void {
  const isUnderLabel =
    last !== undefined && last === stack.at(-1) && last.form === 'label' && last.children.length === 0;
  const isBeside = opensBracketedBranch(words) && !item.afterBlank && last?.parent?.form === 'label';
  const label = opensAction(words) ? stack.findLastIndex(({ form }) => form === 'label') : -1;
  if (label > 0) stack.length = label + 1;
  else if (isBeside) stack.pop();
  else if (!isUnderLabel) popParagraphs(stack);
}

/** True if a line goes on with the item above it. */
function continues(text: string, last: OutlineNode, item: Item, words: string): boolean {
  const isWithin = item.indent > last.item.indent + 1 && item.indent > 0;
  if (last.form === 'heading' || (item.afterBlank && !isWithin && !isBroken(text, last, item))) return false;
  if (last.form === 'label' && endsInColon(text, last)) return false;
  if (
    isNoteOpening(words) ||
    isRuleOpening(words) ||
    opensAction(words) ||
    opensSection(words) ||
    opensBracketedBranch(words)
  )
    return false;
  if (last.form === 'paragraph' && (opensProcedure(text, last) || isBoldTitle(last, item))) return false;
  return (
    !leavesBullet(last, item, words) &&
    !isBelowTitle(text, last, item) &&
    !isTitleBetween(text, last.parts.at(-1)?.end ?? 0, item)
  );
}

/** `**Listen**` alone on its line, and below it what is done. */
function isBoldTitle({ item, parts }: OutlineNode, { isBold }: Item): boolean {
  return item.isBold && parts.length === 1 && !isBold;
}

/** `办理步骤如下：`, `以下是详细的流程。`, or a title such as `挂失补卡的详细步骤` above the sentences of a text. */
function opensProcedure(text: string, last: OutlineNode): boolean {
  const part = last.parts.at(-1);
  if (part === undefined || part.end - part.start > MAX_ANNOUNCEMENT_LENGTH) return false;
  const mark = text.charAt(part.end - 1);
  if (mark === ':' || mark === '：') return announcesSteps(textOf(text, last));
  if (last.parts.length > 1) return false;
  if (mark === '。') return introduces(textOf(text, last));
  return last.parent?.parent === undefined && part.end - part.start <= 40 && namesProcedure(textOf(text, last));
}

/** The last words of an item. */
function textOf(text: string, { parts }: OutlineNode): string {
  const last = parts.at(-1);
  return last === undefined ? '' : text.slice(last.start, last.end);
}

/** A sentence that breaks off at the end of its line and goes on after a blank line, as copied from a PDF. */
function isBroken(text: string, { parts }: OutlineNode, item: Item): boolean {
  const part = parts.at(-1);
  if (part === undefined || part.end - part.start < 24) return false;
  const words = text.slice(part.start, part.end);
  if (!/[\p{Script=Han}，、]$/u.test(words) || !/[，。：；]/u.test(words)) return false;
  return /^\p{Script=Han}[^\n]*[。；，]/u.test(text.slice(item.contentStart, item.end));
}

/** A paragraph as far to the left as a list of letters within a step belongs to the step. */
function leavesLetters({ marker, parent, item: { indent } }: OutlineNode, item: Item): boolean {
  const isLettered = marker?.style === 'letter' || marker?.style === 'roman';
  return isLettered && parent?.form === 'numbered' && item.indent <= indent;
}

/** A line that is not indented ends a bullet, unless it goes on in the middle of a sentence. */
function leavesBullet(last: OutlineNode, item: Item, words: string): boolean {
  if (last.form !== 'bullet' || item.indent > last.item.indent) return false;
  return /^\**\p{Lu}|^(?:若(?!干)|如果|如(?:有|无|遇|仍|发现)|当|一旦|否则|此外|建议|注意)/u.test(words);
}

function createNode(
  index: number,
  item: Item,
  marker: Marker | undefined,
  parent: OutlineNode | undefined,
  form: OutlineNode['form'],
): OutlineNode {
  return { index, item, marker, parent, children: [], parts: [contentOf(item)], says: [], lines: [], form };
}

function withoutMarker(item: Item, marker: Marker): Item {
  return { ...item, marker: undefined, contentStart: Math.min(marker.start, item.end) };
}

function endsInColon(text: string, { parts }: OutlineNode): boolean {
  const end = parts.at(-1)?.end ?? 0;
  return /[:：]\**\s*$/.test(text.slice(Math.max(0, end - 4), end));
}

/** Paragraphs hold bullets only; other items go to the heading or list above them. */
function popParagraphs(stack: OutlineNode[]): void {
  // Steps stay open after a paragraph, so that counting goes on after it.
  while (stack.length > 1 && ['paragraph', 'bullet', 'label'].includes(stack.at(-1)?.form ?? '')) stack.pop();
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

/** A single letter is a marker only where it begins or continues a list. */
function isPlausible(stack: readonly OutlineNode[], marker: Marker): boolean {
  if (marker.style !== 'letter' && marker.style !== 'roman') return true;
  if (marker.value === 1) return true;
  return stack.some((node) => node.marker?.style === marker.style && marker.value - node.marker.value <= 1);
}

/** The position in the stack at which a numbered item goes: everything from there on is closed. */
function levelFor(text: string, stack: readonly OutlineNode[], item: Item, marker: Marker): number {
  const floor = stack.findLastIndex(
    ({ form, item: { heading }, parent }) => form === 'heading' && (heading > 0 || !parent),
  );
  if (marker.label.includes('.')) return dottedLevel(stack, floor, marker);
  // `If it fails:` with a list that begins below it.
  const top = stack.at(-1);
  if (top?.form === 'label' && marker.value === 1 && top.item.indent <= item.indent) return stack.length;
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
