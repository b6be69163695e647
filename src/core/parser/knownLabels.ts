import { codesOf, standsAt } from './characters.ts';
import { LabelledBlock, type Spelling } from './labelledBlock.ts';
import type { LabelWord, Vocabulary } from './vocabulary.ts';

/** A label of the document as written, `**Think**: `, by its codes. Whatever begins so is the same label again. */
interface KnownLabel {
  readonly written: Uint16Array;
  readonly spelling: Spelling;
  /** The label that came next the last time: labels follow each other in rounds. */
  next: KnownLabel | undefined;
}

/** The labels met so far. A document has a handful of them, so comparing beats reading each of them anew. */
export interface KnownLabels {
  readonly labels: KnownLabel[];
  readonly usable: boolean;
  last: KnownLabel | undefined;
}

/** More labels than this are no habit. */
const MOST = 16;

/** Makes the memory of one document. */
export function knownLabels(vocabulary: Vocabulary): KnownLabels {
  return { labels: [], usable: ![...vocabulary.values()].flat().some(isUnclear), last: undefined };
}

/** A word that holds what ends labels could go on behind the end of a shorter one. */
function isUnclear({ folded }: LabelWord): boolean {
  return /[*:：]/.test(folded);
}

/** The label at the first visible character of a line, if it is written like one before. */
export function readKnownLabel(
  known: KnownLabels,
  text: string,
  at: number,
  lineAt: number,
): LabelledBlock | undefined {
  const expected = known.last?.next;
  if (expected !== undefined && standsAt(text, at, expected.written)) return again(known, expected, at, lineAt);
  for (const label of known.labels) {
    if (label !== expected && standsAt(text, at, label.written)) return again(known, label, at, lineAt);
  }
  return undefined;
}

function again(known: KnownLabels, label: KnownLabel, at: number, lineAt: number): LabelledBlock {
  if (known.last !== undefined) known.last.next = label;
  known.last = label;
  return new LabelledBlock(lineAt, at, label.spelling);
}

/** Remembers a label that was read. What numbers, tags and bare bold words are also depends on what stands behind. */
export function rememberLabel(
  known: KnownLabels,
  text: string,
  { spelling, labelStart, labelEnd }: LabelledBlock,
): void {
  if (!known.usable || spelling.number !== undefined || spelling.colon === '' || known.labels.length === MOST) return;
  const label: KnownLabel = { written: codesOf(text.slice(labelStart, labelEnd)), spelling, next: undefined };
  known.labels.push(label);
  known.last = label;
}
