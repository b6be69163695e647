import { isEscaped } from '../../text/backslash.ts';
import type { PlaceholderNode, StringNode } from '../callNodes.ts';
import { CLOSE_BRACE, DOUBLE_QUOTE, SINGLE_QUOTE } from './characters.ts';
import { resolveEscapes } from './escapes.ts';
import { isFollowedWell, type ValuePosition } from './lookahead.ts';
import { closingQuote, closingTypographic, type TextNode } from './quotes.ts';
import { findMark, notePunctuation, type Reader } from './reader.ts';
import { recoverString } from './stringRecovery.ts';

/** Reads the string that starts at the reader's position. `raw` strings, as Python's `r"…"`, have no escapes. */
export function readString(reader: Reader, position: ValuePosition, raw = false): TextNode {
  const open = reader.at;
  const quote = reader.text.charCodeAt(open);
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return readTypographic(reader, position);
  if (reader.text.charCodeAt(open + 1) === quote && reader.text.charCodeAt(open + 2) === quote) {
    return readTriple(reader, quote, raw, position);
  }
  const close = closingQuote(reader, open + 1, quote);
  if (close === -1 || !isFollowedWell(reader, close + 1)) return recoverString(reader, position, close);
  reader.at = close + 1;
  return stringNode(reader, open, open + 1, close, close + 1, raw);
}

/** A triple-quoted string may span lines, blank ones too; one that is never closed ends with its line. */
function readTriple(reader: Reader, quote: number, raw: boolean, position: ValuePosition): TextNode {
  const open = reader.at;
  const marks = String.fromCharCode(quote).repeat(3);
  let close = findMark(reader, marks, open + 3);
  while (close !== -1 && isEscaped(reader.text, close, open + 3)) close = findMark(reader, marks, close + 1);
  if (close === -1) return recoverString(reader, position, -1, 3);
  // Four or five quotes in a row: the string ends with one or two of its own.
  while (close + 3 < reader.end && reader.text.charCodeAt(close + 3) === quote) close++;
  reader.at = close + 3;
  return stringNode(reader, open, open + 3, close, close + 3, raw);
}

function readTypographic(reader: Reader, position: ValuePosition): TextNode {
  const open = reader.at;
  const close = closingTypographic(reader, open, position);
  if (close === -1 || !isFollowedWell(reader, close + 1)) return recoverString(reader, position, close);
  reader.at = close + 1;
  const node = stringNode(reader, open, open + 1, close, close + 1, false);
  noteQuotes(reader, node);
  return node;
}

/** Typographic quotes are one problem with the whole string, since only both together can be replaced. */
export function noteQuotes(reader: Reader, node: StringNode | PlaceholderNode): void {
  const content = node.kind === 'string' ? node.value : reader.text.slice(node.start + 1, node.end - 1);
  notePunctuation(reader, node.start, node.end, JSON.stringify(content));
}

function stringNode(
  reader: Reader,
  start: number,
  from: number,
  to: number,
  end: number,
  raw: boolean,
): StringNode | PlaceholderNode {
  const content = reader.text.slice(from, to);
  if (isTemplateVariable(content)) return { kind: 'placeholder', start, end, text: content };
  const value = raw || !content.includes('\\') ? content : resolveEscapes(content);
  return { kind: 'string', start, end, value };
}

/** `{{x}}` and `${x}` stay placeholders within quotes, where JSON forces them to be; `<x>` there may be markup. */
function isTemplateVariable(content: string): boolean {
  if (content.charCodeAt(content.length - 1) !== CLOSE_BRACE) return false;
  return /^(?:\{\{[^{}]+\}\}|\$\{[^{}]+\})$/.test(content);
}
