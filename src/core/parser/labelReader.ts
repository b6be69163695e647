import { CODE, isBreak, isDigit, isInlineSpace, isRestBlank, lineStartBefore, skipInlineSpace } from './characters.ts';
import { LabelledBlock } from './labelledBlock.ts';
import { readNumeral } from './numerals.ts';
import { ROLES } from './roles.ts';
import type { Decoration, Label } from './tree.ts';
import { type LabelWord, matchesFolded, matchWord, type Vocabulary } from './vocabulary.ts';

/** A word with its number, read but not yet known to be a label. */
interface WordReading {
  readonly word: LabelWord;
  readonly start: number;
  readonly wordEnd: number;
  readonly number: number | undefined;
  readonly end: number;
}

/** The end of a label and the form of its colon. */
interface Closing {
  readonly end: number;
  readonly colon: Label['colon'];
  readonly boldSpan: Label['boldSpan'] | undefined;
}

const LIST_MARKERS: ReadonlySet<number> = new Set([CODE.minus, CODE.plus, CODE.asterisk, CODE.bullet]);

/**
 * Reads a label at the first visible character of a line, in any of its spellings. `lineAt` is where the node
 * that begins with it would start.
 */
export function readLabel(text: string, at: number, lineAt: number, vocabulary: Vocabulary): LabelledBlock | undefined {
  const afterQuote = skipQuoteMarks(text, at);
  const afterMarker = skipListMarker(text, afterQuote);
  const outer: Decoration = afterQuote > at ? 'quote' : afterMarker > afterQuote ? 'list' : 'plain';
  if (text.charCodeAt(afterMarker) === CODE.less) {
    return outer === 'list' ? undefined : readTag(text, at, afterMarker, lineAt, vocabulary);
  }
  const bold = text.charCodeAt(afterMarker) === CODE.asterisk && text.charCodeAt(afterMarker + 1) === CODE.asterisk;
  const wordAt = bold ? skipInlineSpace(text, afterMarker + 2) : afterMarker;
  const reading = readWord(text, wordAt, vocabulary);
  if (reading === undefined) return undefined;
  const closing = bold ? closeBold(text, reading) : closePlain(text, reading);
  if (closing === undefined) return undefined;
  const decoration = bold && outer === 'plain' ? 'bold' : outer;
  return labelMark(at, lineAt, afterQuote > at, reading, closing, decoration);
}

/** The offset after `>` marks and the space that follows them; `at` itself where there are none. */
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
  const after = at + word.folded.length;
  if (word.number === 'within') return readOrdinalStep(text, at, after, word);
  const numeral = readNumeral(text, skipInlineSpace(text, after));
  if (numeral === undefined && word.number === 'needed') return undefined;
  return { word, start: at, wordEnd: after, number: numeral?.value, end: numeral?.end ?? after };
}

/** `第一步`: the number is within the word. */
function readOrdinalStep(text: string, at: number, after: number, word: LabelWord): WordReading | undefined {
  const numeral = readNumeral(text, skipInlineSpace(text, after));
  if (numeral === undefined) return undefined;
  const step = skipInlineSpace(text, numeral.end);
  if (text[step] !== '步') return undefined;
  return { word, start: at, wordEnd: step + 1, number: numeral.value, end: step + 1 };
}

/** `**Think**:`, `**Think:**`, or `**Think**` alone on its line. */
function closeBold(text: string, reading: WordReading): Closing | undefined {
  const after = skipInlineSpace(text, reading.end);
  const inner = colonAt(text, after);
  if (inner !== '') {
    const stars = skipInlineSpace(text, after + 1);
    return isBoldMark(text, stars) ? { end: stars + 2, colon: inner, boldSpan: 'word-and-colon' } : undefined;
  }
  if (!isBoldMark(text, after)) return undefined;
  const outerAt = skipInlineSpace(text, after + 2);
  const outer = colonAt(text, outerAt);
  if (outer !== '') return { end: outerAt + 1, colon: outer, boldSpan: 'word' };
  return isRestBlank(text, after + 2) ? { end: after + 2, colon: '', boldSpan: 'word' } : undefined;
}

/** `Think:`, or a numbered word without a colon, which the document as a whole has to confirm. */
function closePlain(text: string, reading: WordReading): Closing | undefined {
  const after = skipInlineSpace(text, reading.end);
  const colon = colonAt(text, after);
  if (colon !== '') {
    // `User 12:30` is a time, not a numbered label.
    const isTime = reading.number !== undefined && isDigit(text.charCodeAt(after + 1));
    return isTime && colon === ':' ? undefined : { end: after + 1, colon, boldSpan: undefined };
  }
  if (reading.number === undefined || ROLES[reading.word.role].numbered !== true) return undefined;
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
  if (reading === undefined || isCallTag(reading.word)) return undefined;
  const after = skipInlineSpace(text, reading.end);
  if (text.charCodeAt(after) !== CODE.greater || isParameter(text, lineAt)) return undefined;
  const closing: Closing = { end: after + 1, colon: '', boldSpan: undefined };
  return labelMark(start, lineAt, less > start, reading, closing, 'tag');
}

/** The longest line that is looked at for the tag of a tool. */
const MAX_TAG_LENGTH = 80;
const TOOL_TAG = /^\s*<[a-z]{1,40}_[a-z_]{1,40}>\s*$/;

/** True if the line before is nothing but the tag of a tool, such as `<ask_question>`: what follows is its parameter. */
function isParameter(text: string, lineAt: number): boolean {
  const lineStart = lineStartBefore(text, lineAt - 1);
  if (lineAt - lineStart > MAX_TAG_LENGTH || text.charCodeAt(lineAt - 2) !== CODE.greater) return false;
  return TOOL_TAG.test(text.slice(lineStart, lineAt));
}

/** `<tool_call>`, `<query>` and their relatives are how models write calls, not labels. */
function isCallTag({ key, folded, context }: LabelWord): boolean {
  return context !== undefined || (key.startsWith('tool ') && !folded.includes(' '));
}

/** The offset after the closing tag of a word at `at`, its number allowed; -1 if there is none. */
export function closingTagEnd(text: string, at: number, word: string): number {
  if (!matchesFolded(text, at + 2, word.toLowerCase())) return -1;
  const wordEnd = at + 2 + word.length;
  const numberEnd = readNumeral(text, skipInlineSpace(text, wordEnd))?.end ?? wordEnd;
  const after = skipInlineSpace(text, numberEnd);
  return text.charCodeAt(after) === CODE.greater ? after + 1 : -1;
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
    roleInfo: ROLES[word.role],
    key: word.key,
    context: word.context,
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
