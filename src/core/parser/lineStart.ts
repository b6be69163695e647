import { CODE, isRestBlank, skipRun } from './characters.ts';
import { isElidedRequest, isSlotText } from './elision.ts';
import { readLabel, skipQuoteMarks } from './labelReader.ts';
import { lineEnd, readLineMark } from './lineMarks.ts';
import type { Mark } from './marks.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Reads whatever a line begins with, at its first visible character: label, heading, separator, fence or escape. */
export function readLineStart(text: string, at: number, lineAt: number, vocabulary: Vocabulary): Mark | undefined {
  const behindQuote = skipQuoteMarks(text, at);
  const quoted = behindQuote > at;
  if (text.charCodeAt(behindQuote) === CODE.backslash) {
    const isEscape = isEscapable(text, skipRun(text, behindQuote, CODE.backslash), vocabulary);
    return isEscape ? { kind: 'escape', at: lineAt, quoted, backslash: behindQuote } : undefined;
  }
  return readLineMark(text, behindQuote, lineAt, quoted) ?? readLabel(text, at, lineAt, vocabulary);
}

/** True if what stands at `at`, behind a backslash, would mean something without it. */
function isEscapable(text: string, at: number, vocabulary: Vocabulary): boolean {
  const behindQuote = skipQuoteMarks(text, at);
  if (readLineMark(text, behindQuote, behindQuote, false) !== undefined) return true;
  // A line of quote marks alone is a blank line of a quoted document.
  if (behindQuote > at && isRestBlank(text, behindQuote)) return true;
  return readLabel(text, at, at, vocabulary) !== undefined;
}

/** The longest line that can stand for a request. */
const LONGEST_STAND_IN = 400;

/** True for a backslash before a line that would otherwise stand for other shots or be the place of a request. */
export function isStandInEscape(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== CODE.backslash) return false;
  const behind = skipRun(text, at, CODE.backslash);
  const end = lineEnd(text, behind);
  if (end - behind > LONGEST_STAND_IN) return false;
  const line = text.slice(behind, end);
  return isElidedRequest(line) || isSlotText(line);
}
