import type { ArrayNode, InvalidNode, ValueNode } from '../callNodes.ts';
import { enter, leave, noteUnclosed, readTooDeep, separate, takeStrayComma, tryClose } from './brackets.ts';
import { asciiForm, COLON } from './characters.ts';
import type { ValuePosition } from './lookahead.ts';
import { isNamedAt, type ReadValue } from './lookahead.ts';
import { MAX_DEPTH, peek, type Reader, skipSpace } from './reader.ts';

/** Reads a list `[…]` or a tuple `(…)`. `position` is that of the list itself. */
export function readArray(reader: Reader, position: ValuePosition, readValue: ReadValue): ArrayNode | InvalidNode {
  if (reader.depth >= MAX_DEPTH) return readTooDeep(reader);
  const start = reader.at;
  enter(reader);
  const items: ValueNode[] = [];
  const end = readItems(reader, start, position === 'entry', items, readValue);
  leave(reader, asciiForm(reader.text.charCodeAt(start)));
  return { kind: 'array', start, end, items: items.slice() };
}

/** Reads the items and the closing bracket, and returns the end of the array. */
function readItems(reader: Reader, open: number, inObject: boolean, items: ValueNode[], readValue: ReadValue): number {
  let last = reader.at;
  for (;;) {
    skipSpace(reader);
    const before = reader.at;
    if (tryClose(reader, open, last)) return reader.at > before ? reader.at : last;
    // `[1, 2, name = …`: the next argument of the call starts here.
    if (reader.parens > 0 && isNamedAt(reader, before)) {
      noteUnclosed(reader, open, last);
      return last;
    }
    if (takeStrayComma(reader)) continue;
    const item = readValue(reader, 'item');
    skipSpace(reader);
    // `["a", "key": …` within an object: the next entry starts here.
    if (inObject && item.kind === 'string' && peek(reader) === COLON) {
      noteUnclosed(reader, open, last);
      reader.at = item.start;
      return last;
    }
    items.push(item);
    last = item.end;
    separate(reader, last);
  }
}
