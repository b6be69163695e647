import {
  canStartPlaceholder,
  isElidedRequest,
  isFormatText,
  isOpenRequest,
  isSlotText,
  isTemplateText,
} from '../parser/elision.ts';
import { isObservation, isRequest } from '../parser/roles.ts';
import type { BlockNode, CommentNode, HeadingNode, SeparatorNode, ShotsTree, TreeNode } from '../parser/tree.ts';

/** The nodes of one shot, not yet looked into. */
export interface ShotNodes {
  readonly heading: HeadingNode | undefined;
  readonly request: BlockNode | undefined;
  /** Blocks in order, and the separators between rounds. */
  readonly items: readonly (BlockNode | SeparatorNode)[];
  readonly start: number;
  readonly end: number;
}

/** The blocks of a document that look like shots but are none. */
export interface Groups {
  readonly elidedShots: readonly BlockNode[];
  readonly openSlots: readonly BlockNode[];
  /** The instructions of chats. */
  readonly systems: readonly BlockNode[];
}

interface OpenShot {
  readonly heading: HeadingNode | undefined;
  request: BlockNode | undefined;
  readonly items: (BlockNode | SeparatorNode)[];
  readonly start: number;
  end: number;
}

interface Grouping {
  readonly text: string;
  readonly take: (shot: ShotNodes) => void;
  readonly elidedShots: BlockNode[];
  readonly openSlots: BlockNode[];
  readonly systems: BlockNode[];
  shot: OpenShot | undefined;
  /** A shot that the end of a fence leaves open: a fence below may hold what the model said. */
  unanswered: OpenShot | undefined;
  /** How many shots there are, and how many of them are a request with its answer and nothing else. */
  shotCount: number;
  pairCount: number;
  /** Comments since the last block, title or separator, and how many of them are before the first blank line. */
  loose: CommentNode[];
  beforeBlank: number | undefined;
}

/**
 * Groups the blocks of a document into shots, open slots and elided shots. Each shot is handed over as soon as it is
 * whole, in document order, while its nodes are still in the processor's cache.
 */
export function groupShots(tree: ShotsTree, take: (shot: ShotNodes) => void): Groups {
  const grouping: Grouping = {
    text: tree.text,
    take,
    elidedShots: [],
    openSlots: [],
    systems: [],
    shot: undefined,
    unanswered: undefined,
    shotCount: 0,
    pairCount: 0,
    loose: [],
    beforeBlank: undefined,
  };
  tree.nodes.forEach((node) => {
    addNode(grouping, node);
  });
  if (grouping.unanswered !== undefined) resumeShot(grouping, true);
  closeShot(grouping, false);
  return grouping;
}

function addNode(grouping: Grouping, node: TreeNode): void {
  switch (node.kind) {
    case 'block':
      addBlock(grouping, node);
      return;
    case 'heading':
      if (grouping.unanswered !== undefined) resumeShot(grouping, true);
      if (node.startsShot) openShot(grouping, node.start, node);
      else closeShot(grouping, false);
      return;
    case 'separator':
      if (grouping.unanswered !== undefined) resumeShot(grouping, true);
      if (node.separates === 'shots') closeShot(grouping, false);
      else grouping.shot?.items.push(node);
      if (node.separates === 'rounds') forgetLoose(grouping);
      return;
    case 'comment':
      grouping.loose.push(node);
      return;
    case 'blank':
      grouping.beforeBlank ??= grouping.loose.length;
      return;
    case 'fence':
      // A fence may open right below the heading of its first shot.
      if (grouping.shot !== undefined && isUnanswered(grouping.shot)) suspendShot(grouping);
      else if (grouping.shot?.items.length !== 0) closeShot(grouping, false);
      return;
    default:
  }
}

function addBlock(grouping: Grouping, block: BlockNode): void {
  if (block.role === 'system') {
    closeShot(grouping, true);
    grouping.systems.push(block);
    return;
  }
  const opensShot = block.roleInfo.isRequest === true;
  if (grouping.unanswered !== undefined) resumeShot(grouping, opensShot);
  const awaits = grouping.shot?.request === undefined && grouping.shot?.items.length === 0;
  if (grouping.shot === undefined || (opensShot && !awaits)) openShot(grouping, block.start, undefined);
  const { shot } = grouping;
  if (shot === undefined) return;
  if (opensShot) shot.request = block;
  shot.items.push(block);
  shot.end = block.end;
  forgetLoose(grouping);
}

/** True for a shot that ends with a request or a result, which is where a prompt leaves the turn to the model. */
function isUnanswered({ request, items }: OpenShot): boolean {
  const last = items.at(-1);
  return request !== undefined && last?.kind === 'block' && (last === request || isObservation(last.role));
}

function suspendShot(grouping: Grouping): void {
  grouping.unanswered = grouping.shot;
  grouping.shot = undefined;
  forgetLoose(grouping);
}

/** Goes on with the shot that a fence left open, unless another request comes first. */
function resumeShot(grouping: Grouping, opensShot: boolean): void {
  const { unanswered } = grouping;
  grouping.unanswered = undefined;
  grouping.shot = unanswered;
  if (opensShot) closeShot(grouping, false);
}

