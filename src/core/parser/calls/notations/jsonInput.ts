import type { TextRange } from '../../../text/range.ts';
import type { ArgumentNode } from '../../callNodes.ts';
import { OPEN_BRACE, trimEnd } from '../characters.ts';
import { freeText, innerRange, objectArguments } from '../expressionCall.ts';
import { say } from '../messages.ts';
import { createReader, noteSyntax, type Reader } from '../reader.ts';
import { readValue } from '../values.ts';
import { skipWhitespace } from './tags.ts';

/** The arguments of a call, and the range in which more can be inserted. */
export interface InputList {
  readonly arguments: readonly ArgumentNode[];
  readonly argumentsRange: TextRange;
}

/** What may be the input of a call besides JSON. */
export type OtherInput = 'text' | 'none';

const FENCE = /```[\w-]{0,20}[ \t]*\r?\n/y;

/**
 * Reads a JSON object as the arguments, from the reader's position on; it may be in a fence. Blank lines do not end it:
 * the marks of the notation do. `text`: other input is the only parameter's text.
 */
export function readJsonInput(outer: Reader, other: OtherInput = 'none'): InputList {
  const { text } = outer;
  const isFenced = skipFence(outer);
  const start = outer.at;
  const end = trimEnd(text, start, outer.end);
  if (start >= end) return { arguments: [], argumentsRange: { start, end: start } };
  if (text.charCodeAt(start) !== OPEN_BRACE) return readOther(outer, { start, end }, other);
  const reader = createReader(text, start, outer.end, undefined);
  const value = readValue(reader, 'alone');
  outer.broken ||= reader.broken;
  outer.problems.push(...reader.problems);
  outer.at = Math.max(value.end, Math.min(reader.at, end));
  if (isFenced) closeFence(outer);
  if (value.kind !== 'object') return { arguments: [{ start, end: value.end, value }], argumentsRange: { start, end } };
  return { arguments: objectArguments(value), argumentsRange: innerRange(text, value) };
}

function skipFence(reader: Reader): boolean {
  skipWhitespace(reader);
  FENCE.lastIndex = reader.at;
  const match = FENCE.exec(reader.text);
  if (match === null || reader.at + match[0].length > reader.end) return false;
  reader.at += match[0].length;
  skipWhitespace(reader);
  return true;
}

function closeFence(reader: Reader): void {
  const { at } = reader;
  skipWhitespace(reader);
  if (reader.at + 3 <= reader.end && reader.text.startsWith('```', reader.at)) reader.at += 3;
  else reader.at = at;
}

function readOther(outer: Reader, { start, end }: TextRange, other: OtherInput): InputList {
  const value = freeText(outer.text, start, end);
  outer.at = outer.end;
  if (other === 'none' && value.kind === 'string') noteSyntax(outer, start, end, say('argumentsNoObject'));
  return { arguments: [{ start, end, value }], argumentsRange: { start, end } };
}
