import type { CallNode } from '../parser/callNodes.ts';
import { isRequest, type ShotStyle } from '../parser/roles.ts';
import type { BlockNode, CommentNode, DetectedStyle, SeparatorNode, ShotsTree, TreeProblem } from '../parser/tree.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import {
  type CallReading,
  createCallReader,
  holdsCalls,
  type KnownTools,
  readBlock,
  withoutCalls,
} from './blockCalls.ts';
import { getCallOccurrences } from './callOccurrences.ts';
import { readComment } from './comments.ts';
import { readFrontMatter } from './frontMatter.ts';
import { groupShots, type ShotNodes } from './grouping.ts';
import type { Block, CallOccurrence, FrontMatter, Round, Shot, ShotsDocument } from './model.ts';
import { toPlan } from './plan.ts';
import { findReply } from './reply.ts';
import { toRounds } from './rounds.ts';

/**
 * Reads a tree as a document of shots, with the calls in their blocks. `tools` says which names are loaded tools:
 * they decide whether a text is a call or plain language.
 */
export function projectDocument(tree: ShotsTree, tools: KnownTools): ShotsDocument {
  const { frontMatter, problems } = readFrontMatter(tree);
  const comments = createCommentReader(tree);
  const style = frontMatter?.style?.value;
  const reader = createCallReader(tree, tools);
  const shots: Shot[] = [];
  const { elidedShots, openSlots, systems } = groupShots(tree, (nodes) => {
    shots.push(readShot(reader, nodes, shots.length, style, comments(nodes)));
  });
  return new ReadDocument(tree, frontMatter, shots, reader.callCount, elidedShots, openSlots, systems, [
    ...problems,
    ...tree.problems,
  ]);
}

/** What was read of a tree. */
class ReadDocument implements ShotsDocument {
  readonly tree: ShotsTree;
  readonly frontMatter: FrontMatter | undefined;
  readonly shots: readonly Shot[];
  readonly callCount: number;
  readonly elidedShots: readonly BlockNode[];
  readonly openSlots: readonly BlockNode[];
  readonly systems: readonly BlockNode[];
  readonly problems: readonly TreeProblem[];
  #callOccurrences: readonly CallOccurrence[] | undefined;

  constructor(
    tree: ShotsTree,
    frontMatter: FrontMatter | undefined,
    shots: readonly Shot[],
    callCount: number,
    elidedShots: readonly BlockNode[],
    openSlots: readonly BlockNode[],
    systems: readonly BlockNode[],
    problems: readonly TreeProblem[],
  ) {
    this.tree = tree;
    this.frontMatter = frontMatter;
    this.shots = shots;
    this.callCount = callCount;
    this.elidedShots = elidedShots;
    this.openSlots = openSlots;
    this.systems = systems;
    this.problems = problems;
  }

  get text(): string {
    return this.tree.text;
  }

  get lines(): LineIndex {
    return this.tree.lines;
  }

  get detectedStyle(): DetectedStyle {
    return this.tree.detectedStyle;
  }

  get callOccurrences(): readonly CallOccurrence[] {
    this.#callOccurrences ??= getCallOccurrences(this.shots);
    return this.#callOccurrences;
  }
}

/** Hands out the comments within one range after the other; the ranges come in document order. */
function createCommentReader(tree: ShotsTree): (range: ShotNodes) => readonly CommentNode[] {
  let next = 0;
  return ({ start, end }) => {
    while ((tree.comments[next]?.start ?? end) < start) next++;
    const first = next;
    while ((tree.comments[next]?.start ?? end) < end) next++;
    return first === next ? NO_COMMENTS : tree.comments.slice(first, next);
  };
}

const NO_COMMENTS: readonly CommentNode[] = [];

function readShot(
  reader: CallReading,
  nodes: ShotNodes,
  index: number,
  style: ShotStyle | undefined,
  comments: readonly CommentNode[],
): Shot {
  const { tree } = reader;
  const { items, blocks, lastAction } = readItems(reader, nodes.items);
  const { request, plan, answer = closingTurn(blocks) } = findMainBlocks(blocks);
  const notes = notesOf(tree, comments);
  return {
    start: nodes.start,
    end: nodes.end,
    index,
    style: styleOf(blocks) ?? style ?? 'react',
    heading: nodes.heading,
    request,
    blocks,
    rounds: withSteps(toRounds(blocks, items, answer), notes.steps),
    plan: plan === undefined ? undefined : toPlan(tree, plan),
    answer,
    reply: findReply(tree, answer, lastAction),
    id: notes.id,
    status: notes.status,
    comments,
  };
}

