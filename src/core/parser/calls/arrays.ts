import type { ArrayNode, InvalidNode, ValueNode } from '../callNodes.ts';
import { enter, leave, noteUnclosed, readTooDeep, separate, takeStrayComma, tryClose } from './brackets.ts';
import { asciiForm, COLON } from './characters.ts';
import { DEEPEST, peek, type Reader, skipSpace } from './reader.ts';
import { isNamedAt } from './stringRecovery.ts';
import type { Place } from './strings.ts';
import { readValue } from './values.ts';

/** Reads a list `[…]` or a tuple `(…)`. `place` is where it stands itself. */
export function readArray(reader: Reader, place: Place): ArrayNode | InvalidNode {
  if (reader.depth >= DEEPEST) return readTooDeep(reader);
  const start = reader.at;
  enter(reader);
  const items: ValueNode[] = [];
  const end = readItems(reader, start, place === 'entry', items);
  leave(reader, asciiForm(reader.text.charCodeAt(start)));
  return { kind: 'array', start, end, items: items.slice() };
}

/** Reads the items and the closing bracket, and returns the end of the array. */
function readItems(reader: Reader, open: number, inObject: boolean, items: ValueNode[]): number {
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
