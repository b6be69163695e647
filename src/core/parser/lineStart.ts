import { CODE, isRestBlank, skipRun } from './characters.ts';
import { readExampleLine } from './context/exampleLines.ts';
import { isElidedRequest, isSlotText } from './elision.ts';
import { readLabel, skipQuoteMarks } from './labelReader.ts';
import { lineEnd, readLineToken } from './lineTokenReader.ts';
import type { LineToken } from './lineTokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Reads whatever a line begins with, at its first visible character: label, heading, separator, fence or escape. */
export function readLineStart(text: string, at: number, lineAt: number, vocabulary: Vocabulary): LineToken | undefined {
  const afterQuote = skipQuoteMarks(text, at);
  const quoted = afterQuote > at;
  if (text.charCodeAt(afterQuote) === CODE.backslash) {
    const isEscape = isEscapable(text, skipRun(text, afterQuote, CODE.backslash), vocabulary);
    return isEscape ? { kind: 'escape', at: lineAt, quoted, backslash: afterQuote } : undefined;
  }
  return readLineToken(text, afterQuote, lineAt, quoted) ?? readLabel(text, at, lineAt, vocabulary);
}

/** True if the text at `at`, after a backslash, would be a label or the like without it. */
function isEscapable(text: string, at: number, vocabulary: Vocabulary): boolean {
  const afterQuote = skipQuoteMarks(text, at);
  if (readLineToken(text, afterQuote, afterQuote, false) !== undefined) return true;
  if (readExampleLine(text, at) !== undefined) return true;
  // A line of quote marks alone is a blank line of a quoted document.
  if (afterQuote > at && isRestBlank(text, afterQuote)) return true;
  return readLabel(text, at, at, vocabulary) !== undefined;
}

/** The longest line that can represent a request. */
const MAX_PLACEHOLDER_LENGTH = 400;

/** True for a backslash before a line that would otherwise represent other shots or be the place of a request. */
export function isPlaceholderEscape(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== CODE.backslash) return false;
  const after = skipRun(text, at, CODE.backslash);
  const end = lineEnd(text, after);
  if (end - after > MAX_PLACEHOLDER_LENGTH) return false;
  const line = text.slice(after, end);
  return isElidedRequest(line) || isSlotText(line);
}
