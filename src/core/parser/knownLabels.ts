import { makeLabel } from './labelReader.ts';
import type { LabelMark } from './marks.ts';
import type { LabelWord, Vocabulary } from './vocabulary.ts';

/** A spelling that a label of the document had before: `**Think**: `. Whatever begins so is the same label again. */
interface Spelling {
  readonly written: string;
  /** The mark that was read, and where its label began. */
  readonly mark: LabelMark;
  /** The spelling that came next the last time: labels follow each other in rounds. */
  next: Spelling | undefined;
}

/** The spellings met so far. A document has a handful of them, so comparing beats reading each label anew. */
export interface KnownLabels {
  readonly spellings: Spelling[];
  readonly usable: boolean;
  last: Spelling | undefined;
}

/** More spellings than this are no habit. */
const MOST = 16;

/** Makes the memory of one document. */
export function knownLabels(vocabulary: Vocabulary): KnownLabels {
  return { spellings: [], usable: ![...vocabulary.values()].flat().some(isUnclear), last: undefined };
}

/** A word that holds what ends labels could go on behind the end of a shorter one. */
function isUnclear({ folded }: LabelWord): boolean {
  return /[*:：]/.test(folded);
}

/** The label at the first visible character of a line, if it is spelt like one before. */
export function readKnownLabel(known: KnownLabels, text: string, at: number, lineAt: number): LabelMark | undefined {
  const expected = known.last?.next;
  if (expected !== undefined && stands(text, at, expected.written)) return again(known, expected, at, lineAt);
  for (const spelling of known.spellings) {
    if (spelling !== expected && stands(text, at, spelling.written)) return again(known, spelling, at, lineAt);
  }
  return undefined;
}

function stands(text: string, at: number, written: string): boolean {
  for (let index = written.length - 1; index >= 0; index--) {
    if (text.charCodeAt(at + index) !== written.charCodeAt(index)) return false;
  }
  return true;
}

function again(known: KnownLabels, spelling: Spelling, at: number, lineAt: number): LabelMark {
  if (known.last !== undefined) known.last.next = spelling;
  known.last = spelling;
  const { label: first, key, quoted } = spelling.mark;
  const moved = at - first.start;
  const label = makeLabel(at, first.end + moved, first.word.start + moved, first.word.end + moved, first);
  return { kind: 'label', at: lineAt, quoted, label, key, closingTag: undefined };
}

/** Remembers a label that was read. What numbers, tags and bare bold words are also depends on what stands behind. */
export function rememberLabel(known: KnownLabels, text: string, mark: LabelMark): void {
  const { start, end, number, colon } = mark.label;
  if (!known.usable || number !== undefined || colon === '' || known.spellings.length === MOST) return;
  const spelling: Spelling = { written: text.slice(start, end), mark, next: undefined };
  known.spellings.push(spelling);
  known.last = spelling;
}
