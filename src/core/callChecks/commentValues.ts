import type { ValueNode } from '../parser/callNodes.ts';
import { parseValue } from '../parser/calls/index.ts';
import type { JsonValue } from '../text/json.ts';
import { slice, type TextRange } from '../text/range.ts';
import { createOpenValueList, toPlainValue } from './callValues.ts';

/** A value of an `accept:` comment. */
export interface CommentValue {
  readonly value: JsonValue;
  /** Absent for a word without quotes, which is text. */
  readonly node: ValueNode | undefined;
}

/** Reads a value of an `accept:` comment: as calls write it, or a word without quotes. */
export function readCommentValue(text: string, range: TextRange): CommentValue {
  const node = parseValue(text, range.start, range.end).value;
  if (node === undefined || node.kind === 'invalid') return { value: slice(text, range), node: undefined };
  return { value: toPlainValue(node, [], createOpenValueList()), node };
}
