import { closeBlock } from './blockNodes.ts';
import { type CountedNode, countNode, createTallies, type StyleTallies, toDetectedStyle } from './detectedStyle.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { nextLine } from './lineTokenReader.ts';
import type { CommentToken } from './lineTokens.ts';
import type { ResolvedToken } from './separators.ts';
import { appendTextBetween, type TextBetween } from './textBetweenBlocks.ts';
import type { BomNode, CommentNode, ContentFence, DetectedStyle, FrontMatterNode, TextNode, TreeNode } from './tree.ts';

interface Builder extends TextBetween {
  readonly nodes: CountedNode[];
  readonly texts: TextNode[];
  readonly allComments: CommentNode[];
  readonly escapes: number[];
  readonly tallies: StyleTallies;
  /** What plain text after a block is taken for. */
  readonly placeAfterBlocks: TextBetween['place'];
  /** How many of the nodes are counted. */
  counted: number;
  /** Where the next node begins: everything before is tiled. */
  cursor: number;
  block: LabelledBlock | undefined;
  /** Comments, fences and escapes since `cursor`. */
  comments: CommentToken[];
  fences: ContentFence[];
  escaped: boolean;
}

/** The nodes of a document, with what was noticed while they were made. */
export interface BuiltNodes {
  readonly nodes: readonly TreeNode[];
  readonly texts: readonly TextNode[];
  readonly comments: readonly CommentNode[];
  readonly escapes: readonly number[];
  readonly detectedStyle: DetectedStyle;
}

/** Nodes that can only be first. */
export type OpeningNode = BomNode | FrontMatterNode;

/** Tiles the text with nodes, the first of which are made already. */
export function buildNodes(
  text: string,
  tokens: readonly ResolvedToken[],
  opening: readonly OpeningNode[],
  placeAfterBlocks: TextBetween['place'] = 'outside',
): BuiltNodes {
  const builder: Builder = {
    text,
    nodes: [...opening],
    texts: [],
    allComments: [],
    escapes: [],
    tallies: createTallies(text),
    counted: 0,
    cursor: opening.at(-1)?.end ?? 0,
    block: undefined,
    comments: [],
    fences: [],
    escaped: false,
    place: 'preamble',
    placeAfterBlocks,
  };
  tokens.forEach((token) => {
    addToken(builder, token);
  });
  closeRegion(builder, text.length);
  countNodes(builder);
  const { nodes, texts, allComments: comments, escapes, tallies } = builder;
  return { nodes, texts, comments, escapes, detectedStyle: toDetectedStyle(tallies) };
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

function addToken(builder: Builder, token: ResolvedToken): void {
  if (token.at < builder.cursor && token.kind !== 'comment' && token.kind !== 'escape') return;
  switch (token.kind) {
    case 'comment':
      builder.allComments.push(token.node);
      if (token.node.start >= builder.cursor) builder.comments.push(token);
      return;
    case 'escape':
      builder.escapes.push(token.backslash);
      builder.escaped = true;
      return;
    case 'fenced':
      builder.fences.push(token.fence);
      return;
    case 'block':
      closeRegion(builder, token.at);
      builder.block = token;
      return;
    case 'fenceLine':
      closeRegion(builder, token.at);
      builder.cursor = nextLine(builder.text, token.end);
      builder.nodes.push({ kind: 'fence', start: token.at, end: builder.cursor });
      if (!token.opens) builder.place = 'preamble';
      return;
    case 'rule': {
      closeRegion(builder, token.at);
      const range = { start: token.start, end: token.end };
      builder.cursor = nextLine(builder.text, token.end);
      builder.nodes.push({
        kind: 'separator',
        start: token.at,
        end: builder.cursor,
        mark: range,
        separates: token.separates,
      });
      return;
    }
    case 'heading': {
      // A title within a block is content.
      if (builder.block !== undefined && !token.startsShot) return;
      closeRegion(builder, token.at);
      const title = { start: token.titleStart, end: token.titleEnd };
      builder.cursor = nextLine(builder.text, token.titleEnd);
      const { level, startsShot } = token;
      builder.nodes.push({ kind: 'heading', start: token.at, end: builder.cursor, level, title, startsShot });
      if (!startsShot) builder.place = 'preamble';
      return;
    }
  }
}

/** Tiles everything from the cursor to `end`: the open block with what follows it, or the text between blocks. */
function closeRegion(builder: Builder, end: number): void {
  const { block } = builder;
  if (block !== undefined) builder.cursor = addBlock(builder, block, end);
  // What follows JSON or code that ends by itself is no text of a label.
  const isClosed = block !== undefined && isClosedToken(block);
  if (isClosed) builder.place = 'preamble';
  if (builder.cursor < end) appendTextBetween(builder, builder.cursor, end, builder.comments, builder.fences);
  builder.cursor = end;
  builder.block = undefined;
  if (builder.comments.length > 0) builder.comments = [];
  if (builder.fences.length > 0) builder.fences = [];
  builder.escaped = false;
  if (block !== undefined && !isClosed) builder.place = builder.placeAfterBlocks;
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

function isClosedToken({ spelling, closingTag }: LabelledBlock): boolean {
  if (closingTag === undefined) return false;
  return spelling.decoration === 'token' || closingTag.start === closingTag.end;
}
