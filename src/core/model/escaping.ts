import { isInlineSpace, isRestBlank, skipInlineSpace } from '../parser/characters.ts';
import { readExampleLine } from '../parser/context/exampleLines.ts';
import { closingTagEnd, skipQuoteMarks } from '../parser/labelReader.ts';
import { isPlaceholderEscape, readLineStart } from '../parser/lineStart.ts';
import { closesFence } from '../parser/lineTokenReader.ts';
import type { FenceLineToken, LineToken } from '../parser/lineTokens.ts';
import type { Vocabulary } from '../parser/vocabulary.ts';

/** A block's text, escaped for a document. */
export interface EscapedText {
  readonly lines: readonly string[];
  /** True if the text must begin on a line of its own, below its label. */
  readonly ownLine: boolean;
}

/** The surroundings of a text that is written. */
export interface Surroundings {
  /** The label words that the document is read with. */
  readonly vocabulary: Vocabulary;
  /** True for a request, which may not look like the place of one. */
  readonly isRequest: boolean;
  /** The word of the tags around the text, if it is in tags. */
  readonly tag: string | undefined;
}

/**
 * Puts a backslash before everything in a text that would be read as a label, separator, heading, open fence,
 * comment or its closing tag. What is in a closed fence is left alone.
 */
export function escapeText(text: string, around: Surroundings): EscapedText {
  const written = trimText(text.replace(/\r\n?/g, '\n')).split('\n');
  const tokens = written.map((line) => readMark(line, around.vocabulary));
  const lines: string[] = [];
  let fenceEnd = -1;
  for (const [index, line] of written.entries()) {
    if (index > fenceEnd) fenceEnd = closeOfFence(written, tokens, index, around.tag);
    lines.push(index <= fenceEnd ? line : escapeLine(line, tokens[index], around.tag));
  }
  const first = written[0] ?? '';
  const plain = escapeWithin(first, around.tag);
  if (around.isRequest && lines[0] === plain && isPlaceholderEscape(`\\${first}`, 0)) lines[0] = `\\${plain}`;
  return { lines, ownLine: lines[0] !== plain || tokens[0]?.kind === 'fence' };
}

function readMark(line: string, vocabulary: Vocabulary): LineToken | FenceLineToken | undefined {
  const at = skipInlineSpace(line, 0);
  return readLineStart(line, at, 0, vocabulary) ?? readExampleLine(line, at);
}

/** The text without white space around it, as the parser sees white space. */
function trimText(text: string): string {
  const isSpace = (code: number) => isInlineSpace(code) || code === 0x0a;
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The backslash of an escape is itself escaped, so that it stays. */
function escapeLine(line: string, mark: LineToken | FenceLineToken | undefined, tag: string | undefined): string {
  const visible = skipInlineSpace(line, 0);
  const afterQuote = skipQuoteMarks(line, visible);
  const isQuotedBlank = afterQuote > visible && isRestBlank(line, afterQuote);
  if (mark === undefined && !isQuotedBlank) return escapeWithin(line, tag);
  const at = mark?.kind === 'escape' ? mark.backslash : visible;
  return `${line.slice(0, at)}\\${escapeWithin(line.slice(at), tag)}`;
}

/** Comments and the closing tag of the block mean something anywhere in a line. */
function escapeWithin(line: string, tag: string | undefined): string {
  return line.replace(/<!--|<\//g, (mark, at: number) => {
    const means = mark === '<!--' || (tag !== undefined && closingTagEnd(line, at, tag) !== -1);
    return means ? `\\${mark}` : mark;
  });
}

/**
 * The index of the line that closes the fence opened at an index; -1 if none is opened, it never closes, or lines
 * in it look like labels, which would make it look unclosed.
 */
function closeOfFence(
  lines: readonly string[],
  tokens: readonly (LineToken | FenceLineToken | undefined)[],
  index: number,
  tag: string | undefined,
): number {
  const opener = tokens[index];
  if (opener?.kind !== 'fence' || opener.quoted) return -1;
  for (let next = index + 1; next < lines.length; next++) {
    const mark = tokens[next];
    const line = lines[next] ?? '';
    if (mark?.kind === 'block' || (tag !== undefined && escapeWithin(line, tag) !== line)) return -1;
    if (mark?.kind === 'fence' && closesFence(mark, opener)) return next;
  }
  return -1;
}
