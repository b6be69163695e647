import type { CallNode } from '../../callNodes.ts';
import { OPEN_BRACE } from '../characters.ts';
import { readJsonCalls } from '../jsonCall.ts';
import type { CallOptions } from '../options.ts';
import { peek, type Reader } from '../reader.ts';
import { printInvoke, readInvoke } from './anthropic.ts';
import type { Notation } from './notation.ts';
import { readGroup } from './tags.ts';

const INVOKES = { opening: '<minimax:tool_call>', closing: '</minimax:tool_call>' };
const JSON_LINES = { opening: '<tool_calls>', closing: '</tool_calls>' };

/** `<minimax:tool_call><invoke name="f">…` of MiniMax M2, and `<tool_calls>` with a JSON call a line of M1. */
export const minimax: Notation = {
  id: 'minimax',
  first: '<',
  starts: (text, at) => text.startsWith(INVOKES.opening, at) || text.startsWith(JSON_LINES.opening, at),
  read: (reader, options) =>
    reader.text.startsWith(INVOKES.opening, reader.at)
      ? readGroup(reader, INVOKES, () => readInvoke(reader, options))
      : readGroup(reader, JSON_LINES, () => readJson(reader, options)),
  write: (calls) => `${INVOKES.opening}\n${calls.map((call) => `${printInvoke(call)}\n`).join('')}${INVOKES.closing}`,
};

function readJson(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  return peek(reader) === OPEN_BRACE ? readJsonCalls(reader, options.meant === 'always', 'tagged') : undefined;
}
