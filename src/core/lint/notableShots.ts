import type { Block, Round, Shot, ShotsDocument } from '../model/model.ts';
import type { TextRange } from '../text/range.ts';
import { isElision, LONGEST_ELISION, opensElision } from './elision.ts';
import { isRegular } from './roles.ts';

/** A line of a block's content, but for the first, which begins behind the label. */
export interface ContentLine {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/** The shots, rounds and blocks that some rule may have to say something about; nearly all others are in order. */
export interface NotableShots {
  /** Shots in which a block follows another one, or ends the shot, otherwise than in a plain shot of any style. */
  readonly irregular: readonly Shot[];
  /** How many rounds act, function calls left out: those have no thoughts to miss. */
  readonly acting: number;
  /** Those of the acting rounds that have no thought. */
  readonly thoughtless: readonly Round[];
  /** Rounds that act, are not the last of their shot, and have no observation. */
  readonly unanswered: readonly { readonly shot: Shot; readonly round: Round }[];
  /** What lies between two blocks of one round, where there is anything. */
  readonly gaps: readonly TextRange[];
  /** Blocks without any text. */
  readonly empty: readonly { readonly shot: Shot; readonly block: Block }[];
  /** Blocks that are nothing but a mark for something left out. */
  readonly elided: readonly Block[];
  /** Lines inside blocks, which could have been something else: a label, a mark for something left out. */
  readonly lines: readonly ContentLine[];
}

/** A selection while it is made. */
export interface Selection extends NotableShots {
  readonly document: ShotsDocument;
  readonly irregular: Shot[];
  acting: number;
  readonly thoughtless: Round[];
  readonly unanswered: { readonly shot: Shot; readonly round: Round }[];
  readonly gaps: TextRange[];
  readonly empty: { readonly shot: Shot; readonly block: Block }[];
  readonly elided: Block[];
  readonly lines: ContentLine[];
  /** The line the walk has come to: blocks and lines both come in document order. */
  line: number;
}

/** Begins to sort out the shots of a document. */
export function newSelection(document: ShotsDocument): Selection {
  return {
    document,
    irregular: [],
    acting: 0,
    thoughtless: [],
    unanswered: [],
    gaps: [],
    empty: [],
    elided: [],
    lines: [],
    line: 0,
  };
}

/** Takes the next shot of the document into account. */
export function addShot(selection: Selection, shot: Shot): void {
  addBlocks(selection, shot);
  for (const round of shot.rounds) addRound(selection, shot, round);
}

function addBlocks(selection: Selection, shot: Shot): void {
  let regular = true;
  let before: Block | undefined;
  for (const block of shot.blocks) {
    regular &&= before === undefined || isRegular(before.role, block.role);
    before = block;
    addContent(selection, shot, block);
  }
  // A thought or schema that ends a shot leads nowhere, unless words to the user follow from it.
  if (!regular || before?.role === 'think' || before?.role === 'apiSchema') selection.irregular.push(shot);
}

function addContent(selection: Selection, shot: Shot, block: Block): void {
  const { text, lines } = selection.document;
  const { start, end } = block.content;
  if (start >= end) selection.empty.push({ shot, block });
  else if (end - start <= LONGEST_ELISION && opensElision(text.charCodeAt(start)) && isElision(text, block.content)) {
    selection.elided.push(block);
  }
  let { line } = selection;
  while (line < lines.lineCount && lines.lineStart(line) <= start) line++;
  for (; line < lines.lineCount && lines.lineStart(line) < end; line++) {
    selection.lines.push({ block, start: lines.lineStart(line), end: Math.min(lines.lineEnd(line), end) });
  }
  selection.line = line;
}

function addRound(selection: Selection, shot: Shot, round: Round): void {
  if (round.isInterrupted) addGaps(selection, round);
  if (!round.acts) return;
  if (shot.style !== 'function-calling') {
    selection.acting++;
    if (!round.thinks) selection.thoughtless.push(round);
  }
  if (!round.observes && round.index + 1 < shot.rounds.length) selection.unanswered.push({ shot, round });
}

function addGaps(selection: Selection, round: Round): void {
  let end = round.start;
  for (const block of round.blocks) {
    if (block.start > end) selection.gaps.push({ start: end, end: block.start });
    end = block.end;
  }
}
