import type { TextRange } from '../../text/range.ts';
import type { CallNode } from '../callNodes.ts';
import type { CallOptions, TextInput } from './options.ts';

/**
 * Reads `Action: f` + `Action Input: {...}`. Both ranges are offsets into `text`; where the blocks are interrupted,
 * pass their two content strings joined by a line break and one `map` for both. Undefined if the action is plain
 * language, which makes its input prose.
 */
export function parseTwoLabelCall(
  _text: string,
  _name: TextRange,
  _input: TextRange,
  _options: CallOptions,
  _tool?: TextInput,
): CallNode | undefined {
  return undefined;
}
