import type { CallNode, NameNode } from '../callNodes.ts';
import { asciiForm, isNameCharacter, OPEN_PAREN } from './characters.ts';
import { readExpression } from './expressionCall.ts';
import { restart } from './lineCalls.ts';
import type { CallOptions } from './options.ts';
import type { Reader } from './reader.ts';

const MAX_NAME_LENGTH = 64;

/** Finds the calls to loaded tools within a line of prose. */
export function findMentions(reader: Reader, start: number, end: number, options: CallOptions): readonly CallNode[] {
  const { text } = reader;
  const found: CallNode[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (asciiForm(text.charCodeAt(at)) !== OPEN_PAREN) continue;
    const name = toolBefore(text, from, at, options);
    if (name === undefined) continue;
    restart(reader, at, end);
    const call = readExpression(reader, name);
    found.push(call);
    from = Math.max(reader.at, at + 1);
    at = from - 1;
  }
  return found;
}

/** The longest name of a loaded tool that ends at `at`; in Chinese no space before it is needed. */
function toolBefore(text: string, from: number, at: number, options: CallOptions): NameNode | undefined {
  const limit = Math.max(from, at - MAX_NAME_LENGTH);
  let start = at;
  while (start > limit && isNameCharacter(text.charCodeAt(start - 1))) start--;
  for (; start < at; start++) {
    const inWord = start > from && isAsciiWord(text.charCodeAt(start - 1)) && isAsciiWord(text.charCodeAt(start));
    if (!inWord && options.isTool(text.slice(start, at))) return { start, end: at, text: text.slice(start, at) };
  }
  return undefined;
}

function isAsciiWord(code: number): boolean {
  return code < 128 && isNameCharacter(code);
}
