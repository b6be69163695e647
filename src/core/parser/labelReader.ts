import { CODE, isBreak, isDigit, isInlineSpace, isRestBlank, skipInlineSpace } from './characters.ts';
import { LabelledBlock } from './labelledBlock.ts';
import { readNumeral } from './numerals.ts';
import type { Decoration, Label, Role } from './tree.ts';
import { type LabelWord, matchesFolded, matchWord, type Vocabulary } from './vocabulary.ts';

/** A word with its number, read but not yet known to be a label. */
interface WordReading {
  readonly word: LabelWord;
  readonly start: number;
  readonly wordEnd: number;
  readonly number: number | undefined;
  readonly end: number;
}

/** The end of a label and how its colon stands. */
interface Closing {
  readonly end: number;
  readonly colon: Label['colon'];
  readonly boldSpan: Label['boldSpan'] | undefined;
}

const LIST_MARKERS: ReadonlySet<number> = new Set([CODE.minus, CODE.plus, CODE.asterisk, CODE.bullet]);

/** Roles whose numbered words need no colon (`Thought 1 I need …`). */
const NUMBERED_WITHOUT_COLON: ReadonlySet<Role> = new Set(['think', 'action', 'actionInput', 'observation']);

/**
 * Reads a label at the first visible character of a line, in any of its spellings. `lineAt` is where the node
 * that begins with it would start.
 */
export function readLabel(text: string, at: number, lineAt: number, vocabulary: Vocabulary): LabelledBlock | undefined {
  const unquoted = skipQuoteMarks(text, at);
  const undressed = skipListMarker(text, unquoted);
  const dressing: Decoration = unquoted > at ? 'quote' : undressed > unquoted ? 'list' : 'plain';
  if (text.charCodeAt(undressed) === CODE.less) {
    return dressing === 'list' ? undefined : readTag(text, at, undressed, lineAt, vocabulary);
  }
  const bold = text.charCodeAt(undressed) === CODE.asterisk && text.charCodeAt(undressed + 1) === CODE.asterisk;
  const wordAt = bold ? skipInlineSpace(text, undressed + 2) : undressed;
  const reading = readWord(text, wordAt, vocabulary);
  if (reading === undefined) return undefined;
  const closing = bold ? closeBold(text, reading) : closePlain(text, reading);
  if (closing === undefined) return undefined;
  const decoration = bold && dressing === 'plain' ? 'bold' : dressing;
  return labelMark(at, lineAt, unquoted > at, reading, closing, decoration);
}

/** The offset behind `>` marks and the space that follows them; `at` itself where there are none. */
export function skipQuoteMarks(text: string, at: number): number {
  let next = at;
  while (text.charCodeAt(next) === CODE.greater) next = skipInlineSpace(text, next + 1);
  return next;
}

function skipListMarker(text: string, at: number): number {
  if (!LIST_MARKERS.has(text.charCodeAt(at)) || !isInlineSpace(text.charCodeAt(at + 1))) return at;
  return skipInlineSpace(text, at + 1);
}

function readWord(text: string, at: number, vocabulary: Vocabulary): WordReading | undefined {
  const word = matchWord(vocabulary, text, at);
  if (word === undefined) return undefined;
  const behind = at + word.folded.length;
  if (word.number === 'within') return readOrdinalStep(text, at, behind, word);
  const numeral = readNumeral(text, skipInlineSpace(text, behind));
  if (numeral === undefined && word.number === 'needed') return undefined;
  return { word, start: at, wordEnd: behind, number: numeral?.value, end: numeral?.end ?? behind };
}

/** `第一步`: the number stands within the word. */
function readOrdinalStep(text: string, at: number, behind: number, word: LabelWord): WordReading | undefined {
  const numeral = readNumeral(text, skipInlineSpace(text, behind));
  if (numeral === undefined) return undefined;
  const step = skipInlineSpace(text, numeral.end);
  if (text[step] !== '步') return undefined;
  return { word, start: at, wordEnd: step + 1, number: numeral.value, end: step + 1 };
}

