import { matchesAt, toCharCodes } from '../characters.ts';
import { LabelledBlock, type Spelling } from '../labelledBlock.ts';
import type { LabelWord, Vocabulary } from '../vocabulary.ts';

/** A label of the document as written, `**Think**: `, by its codes. Whatever begins so is the same label again. */
interface CachedLabel {
  readonly written: Uint16Array;
  readonly spelling: Spelling;
  /** The label that came next the last time: labels follow each other in rounds. */
  next: CachedLabel | undefined;
}

/** The labels met so far. A document has a handful of them, so comparing is faster than reading each of them again. */
export interface LabelCache {
  readonly labels: CachedLabel[];
  readonly usable: boolean;
  last: CachedLabel | undefined;
}

/** Further labels are not cached. */
const MAX_COUNT = 16;

/** Makes the memory of one document. */
export function createLabelCache(vocabulary: Vocabulary): LabelCache {
  return { labels: [], usable: ![...vocabulary.values()].flat().some(isUnclear), last: undefined };
}

/** A word that holds what ends labels could go on after the end of a shorter one. */
function isUnclear({ folded }: LabelWord): boolean {
  return /[*:：]/.test(folded);
}

/** The label at the first visible character of a line, if it is written like one before. */
export function readCachedLabel(
  known: LabelCache,
  text: string,
  at: number,
  lineAt: number,
): LabelledBlock | undefined {
  const expected = known.last?.next;
  if (expected !== undefined && matchesAt(text, at, expected.written)) return again(known, expected, at, lineAt);
  for (const label of known.labels) {
    if (label !== expected && matchesAt(text, at, label.written)) return again(known, label, at, lineAt);
  }
  return undefined;
}

function again(known: LabelCache, label: CachedLabel, at: number, lineAt: number): LabelledBlock {
  if (known.last !== undefined) known.last.next = label;
  known.last = label;
  return new LabelledBlock(lineAt, at, label.spelling);
}

/** Caches a label that was read. Numbers, tags and bold words without a colon also depend on the text after them. */
export function cacheLabel(known: LabelCache, text: string, { spelling, labelStart, labelEnd }: LabelledBlock): void {
  if (!known.usable || spelling.number !== undefined || spelling.colon === '' || known.labels.length === MAX_COUNT)
    return;
  const label: CachedLabel = { written: toCharCodes(text.slice(labelStart, labelEnd)), spelling, next: undefined };
  known.labels.push(label);
  known.last = label;
}