interface MainBlocks {
  readonly request: Block | undefined;
  readonly plan: Block | undefined;
  readonly answer: Block | undefined;
}

/** The first request, the first plan and the last answer of a shot. */
function findMainBlocks(blocks: readonly Block[]): MainBlocks {
  let request: Block | undefined;
  let plan: Block | undefined;
  let answer: Block | undefined;
  for (const block of blocks) {
    const { role } = block;
    if (role === 'answer') answer = block;
    else if (role === 'plan') plan ??= block;
    else if (request === undefined && isRequest(role)) request = block;
  }
  return { request, plan, answer };
}

/** The last turn of a chat, if the assistant says something in it and calls nothing. */
function closingTurn(blocks: readonly Block[]): Block | undefined {
  const last = blocks[blocks.length - 1];
  return last?.role === 'assistant' && last.calls.length === 0 ? last : undefined;
}

interface ReadItems {
  readonly items: readonly (Block | SeparatorNode)[];
  readonly blocks: readonly Block[];
  readonly lastAction: LastAction | undefined;
}

interface LastAction {
  readonly block: Block;
  readonly finish: CallNode | undefined;
}

/** Reads the calls in a shot's blocks. */
function readItems(reader: CallReading, nodes: ShotNodes['items']): ReadItems {
  let last: Block | undefined;
  let finish: CallNode | undefined;
  const items = nodes.map((item, index) => {
    if (item.kind === 'separator') return item;
    if (!holdsCalls(item)) return withoutCalls(item);
    last = readBlock(reader, item, nodes[index + 1]);
    finish = reader.finish;
    return last;
  });
  const lastAction = last === undefined ? undefined : { block: last, finish };
  return { items, blocks: blocksOf(items), lastAction };
}

function blocksOf(items: readonly (Block | SeparatorNode)[]): readonly Block[] {
  return items.every(isBlock) ? items : items.filter(isBlock);
}

function isBlock(item: Block | SeparatorNode): item is Block {
  return item.kind === 'block';
}

/** The style that a shot's own labels show; undefined where they would do for every style. */
function styleOf(blocks: readonly Block[]): ShotStyle | undefined {
  let style: ShotStyle | undefined;
  for (const { roleInfo } of blocks) {
    const { style: shown } = roleInfo;
    if (shown === 'function-calling' || shown === 'chat') return shown;
    if (shown === 'plan-and-solve') style = shown;
    else if (shown !== undefined) style ??= shown;
  }
  return style;
}

interface StepNote {
  readonly at: number;
  readonly number: string;
  readonly range: { readonly start: number; readonly end: number };
}

interface Notes {
  id: Shot['id'];
  status: Shot['status'];
  steps: StepNote[];
}

const NO_NOTES: Notes = { id: undefined, status: undefined, steps: [] };

/** What the comments of a shot say about it; of two that say the same thing the first counts. */
function notesOf(tree: ShotsTree, comments: readonly CommentNode[]): Notes {
  if (comments.length === 0) return NO_NOTES;
  const notes: Notes = { id: undefined, status: undefined, steps: [] };
  for (const comment of comments) {
    const said = readComment(tree.text, comment);
    if (said.kind === 'id') notes.id ??= { value: said.value, range: said.range };
    else if (said.kind === 'status') notes.status ??= said.status;
    else if (said.kind === 'step') notes.steps.push({ at: comment.start, number: said.number, range: said.range });
  }
  return notes;
}

/** A step comment belongs to the round it is in or right before; of two the first counts. Both lists are sorted. */
function withSteps(rounds: readonly Round[], steps: readonly StepNote[]): readonly Round[] {
  if (steps.length === 0) return rounds;
  let next = 0;
  return rounds.map((round) => {
    const note = steps[next];
    if (note === undefined || note.at >= round.end) return round;
    while ((steps[next]?.at ?? round.end) < round.end) next++;
    return round.withStep({ number: note.number, range: note.range });
  });
}