/** `**Think**:`, `**Think:**`, or `**Think**` alone on its line. */
function closeBold(text: string, reading: WordReading): Closing | undefined {
  const behind = skipInlineSpace(text, reading.end);
  const inner = colonAt(text, behind);
  if (inner !== '') {
    const stars = skipInlineSpace(text, behind + 1);
    return isBoldMark(text, stars) ? { end: stars + 2, colon: inner, boldSpan: 'word-and-colon' } : undefined;
  }
  if (!isBoldMark(text, behind)) return undefined;
  const outerAt = skipInlineSpace(text, behind + 2);
  const outer = colonAt(text, outerAt);
  if (outer !== '') return { end: outerAt + 1, colon: outer, boldSpan: 'word' };
  return isRestBlank(text, behind + 2) ? { end: behind + 2, colon: '', boldSpan: 'word' } : undefined;
}

/** `Think:`, or a numbered word without a colon, which the document as a whole has to confirm. */
function closePlain(text: string, reading: WordReading): Closing | undefined {
  const behind = skipInlineSpace(text, reading.end);
  const colon = colonAt(text, behind);
  if (colon !== '') {
    // `User 12:30` is a time, not a numbered label.
    const isTime = reading.number !== undefined && isDigit(text.charCodeAt(behind + 1));
    return isTime && colon === ':' ? undefined : { end: behind + 1, colon, boldSpan: undefined };
  }
  if (reading.number === undefined || !NUMBERED_WITHOUT_COLON.has(reading.word.role)) return undefined;
  const code = text.charCodeAt(reading.end);
  const apart = reading.end >= text.length || isInlineSpace(code) || isBreak(code);
  return apart ? { end: reading.end, colon: '', boldSpan: undefined } : undefined;
}

function colonAt(text: string, at: number): Label['colon'] {
  const code = text.charCodeAt(at);
  return code === CODE.colon ? ':' : code === CODE.wideColon ? '：' : '';
}

function isBoldMark(text: string, at: number): boolean {
  return text.charCodeAt(at) === CODE.asterisk && text.charCodeAt(at + 1) === CODE.asterisk;
}

/** `<Thought>`, the opening tag of a block. */
function readTag(
  text: string,
  start: number,
  less: number,
  lineAt: number,
  vocabulary: Vocabulary,
): LabelledBlock | undefined {
  const reading = readWord(text, less + 1, vocabulary);
  if (reading === undefined) return undefined;
  const behind = skipInlineSpace(text, reading.end);
  if (text.charCodeAt(behind) !== CODE.greater) return undefined;
  const closing: Closing = { end: behind + 1, colon: '', boldSpan: undefined };
  return labelMark(start, lineAt, less > start, reading, closing, 'tag');
}

/** The offset behind the closing tag of a word at `at`, its number allowed; -1 if there is none. */
export function closingTagEnd(text: string, at: number, word: string): number {
  if (!matchesFolded(text, at + 2, word.toLowerCase())) return -1;
  const wordEnd = at + 2 + word.length;
  const numberEnd = readNumeral(text, skipInlineSpace(text, wordEnd))?.end ?? wordEnd;
  const behind = skipInlineSpace(text, numberEnd);
  return text.charCodeAt(behind) === CODE.greater ? behind + 1 : -1;
}

function labelMark(
  start: number,
  lineAt: number,
  quoted: boolean,
  { word, number, start: wordStart, wordEnd }: WordReading,
  { end, colon, boldSpan }: Closing,
  decoration: Decoration,
): LabelledBlock {
  return new LabelledBlock(lineAt, start, {
    role: word.role,
    key: word.key,
    number,
    decoration,
    boldSpan,
    colon,
    quoted,
    length: end - start,
    wordStart: wordStart - start,
    wordEnd: wordEnd - start,
    times: 0,
  });
}