function forgetLoose(grouping: Grouping): void {
  if (grouping.loose.length > 0) grouping.loose = [];
  grouping.beforeBlank = undefined;
}

function openShot(grouping: Grouping, at: number, heading: HeadingNode | undefined): void {
  const leading = closeShot(grouping, true);
  grouping.shot = { heading, request: undefined, items: [], start: leading?.start ?? at, end: heading?.end ?? at };
}

/**
 * Ends the open shot. Comments right below it are its own; where another shot follows without a separator, those
 * after a blank line belong to that one, of which the first is returned.
 */
function closeShot(grouping: Grouping, isFollowed: boolean): CommentNode | undefined {
  const { shot, loose, beforeBlank = 0 } = grouping;
  grouping.shot = undefined;
  forgetLoose(grouping);
  const split = !isFollowed ? loose.length : shot === undefined ? 0 : beforeBlank;
  if (shot !== undefined) {
    shot.end = loose[split - 1]?.end ?? shot.end;
    sortShot(grouping, shot, isFollowed);
  }
  return loose[split];
}

function takeShot(grouping: Grouping, shot: OpenShot): void {
  grouping.shotCount++;
  if (isPair(shot)) grouping.pairCount++;
  grouping.take(shot);
}

function isPair({ items }: OpenShot): boolean {
  if (items.length !== 2) return false;
  const [request, answer] = items;
  if (request?.kind !== 'block' || answer?.kind !== 'block') return false;
  return isRequest(request.role) && (answer.role === 'answer' || answer.role === 'assistant');
}

/** True for the last question of a list of pairs, which the model is to answer. */
function isOpenPair({ shotCount, pairCount }: Grouping, shot: OpenShot): boolean {
  const content = shot.items[1]?.kind === 'block' ? shot.items[1].content : undefined;
  return pairCount > 1 && pairCount * 5 >= shotCount * 4 && isPair(shot) && content?.start === content?.end;
}

/** True for a last request that a template fills in and nothing answers. */
function isOpenTemplate({ text, shotCount }: Grouping, { request, items }: OpenShot): boolean {
  if (request === undefined || items.length > 1 || shotCount === 0) return false;
  const { start, end } = request.content;
  const words = text.slice(start, Math.min(end, start + MAX_PLACEHOLDER_LENGTH));
  return isTemplateText(words) || isOpenRequest(words);
}

/** Decides whether what was collected is a shot, an open slot or represents other shots. */
function sortShot(grouping: Grouping, shot: OpenShot, isFollowed: boolean): void {
  const { request } = shot;
  if (request === undefined) {
    const blocks = shot.items.filter((item) => item.kind === 'block');
    const [first] = blocks;
    if (first === undefined) return;
    const isFormat = blocks.some((block) => describesFormat(grouping.text, block));
    if (isFormat || isSample(grouping, first)) grouping.elidedShots.push(first);
    else takeShot(grouping, shot);
    return;
  }
  if (!isFollowed && (isOpenPair(grouping, shot) || isOpenTemplate(grouping, shot))) {
    grouping.openSlots.push(request);
    return;
  }
  const { start, end } = request.content;
  if (!canStartPlaceholder(grouping.text.charCodeAt(start))) {
    takeShot(grouping, shot);
    return;
  }
  const words = grouping.text.slice(start, Math.min(end, start + MAX_PLACEHOLDER_LENGTH));
  if (isElidedRequest(words.split(/\r\n?|\n/, 1)[0] ?? '')) grouping.elidedShots.push(request);
  else if (end - start < MAX_PLACEHOLDER_LENGTH && isSlotText(words)) {
    grouping.openSlots.push(request);
    // A placeholder above real rounds is misplaced, but the rounds are still a shot to be checked.
    if (shot.items.some((item) => item.kind === 'block' && item !== request && isFilled(grouping.text, item))) {
      takeShot(grouping, shot);
    }
  } else takeShot(grouping, shot);
}

/** True for what an introduction shows of the format: a result or an action under a line that ends with a colon. */
function isSample({ text, shotCount }: Grouping, { role, start }: BlockNode): boolean {
  if (shotCount > 0 || (role !== 'observation' && role !== 'action')) return false;
  return /[:：]\s*$/.test(text.slice(Math.max(0, start - MAX_PLACEHOLDER_LENGTH), start));
}

const MAX_PLACEHOLDER_LENGTH = 400;

/** True for a thought, an action or a result of which a description says what to write there. */
function describesFormat(text: string, { role, content: { start, end } }: BlockNode): boolean {
  if (role !== 'think' && role !== 'action' && role !== 'observation') return false;
  const words = text.slice(start, Math.min(end, start + MAX_PLACEHOLDER_LENGTH));
  const first = words.split(/\r\n?|\n/, 1)[0] ?? '';
  return isFormatText(first) || isSlotText(first);
}

function isFilled(text: string, block: BlockNode): boolean {
  const { start, end } = block.content;
  return start < end && !(end - start < MAX_PLACEHOLDER_LENGTH && isSlotText(text.slice(start, end)));
}
