import type { Block, Round, Shot, ShotsDocument } from '../../model/model.ts';
import { isPlannedCall } from '../../parser/tokenBlock.ts';
import type { TextRange } from '../../text/range.ts';
import { isRegularOrder } from '../support/roles.ts';
import { canStartElision, isElision, MAX_ELISION_LENGTH } from './elision.ts';

/** A line of a block's content, except the first, which begins after the label. */
export interface ContentLine {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/** What lies between two blocks of one round. */
export interface BlockGap extends TextRange {
  /** The block after it. */
  readonly next: Block;
}

/** The shots, rounds and blocks that some rule may have to say something about; nearly all others are in order. */
export interface ShotsByProblem {
  /** Shots in which a block follows another one, or ends the shot, otherwise than in a plain shot of any style. */
  readonly irregularShots: readonly Shot[];
  /** Shots that are chats. */
  readonly chats: readonly Shot[];
  readonly shotsWithoutRequest: readonly Shot[];
  /** Shots that are a request and nothing else. */
  readonly bareRequests: readonly Shot[];
  readonly shotsWithPlan: readonly Shot[];
  /** How many rounds act, function calls left out: those have no thoughts to miss. */
  readonly actingRoundCount: number;
  /** Those of the acting rounds that have no thought. */
  readonly roundsWithoutThought: readonly Round[];
  /** Rounds that act, are not the last of their shot, and have no observation. */
  readonly roundsWithoutObservation: readonly { readonly shot: Shot; readonly round: Round }[];
  /** What lies between two blocks of one round, where there is anything. */
  readonly textBetweenBlocks: readonly BlockGap[];
  /** Blocks without any text. */
  readonly emptyBlocks: readonly { readonly shot: Shot; readonly block: Block }[];
  /** Blocks that only mark omitted content. */
  readonly elidedBlocks: readonly Block[];
  /** Lines inside blocks, which could have been something else: a label, a mark for something left out. */
  readonly contentLines: readonly ContentLine[];
}

/** A selection while it is made. */
export interface ShotIndexer extends ShotsByProblem {
  readonly document: ShotsDocument;
  readonly irregularShots: Shot[];
  readonly chats: Shot[];
  readonly shotsWithoutRequest: Shot[];
  readonly bareRequests: Shot[];
  readonly shotsWithPlan: Shot[];
  actingRoundCount: number;
  readonly roundsWithoutThought: Round[];
  readonly roundsWithoutObservation: { readonly shot: Shot; readonly round: Round }[];
  readonly textBetweenBlocks: BlockGap[];
  readonly emptyBlocks: { readonly shot: Shot; readonly block: Block }[];
  readonly elidedBlocks: Block[];
  readonly contentLines: ContentLine[];
  /** The line the walk has come to: blocks and lines both come in document order. */
  line: number;
}

/** Begins to sort out the shots of a document. */
export function createShotIndexer(document: ShotsDocument): ShotIndexer {
  return {
    document,
    irregularShots: [],
    chats: [],
    shotsWithoutRequest: [],
    bareRequests: [],
    shotsWithPlan: [],
    actingRoundCount: 0,
    roundsWithoutThought: [],
    roundsWithoutObservation: [],
    textBetweenBlocks: [],
    emptyBlocks: [],
    elidedBlocks: [],
    contentLines: [],
    line: 0,
  };
}

/** Takes the next shot of the document into account. */
export function indexShot(selection: ShotIndexer, shot: Shot): void {
  addParts(selection, shot);
  addBlocks(selection, shot);
  for (const round of shot.rounds) addRound(selection, shot, round);
}

function addParts(selection: ShotIndexer, shot: Shot): void {
  if (shot.request === undefined) selection.shotsWithoutRequest.push(shot);
  else if (shot.blocks.length === 1) selection.bareRequests.push(shot);
  if (shot.plan !== undefined) selection.shotsWithPlan.push(shot);
}

function addBlocks(selection: ShotIndexer, shot: Shot): void {
  let regular = true;
  let before: Block | undefined;
  for (const block of shot.blocks) {
    regular &&= before === undefined || isRegularOrder(before, block);
    before = block;
    addContent(selection, shot, block);
  }
  // In a chat everybody may speak at any time.
  if (shot.style === 'chat') selection.chats.push(shot);
  // A thought or schema that ends a shot leads nowhere, unless words to the user follow from it.
  else if (!regular || before?.role === 'think' || before?.role === 'apiSchema') selection.irregularShots.push(shot);
}

function addContent(selection: ShotIndexer, shot: Shot, block: Block): void {
  const { text, lines } = selection.document;
  const { start, end } = block.content;
  if (start >= end) selection.emptyBlocks.push({ shot, block });
  else if (
    end - start <= MAX_ELISION_LENGTH &&
    canStartElision(text.charCodeAt(start)) &&
    isElision(text, block.content)
  ) {
    selection.elidedBlocks.push(block);
  }
  let { line } = selection;
  while (line < lines.lineCount && lines.lineStart(line) <= start) line++;
  for (; line < lines.lineCount && lines.lineStart(line) < end; line++) {
    selection.contentLines.push({ block, start: lines.lineStart(line), end: Math.min(lines.lineEnd(line), end) });
  }
  selection.line = line;
}

function addRound(selection: ShotIndexer, shot: Shot, round: Round): void {
  if (shot.style === 'chat') return;
  if (round.isInterrupted) addGaps(selection, round);
  if (!round.acts) return;
  if (shot.style !== 'function-calling') {
    selection.actingRoundCount++;
    if (!round.thinks) selection.roundsWithoutThought.push(round);
  }
  if (round.observes || round.index + 1 >= shot.rounds.length) return;
  // The actions of a round are looked for each time: nearly all rounds have an observation, and need none.
  const { actions } = round;
  const isPlanned = actions.length > 0 && actions.every(isPlannedCall);
  if (!isPlanned) selection.roundsWithoutObservation.push({ shot, round });
}

function addGaps(selection: ShotIndexer, round: Round): void {
  let end = round.start;
  for (const block of round.blocks) {
    if (block.start > end) selection.textBetweenBlocks.push({ start: end, end: block.start, next: block });
    end = block.end;
  }
}
