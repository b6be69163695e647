import type { CallNode, NameNode } from '../../callNodes.ts';
import { OPEN_BRACE } from '../characters.ts';
import { innerRange, objectArguments } from '../expressionCall.ts';
import type { CallOptions } from '../options.ts';
import { peek, type Reader } from '../reader.ts';
import { readValue } from '../values.ts';
import { type NamedCall, type Notation, printText } from './notation.ts';
import { readParameterTags } from './parameterTags.ts';
import { enterTag, leaveTag } from './tags.ts';

const OPENING = '<function=';
const CLOSING = '</function>';
const MAX_NAME_LENGTH = 128;

const PARAMETERS = { opening: /<parameter=([^<>\s]{1,128})\s*>/y, closing: () => '</parameter>' };

/** `<function=f>{…}</function>`, and `<parameter=x>…</parameter>` in it. */
export const functionTag: Notation = {
  id: 'qwen3-coder',
  first: '<',
  starts: (text, at) => text.startsWith(OPENING, at),
  read: readFunctionTag,
  write: (calls) => calls.map((call) => `<tool_call>\n${printTag(call)}\n</tool_call>`).join('\n'),
};

function printTag({ name, arguments: list }: NamedCall): string {
  const parameters = Object.entries(list).map(
    ([key, value]) => `<parameter=${key}>\n${printText(value)}\n</parameter>\n`,
  );
  return `${OPENING}${name}>\n${parameters.join('')}${CLOSING}`;
}

export function readFunctionTag(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const { text, at: start } = reader;
  const from = start + OPENING.length;
  const to = text.slice(from, Math.min(reader.end, from + MAX_NAME_LENGTH)).search(/[>\s]/) + from;
  if (to <= from || text.charAt(to) !== '>') return undefined;
  const name: NameNode = { start: from, end: to, text: text.slice(from, to) };
  const limit = enterTag(reader, to + 1 - start, CLOSING);
  const inner = to + 1;
  const value = peek(reader) === OPEN_BRACE ? readValue(reader, 'alone') : undefined;
  const tags = value === undefined ? readParameterTags(reader, name.text, PARAMETERS, options) : [];
  const argumentsEnd = reader.at;
  const end = leaveTag(reader, start, text.slice(start, to + 1), CLOSING, limit);
  const list =
    value?.kind === 'object'
      ? { arguments: objectArguments(value), argumentsRange: innerRange(text, value) }
      : { arguments: tags, argumentsRange: { start: inner, end: Math.max(inner, Math.min(argumentsEnd, end)) } };
  return [{ form: tags.length > 0 ? 'xml' : 'tagged', start, end, name, ...list, problems: reader.problems }];
}
