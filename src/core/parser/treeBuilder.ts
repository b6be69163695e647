import { closeBlock } from './blockNodes.ts';
import type { Division } from './divisions.ts';
import { appendGap, type Gap } from './gaps.ts';
import { type CountedNode, countNode, type HabitTallies, habitOf, newTallies } from './habit.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { nextLine } from './lineMarks.ts';
import type { CommentMark } from './marks.ts';
import type { BomNode, CommentNode, ContentFence, DocumentHabit, FrontMatterNode, TextNode, TreeNode } from './tree.ts';

interface Builder extends Gap {
  readonly nodes: CountedNode[];
  readonly texts: TextNode[];
  readonly allComments: CommentNode[];
  readonly escapes: number[];
  readonly tallies: HabitTallies;
  /** How many of the nodes are counted. */
  counted: number;
  /** Where the next node begins: everything before is tiled. */
  cursor: number;
  block: LabelledBlock | undefined;
  /** Comments, fences and escapes since `cursor`. */
  comments: CommentMark[];
  fences: ContentFence[];
  escaped: boolean;
}

/** The nodes of a document, with what was noticed while they were made. */
export interface BuiltNodes {
  readonly nodes: readonly TreeNode[];
  readonly texts: readonly TextNode[];
  readonly comments: readonly CommentNode[];
  readonly escapes: readonly number[];
  readonly habit: DocumentHabit;
}

/** What can stand before everything else. */
export type OpeningNode = BomNode | FrontMatterNode;

/** Tiles the text with nodes, the first of which are made already. */
export function buildNodes(text: string, divisions: readonly Division[], opening: readonly OpeningNode[]): BuiltNodes {
  const builder: Builder = {
    text,
    nodes: [...opening],
    texts: [],
    allComments: [],
    escapes: [],
    tallies: newTallies(text),
    counted: 0,
    cursor: opening.at(-1)?.end ?? 0,
    block: undefined,
    comments: [],
    fences: [],
    escaped: false,
    place: 'preamble',
  };
  divisions.forEach((division) => {
    addDivision(builder, division);
  });
  closeRegion(builder, text.length);
  countNodes(builder);
  const { nodes, texts, allComments: comments, escapes, tallies } = builder;
  return { nodes, texts, comments, escapes, habit: habitOf(tallies) };
}

/** Counts the nodes added since the last time, while they are still at hand. */
function countNodes(builder: Builder): void {
  const { nodes, tallies } = builder;
  for (let node = nodes[builder.counted]; node !== undefined; node = nodes[builder.counted]) {
    countNode(tallies, node);
    if (node.kind === 'text') builder.texts.push(node);
    builder.counted++;
  }
}

function addDivision(builder: Builder, mark: Division): void {
  if (mark.at < builder.cursor && mark.kind !== 'comment' && mark.kind !== 'escape') return;
  switch (mark.kind) {
    case 'comment':
      builder.allComments.push(mark.node);
      if (mark.node.start >= builder.cursor) builder.comments.push(mark);
      return;
    case 'escape':
      builder.escapes.push(mark.backslash);
      builder.escaped = true;
      return;
    case 'fenced':
      builder.fences.push(mark.fence);
      return;
    case 'block':
      closeRegion(builder, mark.at);
      builder.block = mark;
      return;
    case 'fenceLine':
      closeRegion(builder, mark.at);
      builder.cursor = nextLine(builder.text, mark.end);
      builder.nodes.push({ kind: 'fence', start: mark.at, end: builder.cursor });
      if (!mark.opens) builder.place = 'preamble';
      return;
    case 'rule': {
      closeRegion(builder, mark.at);
      const range = { start: mark.start, end: mark.end };
      builder.cursor = nextLine(builder.text, mark.end);
      builder.nodes.push({
        kind: 'separator',
        start: mark.at,
        end: builder.cursor,
        mark: range,
        separates: mark.separates,
      });
      return;
    }
    case 'heading': {
      // A title within a block is content.
      if (builder.block !== undefined && !mark.startsShot) return;
      closeRegion(builder, mark.at);
      const title = { start: mark.titleStart, end: mark.titleEnd };
      builder.cursor = nextLine(builder.text, mark.titleEnd);
      const { level, startsShot } = mark;
      builder.nodes.push({ kind: 'heading', start: mark.at, end: builder.cursor, level, title, startsShot });
      if (!startsShot) builder.place = 'preamble';
      return;
    }
  }
}

/** Tiles everything from the cursor to `end`: the open block with what trails behind it, or a gap. */
function closeRegion(builder: Builder, end: number): void {
  const { block } = builder;
  if (block !== undefined) builder.cursor = addBlock(builder, block, end);
  if (builder.cursor < end) appendGap(builder, builder.cursor, end, builder.comments, builder.fences);
  builder.cursor = end;
  builder.block = undefined;
  if (builder.comments.length > 0) builder.comments = [];
  if (builder.fences.length > 0) builder.fences = [];
  builder.escaped = false;
  if (block !== undefined) builder.place = 'outside';
  countNodes(builder);
}

/** Adds the block, which ends at `limit` at the latest, and answers where it ends. */
function addBlock(builder: Builder, block: LabelledBlock, limit: number): number {
  closeBlock(builder.text, block, limit, builder);
  const { end } = block;
  builder.nodes.push(block);
  if (builder.comments.length > 0) builder.comments = builder.comments.filter(({ node: { start } }) => start >= end);
  if (builder.fences.length > 0) builder.fences = builder.fences.filter((fence) => fence.start >= end);
  return end;
}
