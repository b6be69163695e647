import type { Marker } from '../../parser/listMarker.ts';
import { continues, endsInColon, leavesLetters } from './continuedLines.ts';
import type { Item, LineContent } from './item.ts';
import { contentOf, LOWEST_HEADING } from './items.ts';
import { isPlausible, labelLevel, levelFor } from './listLevels.ts';
import { opensAction, opensBracketedBranch, opensBranch } from './openings.ts';
import { createNode, type Outline, type OutlineNode } from './outlineNode.ts';
import { isCaseLine, isListTitle, isSectionTitle, isTitleOfBullets, withoutBrackets } from './titleLines.ts';

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
      else if (line > 0 && only !== undefined && isTitleOfBullets(text, only, contents[line + 1]))
        builder.add({ ...only, titlesBullets: true });
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
  titlesBullets: false,
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
    const beside = besideBullet(stack, item);
    if (beside !== -1) popTo(beside);
    for (let index = stack.length - 1; index > 0; index--) {
      const node = stack[index];
      if (node === undefined || node.form === 'heading' || node.form === 'label') break;
      if (node.form === 'bullet') {
        if (node.item.indent < item.indent - 1) break;
        popTo(index);
      } else if (node.form === 'paragraph') {
        // What follows code is no longer what the sentence above it announces.
        if ((endsInColon(text, node) || node.item.titlesBullets) && node.lines.length === 0) break;
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
    if (!item.titlesBullets && last !== undefined && continues(text, last, item, words)) {
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

/** The bullet with the same indentation as an item, whose own numbered list is now complete. */
function besideBullet(stack: readonly OutlineNode[], { indent }: Item): number {
  const top = stack.at(-1);
  if (top === undefined || top.form === 'heading' || top.item.indent <= indent + 1) return -1;
  return stack.findLastIndex(
    ({ form, item }, at) =>
      form === 'bullet' && Math.abs(item.indent - indent) <= 1 && stack[at + 1]?.form === 'numbered',
  );
}

/** `**If the lamp is off:**` */
function isBranchLabel(text: string, item: Item, words: string): boolean {
  return (item.isBold || /[:：]\**$/.test(text.slice(item.contentStart, item.end))) && opensBranch(words);
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

function withoutMarker(item: Item, marker: Marker): Item {
  return { ...item, marker: undefined, contentStart: Math.min(marker.start, item.end) };
}

/** Paragraphs hold bullets only; other items go to the heading or list above them. */
function popParagraphs(stack: OutlineNode[]): void {
  // Steps stay open after a paragraph, so that counting goes on after it.
  while (stack.length > 1 && ['paragraph', 'bullet', 'label'].includes(stack.at(-1)?.form ?? '')) stack.pop();
}
